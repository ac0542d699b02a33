internal import CellOutput
internal import Checking
internal import Execution
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern exercises check`: whether checks tell the author's right answers from the wrong ones.
  func checkExercises(_ settings: Settings) async throws -> ExitStatus {
    if let table = settings.reports.first(where: { $0.kind == .csv }) {
      complain("'csv=\(table.path)' would be a table of grades, which only 'grade' gives")
      return .usage
    }
    guard let search = search(settings.paths) else { return .usage }
    let hasBookErrors = report(search.diagnostics)
    guard try settings.tabs.isEmpty || knowsTabs(settings.tabs, in: notebooks(of: search.books))
    else {
      return .usage
    }
    let clock = ContinuousClock()
    let start = clock.now
    let printer = TestPrinter(
      console, annotates: settings.format == .github, root: environment["GITHUB_WORKSPACE"])
    var suites: [CheckSuite] = []
    for book in search.books {
      let examine = try engines.examine(examOptions(settings, book.book))
      for chapter in book.chapters where !Task.isCancelled {
        guard let suite = await trial(of: chapter, in: book.book, settings, examine) else {
          continue
        }
        printer.tell(suite, hasFile: true, isQuiet: settings.isQuiet)
        suites.append(suite)
      }
    }
    guard !Task.isCancelled else { return .failure }
    let report = CheckReport(suites, seconds: (clock.now - start) / .seconds(1))
    let isWritten = write(report, settings.reports)
    if !settings.isQuiet { printer.sum(report, accepted: 0) }
    let hasFailures = report.cases.contains { $0.verdict.isFailure }
    return hasBookErrors || hasFailures || !isWritten ? .failure : .success
  }

  /// How attempts are run: as tests are.
  func examOptions(_ settings: Settings, _ book: Book) -> RunOptions {
    var options = runOptions(settings, book)
    options.environment = book.testEnvironment
    if let seconds = settings.attemptTimeout { options.attemptTimeout = seconds }
    return options
  }

  /// Tries all that the author wrote for the exercises of a chapter; `nil` when it has none.
  private func trial(
    of chapter: ChapterFile, in book: Book, _ settings: Settings, _ examine: @escaping Examiner
  ) async -> CheckSuite? {
    guard let bytes = try? FileSystem.read(chapter.path) else {
      let problem = CheckCase(
        "chapter", file: chapter.path, line: 1, .failed, message: "it cannot be read")
      return CheckSuite(file: chapter.path, cases: [problem])
    }
    let notebook = engines.parse(bytes, chapter.path, book.tabs)
    let wanted = settings.tabs.map { $0.lowercased() }
    var (trials, faults) = ExerciseTrial.all(in: notebook)
    trials = trials.filter { wanted.isEmpty || wanted.contains($0.tab.lowercased()) }
    let errors = notebook.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      faults = errors.map {
        CheckCase(
          "chapter", file: $0.file, line: $0.position.line, .failed, message: $0.message,
          details: $0.hint.map { ["hint: " + $0] } ?? [])
      }
    }
    guard errors.isEmpty, !trials.isEmpty else {
      return faults.isEmpty ? nil : CheckSuite(file: chapter.path, cases: faults)
    }
    for tab in notebook.programs {
      guard let last = trials.filter({ $0.tab == tab }).map(\.index).max() else { continue }
      let attempt = await examine(ExamQuestion(answer: [], checks: [], index: last, notebook, tab))
      guard let obstacle = attempt.obstacle else { continue }
      trials.removeAll { $0.tab == tab }
      faults.append(
        CheckCase(
          group: tab, "the chapter's own cells", file: chapter.path, line: max(1, obstacle.line),
          .failed, message: obstacle.message, details: obstacle.hint.map { ["hint: " + $0] } ?? []))
    }
    let width = settings.jobs ?? Machine.cores
    return CheckSuite(
      file: chapter.path, cases: faults + (await judge(trials, of: notebook, width, examine)))
  }

  /// Tries `width` answers at a time, and returns what became of each, in their order.
  func judge(
    _ trials: [ExerciseTrial], of notebook: Notebook, _ width: Int, isConfined: Bool = false,
    _ examine: @escaping Examiner
  ) async -> [CheckCase] {
    await withTaskGroup(of: (Int, CheckCase).self) { group in
      var cases: [Int: CheckCase] = [:]
      for (number, trial) in trials.enumerated() {
        if number >= width, let (done, item) = await group.next() { cases[done] = item }
        group.addTask {
          var question = ExamQuestion(
            answer: [trial.answer], checks: trial.checks, index: trial.index, notebook, trial.tab)
          question.isConfined = isConfined
          let attempt = await examine(question)
          return (number, trial.judged(attempt, seconds: attempt.seconds))
        }
      }
      for await (number, item) in group { cases[number] = item }
      return trials.indices.compactMap { cases[$0] }
    }
  }

  /// Writes the reports; returns whether all could be written.
  func write(_ report: CheckReport, _ reports: [Settings.Report]) -> Bool {
    var isWritten = true
    for wanted in reports {
      let text = wanted.kind == .json ? report.json : report.junit
      do {
        try FileSystem.write(Array(text.utf8), to: wanted.path)
      } catch {
        complain(error.message)
        isWritten = false
      }
    }
    return isWritten
  }
}
