internal import Checking
internal import Execution
internal import Markup
internal import NotebookModel
internal import SourceText
internal import Synchronization

/// One test under way: what was checked, and what is to be said in the end.
final class TestJob: Sendable {
  let settings: Settings
  private let bench: Workbench
  private let printer: TestPrinter
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>

  private struct State {
    var progress: Progress
    var order: [String] = []
    var suites: [String: CheckSuite] = [:]
    /// The checks that have something to accept, for those who want to be asked.
    var waiting: [ChapterCheck] = []
    var figures: [HTMLReport.Figure] = []
    var accepted = 0
    var hasOtherFailures = false
  }

  /// Creates the job of testing `total` chapters.
  init(_ settings: Settings, _ bench: Workbench, total: Int) {
    self.settings = settings
    self.bench = bench
    printer = TestPrinter(
      bench.console, annotates: settings.format == .github,
      root: bench.environment["GITHUB_WORKSPACE"])
    start = clock.now
    state = Mutex(State(progress: Progress(total: total)))
  }

  /// Tests the chapters of `book`.
  func test(_ book: BookFolder) async throws {
    state.withLock { $0.order += book.chapters.map(\.path) }
    bench.beginning.pass()
    let queue = ChapterQueue(book.chapters) { self.read($0, book.book.tabs) }
    var options = bench.runOptions(settings, book.book)
    options.environment = book.book.testEnvironment
    try await bench.engines.run({ queue.next() }, options) { event in
      let now = self.seconds
      self.state.withLock { $0.progress.apply(event, at: now) }
      if case .finished(let run) = event, let (notebook, chapter) = queue.take(run.path) {
        self.check(notebook, run, self.basis(of: chapter, in: book.book))
      }
    }
    for stray in strayFiles(of: book) { note(stray) }
    checkTolerances(of: book)
  }

  /// Complains about tolerances for chapters that the book does not have.
  private func checkTolerances(of book: BookFolder) {
    let known = book.order.map { Path.removing(".md", from: $0.name) }
    for name in book.book.chapterTolerances.keys.sorted() where !known.contains(name) {
      bench.complain(
        "'chapterTolerances' of \(Path.join(book.path, Book.fileName)) names '\(name)', which is no "
          + "chapter of the book", hint: spellingHint(for: name, in: known))
      state.withLock { $0.hasOtherFailures = true }
    }
  }

  /// The rows of the live display now.
  var display: [String] {
    let now = seconds
    let usesColour = bench.console.errorTraits.usesColour
    return state.withLock { $0.progress.lines(at: now, usesColour: usesColour) }
  }

  /// Whether something that was checked failed, or could not be checked.
  var hasFailures: Bool {
    state.withLock { state in
      state.hasOtherFailures || state.suites.values.contains { !$0.failures.isEmpty }
    }
  }

  private var seconds: Double { (clock.now - start) / .seconds(1) }
}

extension TestJob {
  /// Reads a chapter; one with errors is reported and not run.
  private func read(_ chapter: ChapterFile, _ tabs: [String]) -> Notebook? {
    var suite = CheckSuite(file: chapter.path)
    do {
      let notebook = bench.engines.parse(try FileSystem.read(chapter.path), chapter.path, tabs)
      let errors = notebook.diagnostics.filter { $0.severity == .error }
      if errors.isEmpty { return notebook }
      suite.cases = errors.map { error in
        CheckCase(
          "chapter", file: error.file, line: error.position.line, .failed, message: error.message,
          details: error.hint.map { ["hint: " + $0] } ?? [])
      }
    } catch {
      suite.cases = [
        CheckCase("chapter", file: chapter.path, line: 1, .failed, message: error.message)
      ]
    }
    note(suite)
    return nil
  }

  /// What a chapter is compared with.
  private func basis(of chapter: ChapterFile, in book: Book) -> ChapterCheck.Basis {
    let path = ExpectationFile.path(for: chapter.path)
    let own = book.chapterTolerances[Path.removing(".md", from: chapter.name)]
    let standard = Tolerance()
    let tolerance = Tolerance(
      relative: own?.relative ?? book.tolerance.relative ?? standard.relative,
      absolute: own?.absolute ?? book.tolerance.absolute ?? standard.absolute)
    guard FileSystem.entry(at: path) != nil else {
      return ChapterCheck.Basis(path: path, file: nil, tolerance: tolerance)
    }
    do {
      let (file, faults) = ExpectationFile.reading(try FileSystem.read(path), path: path)
      return ChapterCheck.Basis(path: path, file: file, faults: faults, tolerance: tolerance)
    } catch {
      let fault = Diagnostic(
        .error, error.message, file: path, at: SourcePosition(line: 1, column: 1))
      return ChapterCheck.Basis(path: path, file: nil, faults: [fault], tolerance: tolerance)
    }
  }

  /// Files of expected outputs beside which there is no chapter, when all of a book is tested.
  private func strayFiles(of book: BookFolder) -> [CheckSuite] {
    guard settings.paths.allSatisfy({ FileSystem.kind(of: $0) == .folder }) else { return [] }
    let folders = Set(book.chapters.map { Path.folder(of: $0.path) })
    return folders.sorted().flatMap { folder -> [CheckSuite] in
      let names = (try? FileSystem.names(in: folder).names) ?? []
      return names.filter { $0.hasSuffix(".expected.md") }.compactMap { name in
        let path = folder == "." ? name : Path.join(folder, name)
        let chapter = Path.removing(".expected.md", from: path) + ".md"
        guard FileSystem.kind(of: chapter) == nil else { return nil }
        let orphan = CheckCase(
          "expected output", file: path, line: 1, .orphaned,
          message: "there is no chapter '\(chapter)' that this could belong to")
        return CheckSuite(file: path, cases: [orphan])
      }
    }
  }
}

extension TestJob {
  private func check(_ notebook: Notebook, _ run: ChapterRun, _ basis: ChapterCheck.Basis) {
    let check = ChapterCheck(notebook, run, against: basis)
    let figures = check.slots.flatMap { tab, slots in
      slots.flatMap { slot in
        slot.figures.map { HTMLReport.Figure(reason: slot.reason, old: $0.old, new: $0.new) }
      }
    }
    let hasChanges = check.slots.contains { $0.slots.contains(where: \.isChange) }
    if settings.updates, hasChanges {
      if settings.isInteractive { return state.withLock { $0.waiting.append(check) } }
      return accept(check) { _, _ in true }
    }
    state.withLock { $0.figures += figures }
    note(check.suite, hasFile: basis.file != nil || !basis.faults.isEmpty)
  }

  /// Notes what became of a chapter, and tells it.
  private func note(_ suite: CheckSuite, hasFile: Bool = true) {
    state.withLock { state in
      if !state.order.contains(suite.file) { state.order.append(suite.file) }
      state.suites[suite.file] = suite
    }
    printer.tell(suite, hasFile: hasFile, isQuiet: settings.isQuiet)
  }

  /// Asks about each change that waits, and writes what was accepted.
  func askAboutChanges() {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
    var prompt = UpdatePrompt(bench.console, printer)
    for check in waiting { accept(check) { prompt.accepts($0, $1) } }
  }

  /// Writes those changes of a chapter's expected outputs that `accepts` says yes to.
  private func accept(
    _ check: ChapterCheck, _ accepts: (String, ChapterCheck.Slot) -> Bool
  ) {
    var suite = check.suite
    var accepted: [CheckCase] = []
    let file = check.updated { tab, slot in
      guard accepts(tab, slot) else { return false }
      if let reason = slot.reason, !accepted.contains(reason) { accepted.append(reason) }
      return true
    }
    if let file {
      do {
        let path = ExpectationFile.path(for: suite.file)
        if file.tabs.isEmpty {
          try FileSystem.remove(path, isFolder: false)
        } else {
          try FileSystem.write(file.bytes, to: path)
        }
        printer.tell(accepted, writtenTo: path)
        for index in suite.cases.indices where accepted.contains(suite.cases[index]) {
          suite.cases[index].verdict = .passed
        }
      } catch {
        bench.complain(error.message)
        state.withLock { $0.hasOtherFailures = true }
      }
    }
    state.withLock { $0.accepted += accepted.count }
    note(suite)
  }
}

extension TestJob {
  /// Writes the reports and prints the summary; returns whether all reports could be written.
  func finish() -> Bool {
    let (state, now) = (state.withLock { $0 }, seconds)
    let report = CheckReport(state.order.compactMap { state.suites[$0] }, seconds: now)
    var reports = settings.reports
    let failed = report.cases.contains { $0.verdict.isFailure }
    let isOwn = failed && !reports.contains { $0.kind == .html }
    if isOwn { reports.append(Settings.Report(kind: .html, path: Self.reportPath)) }
    var missed: [Settings.Report] = []
    for wanted in reports {
      do {
        try FileSystem.write(
          Array(text(wanted.kind, report, state.figures).utf8), to: wanted.path)
      } catch {
        bench.complain(error.message)
        missed.append(wanted)
      }
    }
    if !settings.isQuiet {
      printer.sum(report, accepted: state.accepted)
      if isOwn, missed.isEmpty {
        bench.console.print("what differs, with pictures: \(Self.reportPath)")
      }
    }
    return missed.isEmpty
  }

  /// Where the pictures go when nobody says where.
  private static let reportPath = CacheFolder.name + "/test-report.html"

  private func text(
    _ kind: Settings.Report.Kind, _ report: CheckReport, _ figures: [HTMLReport.Figure]
  ) -> String {
    switch kind {
    case .junit: report.junit
    case .json: report.json
    case .html: HTMLReport(report, figures: figures).page.markup
    case .csv: ""  // Only grades are written so, and no option of 'test' asks for it.
    }
  }
}
