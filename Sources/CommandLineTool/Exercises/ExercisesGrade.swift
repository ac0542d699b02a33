internal import Checking
internal import Execution
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern exercises grade`: gives points to the answers in students' copies of a chapter.
  func gradeExercises(_ settings: Settings) async throws -> ExitStatus {
    if settings.gradeFormats.count > 1 {
      let names = settings.gradeFormats.map { "--\($0.rawValue)" }
      throw UsageError.contradiction(names[0], names[1])
    }
    guard settings.paths.count > 1, let path = settings.paths.first else {
      complain("'lectern exercises grade' takes a chapter and at least one submission")
      return .usage
    }
    guard let (notebook, book) = chapter(at: path), knowsTabs(settings.tabs, in: [notebook]) else {
      return .usage
    }
    if report(notebook.diagnostics) { return .failure }
    let questions = GradeQuestion.all(in: notebook, settings)
    guard !questions.isEmpty else {
      complain("'\(path)' has no exercises\(settings.tabs.isEmpty ? "" : " in that tab")")
      return .failure
    }
    let files = SubmissionFiles(chapter: path, tabs: book.tabs, engines: engines)
    let job = GradeJob(settings, self, of: notebook, questions, files)
    let examine = try engines.examine(examOptions(settings, book))
    try await withLiveDisplay(isQuiet: settings.isQuiet, { job.display }) {
      if await job.prepare(examine) { await job.grade(examine) }
    }
    return job.finish() && !Task.isCancelled ? .success : .failure
  }
}

/// An exercise, in the tab that it is graded in.
struct GradeQuestion: Hashable, Sendable {
  let part: Exercise.Part
  let tab: String

  /// The exercises of `notebook`, each in the first of its tabs that was asked for.
  static func all(in notebook: Notebook, _ settings: Settings) -> [GradeQuestion] {
    let wanted = settings.tabs.map { $0.lowercased() }
    return Exercise.all(in: notebook).compactMap { exercise in
      let tabs = exercise.tabs(of: notebook)
      let tab = wanted.isEmpty ? tabs.first : tabs.first { wanted.contains($0.lowercased()) }
      return tab.map { GradeQuestion(part: exercise.part(in: $0), tab: $0) }
    }
  }
}
