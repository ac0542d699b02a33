package import NotebookModel

extension Notebook {
  /// The chapter as a student gets it, byte for byte but for the cells that are the author's:
  /// solutions, known wrong answers, hidden checks.
  package var studentCopy: [UInt8] {
    cells.filter { !$0.isAuthors }.flatMap { bytes[$0.bytes] }
  }
}

extension Cell {
  /// Whether a student must not see the cell.
  fileprivate var isAuthors: Bool {
    switch role {
    case nil, .exercise, .hint: false
    case .solution, .wrong: true
    case .check(_, _, _, let isHidden): isHidden
    }
  }
}
