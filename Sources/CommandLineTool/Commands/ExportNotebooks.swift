internal import Execution
internal import Jupyter
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern export ipynb`: runs chapters and writes them as notebooks of Jupyter.
  func exportNotebooks(_ settings: Settings) async throws -> ExitStatus {
    if settings.combinesTabs, !settings.tabs.isEmpty {
      throw UsageError.contradiction("--tab", "--all-tabs")
    }
    guard let search = search(settings.paths) else { return .usage }
    let hasBookErrors = report(search.diagnostics)
    guard try settings.tabs.isEmpty || knowsTabs(settings.tabs, in: notebooks(of: search.books))
    else {
      return .usage
    }
    let folders = try outputFolders(for: search.books, settings) { _ in Self.defaultNotebooks }
    let plans = search.books.map { plan(of: $0, settings) }
    try Task.checkCancellation()
    for (plan, folder) in zip(plans, folders) where !mayWrite(plan, into: folder, settings) {
      return .failure
    }
    let total = search.books.reduce(0) { $0 + $1.chapters.count }
    let job = RenderJob(
      settings, self, total: total, verb: "exported", told: search.diagnostics)
    try await withLiveDisplay(isQuiet: settings.isQuiet, { job.display }) {
      for ((book, plan), folder) in zip(zip(search.books, plans), folders)
      where !Task.isCancelled {
        try await job.render(book, with: Press(writing: plan), into: folder)
      }
    }
    _ = job.finish()
    return hasBookErrors || job.hasFailures ? .failure : .success
  }

  private func plan(of book: BookFolder, _ settings: Settings) -> NotebookPlan {
    NotebookPlan(of: book, settings) { chapter in
      (try? FileSystem.read(chapter.path)).map {
        engines.parse($0, chapter.path, book.book.tabs)
      }
    }
  }

  /// Complains about files that stand where notebooks would go and were not written by us.
  private func mayWrite(
    _ plan: NotebookPlan, into folder: OutputFolder, _ settings: Settings
  ) -> Bool {
    let names = plan.names
    for (name, next) in zip(names, names.dropFirst()) where name == next {
      complain("two notebooks would be called '\(name)'", hint: "rename a chapter or a tab")
      return false
    }
    guard !settings.replacesFiles else { return true }
    let own = OutputFolder.recorded(in: folder.path)
    for name in names where !own.contains(name) {
      let path = Path.join(folder.path, name)
      guard FileSystem.entry(at: path) != nil else { continue }
      complain(
        "'\(path)' is there, and was not written by 'lectern export'",
        hint: "choose another folder with -o, or replace it with --force")
      return false
    }
    return true
  }

  /// Where notebooks go unless something else is said: a folder of the current one.
  static let defaultNotebooks = "_notebooks"
}

extension Press {
  /// The press that makes the notebooks of a plan.
  init(writing plan: NotebookPlan) {
    self.init(shared: []) { notebook, chapter, run in
      var sheet = Sheet(files: [], diagnostics: [])
      for file in plan.files(of: chapter.name) {
        let exporter = NotebookExporter(
          notebook, results: run?.results ?? [:],
          in: plan.surroundings(of: chapter.name, in: file))
        let text = exporter.jupyterNotebook(tab: file.tab).fileText
        sheet.files.append(File(name: file.name, bytes: Array(text.utf8)))
        sheet.diagnostics = exporter.diagnostics
      }
      return sheet
    }
  }
}
