import NotebookModel

/// A cell's source with the branch of a tab in place of `if tab.selected(…) { … } else { … }`.
struct ChosenBranch {
  /// The source, without the blank lines and the indentation that planning leaves.
  let source: String

  init(of tab: String, in source: String, known: [String]) {
    let chosen = selectingTab(tab, in: source, known: known).source
    guard chosen != source else {
      self.source = source
      return
    }
    let old = source.split(separator: "\n", omittingEmptySubsequences: false)
    let new = chosen.split(separator: "\n", omittingEmptySubsequences: false)
    var lines: [String] = []
    // The lines of a branch, and how far its `if` is indented.
    var branch: [Substring] = []
    var indentation = 0
    func flush() {
      let own = branch.filter { !$0.isBlank }.map(\.indentation).min() ?? 0
      lines += branch.map { String($0.dropFirst(min($0.indentation, max(0, own - indentation)))) }
      branch = []
    }
    for (before, after) in zip(old, new) {
      if before == after {
        branch.append(after)
      } else {
        flush()
        indentation = before.indentation
        guard !after.isBlank else { continue }
        let words = after.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        lines.append(String(before.prefix(indentation)) + String(words))
      }
    }
    flush()
    self.source = lines.joined(separator: "\n")
  }
}

extension Substring {
  /// Whether the line holds nothing but spaces.
  fileprivate var isBlank: Bool { allSatisfy { $0 == " " } }

  /// How many spaces the line begins with.
  fileprivate var indentation: Int { prefix { $0 == " " }.count }
}
