internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern inspect`: prints the model of a chapter.
  func inspect(_ settings: Settings) -> ExitStatus {
    guard let (notebook, _) = settings.paths.first.flatMap(chapter(at:)) else { return .usage }
    let text = engines.describe(notebook, settings.format)
    console.write(text.hasSuffix("\n") ? text : text + "\n")
    return report(notebook.diagnostics) ? .failure : .success
  }

  /// `lectern why`: tells for each cell what the next render would do.
  func why(_ settings: Settings) async throws -> ExitStatus {
    guard let (notebook, book) = settings.paths.first.flatMap(chapter(at:)) else { return .usage }
    guard knowsTabs(settings.tabs, in: [notebook]) else { return .usage }
    if report(notebook.diagnostics) { return .failure }
    let text = try await engines.explain(notebook, runOptions(settings, book))
    console.write(text.hasSuffix("\n") ? text : text + "\n")
    return .success
  }
}
