internal import CellOutput
internal import Checking
internal import Execution
internal import NotebookModel
internal import SourceText
internal import Synchronization

/// One grading under way: what was graded, and what is to be said in the end.
final class GradeJob: Sendable {
  private let settings: Settings
  private let bench: Workbench
  private let notebook: Notebook
  private let questions: [GradeQuestion]
  private let files: SubmissionFiles
  private let entries: [SubmissionFiles.Entry]
  private let printer: GradePrinter
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state: Mutex<State>

  private struct State {
    var sheet: GradeSheet
    /// Graded, but not told yet, as one named before is not done.
    var waiting: [Int: Grade] = [:]
    /// What is being graded, by its place in the order.
    var current: [Int: String] = [:]
    /// What is done before the first is graded, and in which tab.
    var preparing: (what: String, tab: String)?
    var hasFailed = false
  }

  /// Creates the job of grading what `settings` names.
  init(
    _ settings: Settings, _ bench: Workbench, of notebook: Notebook,
    _ questions: [GradeQuestion], _ files: SubmissionFiles
  ) {
    (self.settings, self.bench, self.notebook) = (settings, bench, notebook)
    (self.questions, self.files) = (questions, files)
    entries = files.entries(of: Array(settings.paths.dropFirst()))
    printer = GradePrinter(bench, settings)
    start = clock.now
    state = Mutex(State(sheet: GradeSheet(chapter: notebook.path)))
  }

  private var seconds: Double { (clock.now - start) / .seconds(1) }
}

extension GradeJob {
  /// Runs the chapter's own cells, so that attempts can start behind them, and tries the author's
  /// answers; returns whether all is as it has to be.
  func prepare(_ examine: @escaping Examiner) async -> Bool {
    for tab in Set(questions.map(\.tab)).sorted() {
      state.withLock { $0.preparing = ("running the chapter's own cells", tab) }
      let last = questions.filter { $0.tab == tab }.map(\.part.index).max() ?? 0
      let attempt = await examine(ExamQuestion(answer: [], checks: [], index: last, notebook, tab))
      state.withLock { $0.sheet.chapterSeconds += attempt.seconds }
      guard !Task.isCancelled else { return false }
      guard let obstacle = attempt.obstacle else { continue }
      refuse(
        [(obstacle.message, obstacle.line, obstacle.column)], hint: obstacle.hint,
        because: "the chapter's own cells stop before its exercises")
      return false
    }
    state.withLock { $0.preparing = ("trying the author's answers", "") }
    let trials = ExerciseTrial.all(in: notebook).trials.filter { trial in
      trial.kind == .solution
        && questions.contains { $0.tab == trial.tab && $0.part.solution == trial.answer }
    }
    let width = settings.jobs ?? Machine.cores
    let cases = await bench.judge(trials, of: notebook, width, isConfined: true, examine)
    guard !Task.isCancelled else { return false }
    state.withLock { state in
      state.preparing = nil
      state.sheet.chapterSeconds += cases.reduce(0) { $0 + $1.seconds }
    }
    let failed = cases.filter(\.verdict.isFailure)
    guard !failed.isEmpty else { return true }
    refuse(
      failed.map { ($0.message, $0.line, $0.column) },
      hint: "it is tried first, confined as students' answers are; "
        + "'lectern exercises check' tries it without that",
      because: "the author's own answer is not right")
    return false
  }

  /// Tells why nothing can be graded.
  private func refuse(
    _ problems: [(message: String, line: Int, column: Int)], hint: String?, because reason: String
  ) {
    bench.report(
      problems.map { problem in
        let position = SourcePosition(line: max(1, problem.line), column: max(1, problem.column))
        return Diagnostic(.error, problem.message, file: notebook.path, at: position, hint: hint)
      })
    bench.complain("nothing was graded, as \(reason)")
    state.withLock { $0.hasFailed = true }
  }

  /// Grades several submissions at a time, as many as there are processes allowed.
  func grade(_ examine: @escaping Examiner) async {
    let width = settings.jobs ?? Machine.cores
    await withTaskGroup(of: Void.self) { group in
      for (number, entry) in entries.enumerated() {
        if number >= width { await group.next() }
        guard !Task.isCancelled else { return }
        group.addTask {
          self.state.withLock { $0.current[number] = entry.path }
          let grade = await self.grade(self.files.submission(entry), examine)
          self.finished(number, Task.isCancelled ? nil : grade)
        }
      }
    }
  }

  private func grade(_ submission: Submission, _ examine: @escaping Examiner) async -> Grade {
    var grade = Grade(submission: submission.path)
    grade.fault = submission.fault
    let known = Set(questions.map(\.part.id))
    for question in questions where !Task.isCancelled {
      let part = question.part
      guard submission.notebook != nil else {
        grade.add(part, without: submission.fault)
        continue
      }
      let answer = part.answer(in: submission, tab: question.tab, known: known)
      guard var cell = answer.cell else {
        grade.add(part, without: answer.note)
        continue
      }
      if let name = part.redeclared(by: cell) {
        let reason = "the answer gives '\(name)', which the checks use, another meaning"
        grade.add(part, without: reason, line: cell.lines.lowerBound)
        continue
      }
      cell.options = part.starter?.options ?? CellOptions()
      var exam = ExamQuestion(
        answer: [cell], checks: part.checks, index: part.index, notebook, question.tab)
      (exam.path, exam.isConfined) = (submission.path, true)
      grade.add(await examine(exam), at: part, of: notebook.path, with: answer, in: submission)
    }
    return grade
  }

  /// Notes a grade, or that there is none, and tells all whose turn has come.
  private func finished(_ number: Int, _ grade: Grade?) {
    state.withLock { state in
      state.current[number] = nil
      state.waiting[number] = grade
      while let next = state.waiting.removeValue(forKey: state.sheet.grades.count) {
        if !next.fault.isEmpty { state.hasFailed = true }
        printer.tell(next, isFirst: state.sheet.grades.isEmpty)
        state.sheet.grades.append(next)
      }
    }
  }
}

extension GradeJob {
  /// The rows of the live display now.
  var display: [String] {
    let now = Seconds.text(seconds)
    return state.withLock { state in
      if let (what, tab) = state.preparing {
        let place = [notebook.path, tab].filter { !$0.isEmpty }.joined(separator: " · ")
        return ["\(place.onOneLine)  \(what)  \(now)"]
      }
      let done = state.sheet.grades.count + state.waiting.count
      let names = state.current.sorted { $0.key < $1.key }.prefix(6).map(\.value.onOneLine)
      return names + ["\(done) of \(count(entries.count, "submission"))  \(now)"]
    }
  }

  /// Tells and writes what was graded; returns whether that is everything, and could be written.
  func finish() -> Bool {
    let (sheet, hasFailed) = state.withLock { state in
      // Of an interrupted run, what is done behind one that is not.
      let graded = Set(0..<state.sheet.grades.count).union(state.waiting.keys)
      for (_, grade) in state.waiting.sorted(by: { $0.key < $1.key }) {
        printer.tell(grade, isFirst: state.sheet.grades.isEmpty)
        state.sheet.grades.append(grade)
      }
      state.waiting = [:]
      state.sheet.missing = entries.indices.filter { !graded.contains($0) }.map { entries[$0].path }
      state.sheet.seconds = seconds
      return (state.sheet, state.hasFailed)
    }
    printer.sum(sheet)
    return write(sheet) && !hasFailed && sheet.missing.isEmpty
  }

  /// Writes the reports; returns whether all could be written.
  private func write(_ sheet: GradeSheet) -> Bool {
    var isWritten = true
    for wanted in settings.reports {
      do {
        try FileSystem.write(Array(printer.text(of: sheet, as: wanted.kind).utf8), to: wanted.path)
      } catch {
        bench.complain(error.message)
        isWritten = false
      }
    }
    return isWritten
  }
}
