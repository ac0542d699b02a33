package import NotebookModel

extension Notebook {
  /// The chapter as a student gets it, byte for byte but for the cells that are the author's:
  /// solutions, known wrong answers, hidden checks.
  package var studentCopy: [UInt8] { studentCopy(replacing: []) }

  /// The chapter as a student gets it, with other words in places that only the book could
  /// explain, and with its tabs when it is the book that declares them.
  ///
  /// `edits` are in file order and do not overlap.
  package func studentCopy(replacing edits: [(range: Range<Int>, text: String)]) -> [UInt8] {
    var copy: [UInt8] = []
    var rest = edits[...]
    var isDeclared = tabs.isEmpty || cells.contains { $0.kind == .declaration }
    for cell in cells where !cell.isAuthors {
      if !isDeclared, cell.kind != .prose {
        copy += declaration.utf8
        isDeclared = true
      }
      var position = cell.bytes.lowerBound
      rest = rest.drop { $0.range.lowerBound < position }
      while let edit = rest.first, edit.range.upperBound <= cell.bytes.upperBound {
        copy += bytes[position..<max(position, edit.range.lowerBound)]
        copy += edit.text.utf8
        position = max(position, edit.range.upperBound)
        rest.removeFirst()
      }
      copy += bytes[position..<cell.bytes.upperBound]
    }
    return copy
  }

  /// A cell that declares the chapter's tabs.
  private var declaration: String {
    let end = bytes.contains(0x0D) ? "\r\n" : "\n"
    let names = tabs.map { "'\($0.replacing("'", with: "\\'"))'" }.joined(separator: ", ")
    return [
      "```{.swift .input}", "%load_ext lectern.tab", "tab.interact_select([\(names)])", "```", "",
      "",
    ].joined(separator: end)
  }
}

extension Cell {
  /// Whether a student must not see the cell.
  package var isAuthors: Bool {
    switch role {
    case nil, .exercise, .hint: false
    case .solution, .wrong: true
    case .check(_, _, _, let isHidden): isHidden
    }
  }
}
