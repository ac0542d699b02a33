internal import SourceText

/// What `lectern export` can make of a book.
enum ExportForm: String, CaseIterable {
  case library
}

extension Workbench {
  /// `lectern export`: writes a book in the form that the first operand names.
  func export(_ settings: Settings) async throws -> ExitStatus {
    var settings = settings
    let word = settings.paths.removeFirst()
    switch ExportForm(rawValue: word) {
    case .library: return try exportLibrary(settings)
    case nil:
      let known = ExportForm.allCases.map(\.rawValue)
      complain(
        "'lectern export' makes no '\(word)'",
        hint: spellingHint(for: word, in: known)
          ?? "what comes first is the form: \(known.joined(separator: ", "))")
      return .usage
    }
  }
}
