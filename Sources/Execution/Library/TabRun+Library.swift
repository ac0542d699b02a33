internal import CellOutput
internal import NotebookModel
internal import SourceText

extension TabRun {
  /// Tells what is wrong with the marks of the tab's cells, and with what they save.
  ///
  /// The library up to and with this chapter is compiled: its author should hear of a declaration
  /// that does not stand by itself before somebody imports it.
  func savedProblems() -> [Diagnostic] {
    guard let library = machine.library, !machine.cancellation.isCancelled else { return [] }
    do {
      let chapter = try library.saved(by: program.path, for: program.tab)
      guard chapter.faults.isEmpty else {
        return chapter.faults.map { $0.diagnostic(in: program.path) }
      }
      guard !chapter.declarations.isEmpty else { return [] }
      let all = try library.saved(before: program.path, for: program.tab) + chapter.declarations
      let outcome = try machine.compiler.compile(all, module: library.book.module)
      guard case .refused(let problems) = outcome else { return [] }
      return problems
    } catch {
      return [
        Diagnostic(
          .error, error.message, file: program.path, at: SourcePosition(line: 1, column: 1),
          hint: error.hint)
      ]
    }
  }
}

extension Machine {
  /// What is wrong with the marks of a chapter that runs no cell at all.
  func idleMarkProblems(of notebook: Notebook) -> [Diagnostic] {
    let tab = notebook.tabs.first ?? ""
    let chapter = try? library?.saved(by: notebook.path, for: tab)
    return chapter?.faults.map { $0.diagnostic(in: notebook.path) } ?? []
  }
}

extension SavedChapter.Misplaced {
  func diagnostic(in path: String) -> Diagnostic {
    Diagnostic(
      .error, fault.message, file: path, at: SourcePosition(line: line, column: column),
      length: length, hint: fault.hint)
  }
}
