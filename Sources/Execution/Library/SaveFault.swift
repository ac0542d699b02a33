/// What is wrong with a mark that says `@save`.
enum SaveFault: Error, Hashable {
  /// It stands inside a declaration that begins on another line of the chapter.
  case inside(title: String, line: Int)
  /// It stands where a declaration ends.
  case behind(title: String, line: Int)
  case noDeclaration
  case imported
  case waits
  /// The cell is not a part of what its chapter runs.
  case notRun
  case notParsed
}

extension SaveFault {
  var message: String {
    switch self {
    case .inside(let title, _): "'@save' stands inside '\(title)'"
    case .behind(let title, _): "'@save' stands behind '\(title)'"
    case .noDeclaration: "'@save' marks no declaration"
    case .imported: "'@save' marks an import"
    case .waits: "'@save' marks a value that is awaited"
    case .notRun: "'@save' stands in a cell that its chapter does not run"
    case .notParsed: "'@save' stands in a cell that is no correct Swift"
    }
  }

  var hint: String? {
    switch self {
    case .inside(_, let line), .behind(_, let line):
      "it belongs at the end of line \(line), where that begins, or on its own line above"
    case .noDeclaration:
      "functions, types, extensions, 'let' and 'var' at the top level of a cell can be saved"
    case .imported: "the imports of a chapter go along with what it saves, so the mark can go"
    case .waits: "save a function that waits instead"
    case .notRun, .notParsed: nil
    }
  }
}
