internal import SourceText

/// What `lectern export` can make of a book.
enum ExportForm: String, CaseIterable {
  case ipynb, library

  /// The forms, for an error.
  fileprivate static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Workbench {
  /// `lectern export`: writes a book in the form that the first operand names.
  func export(_ settings: Settings) async throws -> ExitStatus {
    var settings = settings
    guard let word = settings.paths.first else {
      complain(
        "'lectern export' has to be told what to make: \(ExportForm.list)",
        hint: "'lectern export --help' shows how it is used")
      return .usage
    }
    settings.paths.removeFirst()
    switch ExportForm(rawValue: word) {
    case .ipynb: return try await exportNotebooks(settings)
    case .library where settings.paths.count > 1:
      complain("'lectern export library' takes one book at a time", hint: nil)
      return .usage
    case .library: return try exportLibrary(settings)
    case nil:
      complain(
        "'lectern export' makes no '\(word)'",
        hint: spellingHint(for: word, in: ExportForm.allCases.map(\.rawValue))
          ?? "what comes first is the form: \(ExportForm.list)")
      return .usage
    }
  }
}
