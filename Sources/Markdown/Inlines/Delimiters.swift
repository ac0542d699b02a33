/// The runs of `*`, `_` and `~` that may become emphasis (CommonMark 6.2, GFM 6.5).
struct Delimiters {
  /// A run of delimiters.
  struct Run {
    /// The node of its text.
    var node: Int
    var mark: UInt8
    /// How many marks are left, and how many there were.
    var count: Int
    let length: Int
    var canOpen: Bool
    var canClose: Bool
    var previous: Int
    var next = -1
  }

  /// What decides whether a closer can find an opener at all.
  private struct Search: Hashable {
    var mark: UInt8
    var canOpen: Bool
    var remainder: Int
  }

  private var runs: [Run] = []
  /// The last run on the stack, -1 when it is empty.
  private(set) var top = -1

  mutating func push(_ run: Run) {
    var run = run
    run.previous = top
    if top >= 0 { runs[top].next = runs.count }
    top = runs.count
    runs.append(run)
  }

  private mutating func remove(_ run: Int) {
    let (previous, next) = (runs[run].previous, runs[run].next)
    if previous >= 0 { runs[previous].next = next }
    if next >= 0 { runs[next].previous = previous } else { top = previous }
  }

  /// Turns the runs above `bottom` into emphasis ("process emphasis" of the specification) and
  /// takes them from the stack.
  ///
  /// No opener is looked for twice where none was found, so the time is linear.
  mutating func resolve(above bottom: Int, in list: inout InlineList) {
    var searched: [Search: Int] = [:]
    var closer = first(above: bottom)
    while closer >= 0 {
      guard runs[closer].canClose else {
        closer = runs[closer].next
        continue
      }
      let run = runs[closer]
      let search = Search(mark: run.mark, canOpen: run.canOpen, remainder: run.length % 3)
      let limit = max(bottom, searched[search] ?? -1)
      guard let opener = opener(for: closer, above: limit) else {
        searched[search] = run.previous
        let next = run.next
        if !run.canOpen { remove(closer) }
        closer = next
        continue
      }
      closer = match(opener, closer, in: &list)
    }
    while top > bottom { remove(top) }
  }

  private func first(above bottom: Int) -> Int {
    var run = top
    guard run > bottom else { return -1 }
    while runs[run].previous > bottom { run = runs[run].previous }
    return run
  }

  private func opener(for closer: Int, above limit: Int) -> Int? {
    var candidate = runs[closer].previous
    while candidate > limit {
      if runs[candidate].canOpen, fits(runs[candidate], runs[closer]) { return candidate }
      candidate = runs[candidate].previous
    }
    return nil
  }

  private func fits(_ opener: Run, _ closer: Run) -> Bool {
    guard opener.mark == closer.mark else { return false }
    if opener.mark == .tilde { return opener.length == closer.length }
    // Rules 9 and 10: "the sum of the lengths must not be a multiple of 3 unless both are".
    let isAmbiguous = opener.canClose || closer.canOpen
    let sum = opener.length + closer.length
    return !isAmbiguous || !sum.isMultiple(of: 3) || closer.length.isMultiple(of: 3)
  }

  /// Makes an inline of what stands between two runs; returns the closer to go on with.
  private mutating func match(_ opener: Int, _ closer: Int, in list: inout InlineList) -> Int {
    let isStruck = runs[opener].mark == .tilde
    let isStrong = runs[opener].count >= 2 && runs[closer].count >= 2
    let used = isStruck ? runs[opener].count : isStrong ? 2 : 1
    while runs[closer].previous > opener { remove(runs[closer].previous) }
    let openerRange = list.nodes[runs[opener].node].range
    let closerRange = list.nodes[runs[closer].node].range
    let range = (openerRange.upperBound - used)..<(closerRange.lowerBound + used)
    let kind: Inline.Kind = isStruck ? .strikethrough : isStrong ? .strong : .emphasis
    guard list.enclose(after: runs[opener].node, before: runs[closer].node, as: kind, range)
    else {
      remove(opener)
      return closer
    }
    shrink(opener, by: used, to: openerRange.lowerBound..<range.lowerBound, in: &list)
    let next = runs[closer].next
    shrink(closer, by: used, to: range.upperBound..<closerRange.upperBound, in: &list)
    return runs[closer].count > 0 ? closer : next
  }

  private mutating func shrink(
    _ run: Int, by used: Int, to range: Range<Int>, in list: inout InlineList
  ) {
    runs[run].count -= used
    list.setRange(of: runs[run].node, to: range)
    if runs[run].count == 0 {
      list.remove(runs[run].node)
      remove(run)
    }
  }
}
