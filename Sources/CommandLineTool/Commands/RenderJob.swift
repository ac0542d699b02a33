internal import Execution
internal import NotebookModel
internal import SourceText
internal import Synchronization

/// One render under way: what is done and what is to be said in the end.
final class RenderJob: Sendable {
  let settings: Settings
  /// What becomes of chapters: they are `rendered`, or `exported`.
  private let verb: String
  private let bench: Workbench
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>

  private struct State {
    var progress: Progress
    var starts: [String: Double] = [:]
    var rendered = 0
    var failed = 0
    var tabs: Set<String> = []
    var firstPage: String?
    var hasOtherFailures = false
    /// What has been said, hints aside: a mistake in a layout is met on each page, and one in a
    /// table of contents on its page, too.
    var told: Set<Diagnostic>
  }

  /// Creates the job of rendering `total` chapters; `told` is what has been said about them.
  init(
    _ settings: Settings, _ bench: Workbench, total: Int, verb: String = "rendered",
    told: [Diagnostic] = []
  ) {
    self.settings = settings
    self.verb = verb
    self.bench = bench
    start = clock.now
    state = Mutex(
      State(progress: Progress(total: total), told: Set(told.map(\.withoutHint))))
  }

  /// Renders the chapters of `book` with `press` into `folder`.
  func render(_ book: BookFolder, with press: Press, into folder: OutputFolder) async throws {
    bench.beginning.pass()
    if bench.report(press.diagnostics) { state.withLock { $0.hasOtherFailures = true } }
    for file in press.shared { try folder.write(file.bytes, as: file.name) }
    if settings.single == nil { try folder.record(press.shared.map(\.name)) }
    let queue = ChapterQueue(book.chapters) { self.read($0, book.book.tabs, press, folder) }
    guard settings.runsCells else {
      while !Task.isCancelled, let notebook = queue.next() {
        if let taken = queue.take(notebook.path) { finish(taken, nil, press, folder) }
      }
      return
    }
    let options = bench.runOptions(settings, book.book)
    try await bench.engines.run({ queue.next() }, options) { event in
      self.note(event)
      if case .finished(let run) = event, let taken = queue.take(run.path) {
        self.finish(taken, run, press, folder)
      }
    }
  }

  /// The rows of the live display now.
  var display: [String] {
    let now = seconds
    let usesColour = bench.console.errorTraits.usesColour
    return state.withLock { $0.progress.lines(at: now, usesColour: usesColour) }
  }

  /// Whether a chapter, or something all chapters need, failed.
  var hasFailures: Bool { state.withLock { $0.failed > 0 || $0.hasOtherFailures } }

  /// Prints the summary; returns the page to open, if one was written.
  func finish() -> String? {
    let state = state.withLock { $0 }
    if !settings.isQuiet {
      let usesColour = bench.console.outputTraits.usesColour
      var sum = "\(verb) \(count(state.rendered, "chapter"))"
      if state.tabs.count > 1 { sum += " (\(count(state.tabs.count, "tab")))" }
      sum += " in \(Seconds.text(seconds))"
      if state.failed > 0 { sum += ", " + Ink.red("\(state.failed) failed", if: usesColour) }
      bench.console.print(sum)
    }
    return state.firstPage
  }

  private var seconds: Double { (clock.now - start) / .seconds(1) }

  private func note(_ event: RunEvent) {
    let now = seconds
    state.withLock { state in
      state.progress.apply(event, at: now)
      if case .planned(let chapter, let tab, _) = event {
        if state.starts[chapter] == nil { state.starts[chapter] = now }
        if !tab.isEmpty { state.tabs.insert(tab) }
      }
    }
  }

  /// Reads a chapter; one with errors is not run, but has its page if that shows them.
  private func read(
    _ chapter: ChapterFile, _ tabs: [String], _ press: Press, _ folder: OutputFolder
  ) -> Notebook? {
    do {
      let notebook = bench.engines.parse(
        try FileSystem.read(chapter.path), chapter.path, tabs)
      if !report(notebook.diagnostics) { return notebook }
      if press.showsErrors {
        finish((notebook, chapter), nil, press, folder, isFaulty: true)
        return nil
      }
    } catch {
      bench.complain(error.message)
    }
    state.withLock { $0.failed += 1 }
    sayOf(chapter.path, "failed", page: nil, .red)
    return nil
  }

  /// Writes the page of a chapter whose run is over.
  private func finish(
    _ taken: (notebook: Notebook, chapter: ChapterFile), _ run: ChapterRun?, _ press: Press,
    _ folder: OutputFolder, isFaulty: Bool = false
  ) {
    var hasFailed = isFaulty
    var page: String?
    do {
      let sheet = try press.sheet(taken.notebook, taken.chapter, run)
      if report((run?.diagnostics ?? []) + sheet.diagnostics) { hasFailed = true }
      for file in sheet.files { try folder.write(file.bytes, as: file.name) }
      if settings.single == nil { try folder.record(sheet.files.map(\.name)) }
      page = sheet.files.first.map { Path.join(folder.path, $0.name) }
    } catch {
      hasFailed = true
      _ = bench.complain(error)
    }
    state.withLock { state in
      state.rendered += page == nil ? 0 : 1
      state.failed += hasFailed ? 1 : 0
      state.firstPage = state.firstPage ?? page
    }
    let path = taken.notebook.path
    sayOf(path, hasFailed ? "failed" : verb, page: page, hasFailed ? .red : .green, run)
  }

  /// Prints those of `diagnostics` that are new; returns whether there is an error among all.
  private func report(_ diagnostics: [Diagnostic]) -> Bool {
    let new = state.withLock { state in
      diagnostics.filter { state.told.insert($0.withoutHint).inserted }
    }
    bench.report(new)
    return diagnostics.contains { $0.severity == .error }
  }

  private func sayOf(
    _ path: String, _ verb: String, page: String?, _ ink: Ink, _ run: ChapterRun? = nil
  ) {
    guard !settings.isQuiet else { return }
    let now = seconds
    let began = state.withLock { $0.starts.removeValue(forKey: path) }
    var line = ink(verb, if: bench.console.outputTraits.usesColour) + " " + path.onOneLine
    if let page { line += " → \(page.onOneLine)" }
    if let run, !run.results.isEmpty, run.cachedTabs.count == run.results.count {
      line += " (cached)"
    } else if let began {
      line += " (\(Seconds.text(now - began)))"
    }
    bench.console.print(line)
  }
}
