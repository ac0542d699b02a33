internal import SourceText

/// What `lectern export` can make of a book.
enum ExportForm: String, CaseIterable {
  case ipynb, library
}

extension Workbench {
  /// `lectern export`: writes a book in the form that the first operand names.
  func export(_ settings: Settings) async throws -> ExitStatus {
    var settings = settings
    let known = ExportForm.allCases.map(\.rawValue)
    guard let word = settings.paths.first else {
      complain(
        "'lectern export' has to be told what to make: \(known.joined(separator: ", "))",
        hint: "'lectern export --help' shows how it is used")
      return .usage
    }
    settings.paths.removeFirst()
    switch ExportForm(rawValue: word) {
    case .ipynb: return try await exportNotebooks(settings)
    case .library:
      guard settings.paths.count < 2 else {
        throw UsageError.tooManyPaths(
          command: "export library", limit: 1, extra: settings.paths[1])
      }
      return try await exportLibrary(settings)
    case nil:
      complain(
        "'lectern export' makes no '\(word)'",
        hint: spellingHint(for: word, in: known)
          ?? "what comes first is the form: \(known.joined(separator: ", "))")
      return .usage
    }
  }
}
