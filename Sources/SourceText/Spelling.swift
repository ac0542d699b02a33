/// Returns the one of `known` that a writer of `name` probably meant, or `nil` when none is close.
///
/// Case does not count; a swapped pair of letters is one mistake. One mistake in three letters is
/// forgiven, three at most. Of equally near names the first wins.
package func nearest(to name: String, in known: some Collection<String>) -> String? {
  let written = Array(name.lowercased().unicodeScalars)
  guard !written.isEmpty, written.count <= longestName else { return nil }
  var best: (name: String, mistakes: Int)?
  for candidate in known {
    let scalars = Array(candidate.lowercased().unicodeScalars)
    guard !scalars.isEmpty, scalars.count <= longestName else { continue }
    let forgiven = min(3, max(1, max(written.count, scalars.count) / 3))
    let limit = min(forgiven, (best?.mistakes ?? .max) - 1)
    guard abs(written.count - scalars.count) <= limit else { continue }
    if let mistakes = mistakes(from: written, to: scalars, atMost: limit) {
      best = (candidate, mistakes)
    }
  }
  return best?.name
}

/// Returns the hint that goes with an unknown `name`: the nearest of `known`, as a question.
package func spellingHint(for name: String, in known: some Collection<String>) -> String? {
  nearest(to: name, in: known).map { "did you mean '\($0)'?" }
}

/// Names longer than this are not compared.
private let longestName = 64

/// Returns the optimal string alignment distance (edits and swaps of neighbours), O(m·n); `nil`
/// when it is above `limit`, as soon as that is known.
private func mistakes(
  from written: [Unicode.Scalar], to known: [Unicode.Scalar], atMost limit: Int
) -> Int? {
  var beforeLast = [Int](repeating: 0, count: known.count + 1)
  var last = Array(0...known.count)
  for i in 1...written.count {
    var row = [i]
    for j in 1...known.count {
      let cost = written[i - 1] == known[j - 1] ? 0 : 1
      var least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, written[i - 1] == known[j - 2], written[i - 2] == known[j - 1] {
        least = min(least, beforeLast[j - 2] + 1)
      }
      row.append(least)
    }
    // No row's least is below that of the row before.
    guard row.contains(where: { $0 <= limit }) else { return nil }
    (beforeLast, last) = (last, row)
  }
  return last[known.count] <= limit ? last[known.count] : nil
}
