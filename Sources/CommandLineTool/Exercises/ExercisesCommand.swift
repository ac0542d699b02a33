internal import SourceText

/// What `lectern exercises` can do.
enum ExerciseAction: String, CaseIterable {
  case list, check, release, `try`, grade
}

extension Workbench {
  /// `lectern exercises`: does what the first operand names.
  func exercises(_ settings: Settings) async throws -> ExitStatus {
    var settings = settings
    let known = ExerciseAction.allCases.map(\.rawValue)
    guard let word = settings.paths.first else {
      complain(
        "'lectern exercises' has to be told what to do: \(known.joined(separator: ", "))",
        hint: "'lectern exercises --help' shows how it is used")
      return .usage
    }
    settings.paths.removeFirst()
    let action = ExerciseAction(rawValue: word)
    if let action, let (message, hint) = ExerciseOptions.objection(to: settings, for: action) {
      complain(message, hint: hint)
      return .usage
    }
    switch action {
    case .list: return try listExercises(settings)
    case .check: return try await checkExercises(settings)
    case .release: return try releaseExercises(settings)
    case .try: return try await tryExercises(settings)
    case .grade: return try await gradeExercises(settings)
    case nil:
      complain(
        "'lectern exercises' has no '\(word)'",
        hint: spellingHint(for: word, in: known)
          ?? "what comes first is one of: \(known.joined(separator: ", "))")
      return .usage
    }
  }
}
