internal import Checking
internal import Execution
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern exercises grade`: gives points to the answers in students' copies of a chapter.
  func gradeExercises(_ settings: Settings) async throws -> ExitStatus {
    guard settings.paths.count > 1, let path = settings.paths.first else {
      complain("'lectern exercises grade' takes a chapter and at least one submission")
      return .usage
    }
    guard let (notebook, book) = chapter(at: path), knowsTabs(settings.tabs, in: [notebook]) else {
      return .usage
    }
    if report(notebook.diagnostics) { return .failure }
    let clock = ContinuousClock()
    let start = clock.now
    let questions = Self.parts(of: notebook, settings)
    let examine = try engines.examine(examOptions(settings, book))
    for tab in Set(questions.map(\.tab)).sorted() {
      let last = questions.filter { $0.tab == tab }.map(\.part.index).max() ?? 0
      _ = await examine(ExamQuestion(answer: [], checks: [], index: last, notebook, tab))
    }
    var submissions: [Notebook] = []
    for path in settings.paths.dropFirst() {
      do {
        submissions.append(engines.parse(try FileSystem.read(path), path, book.tabs))
      } catch {
        complain(error.message)
      }
    }
    let grades = await grades(of: submissions, questions, notebook, settings, examine)
    guard !Task.isCancelled else { return .failure }
    tell(grades, settings)
    let isWritten = write(grades, settings.reports, (clock.now - start) / .seconds(1))
    let hasAll = submissions.count == settings.paths.count - 1
    return hasAll && isWritten ? .success : .failure
  }

  private typealias Question = (part: Exercise.Part, tab: String)

  /// The exercises, each in the tab that it is graded in: the first that was asked for.
  private static func parts(of notebook: Notebook, _ settings: Settings) -> [Question] {
    let wanted = settings.tabs.map { $0.lowercased() }
    return Exercise.all(in: notebook).compactMap { exercise in
      let tabs = exercise.tabs(of: notebook)
      let tab = wanted.isEmpty ? tabs.first : tabs.first { wanted.contains($0.lowercased()) }
      return tab.map { (exercise.part(in: $0), $0) }
    }
  }

  /// Grades several submissions at a time, as many as there are processes allowed.
  private func grades(
    of submissions: [Notebook], _ questions: [Question], _ notebook: Notebook,
    _ settings: Settings, _ examine: @escaping Examiner
  ) async -> [Grade] {
    let width = settings.jobs ?? Machine.cores
    return await withTaskGroup(of: (Int, Grade).self) { group in
      var grades: [Int: Grade] = [:]
      for (number, submission) in submissions.enumerated() {
        if number >= width, let (done, grade) = await group.next() { grades[done] = grade }
        group.addTask {
          (number, await Self.grade(submission, questions, notebook, examine))
        }
      }
      for await (done, grade) in group { grades[done] = grade }
      return submissions.indices.compactMap { grades[$0] }
    }
  }

  private static func grade(
    _ submission: Notebook, _ questions: [Question], _ notebook: Notebook,
    _ examine: @escaping Examiner
  ) async -> Grade {
    var grade = Grade(submission: submission.path)
    for (part, tab) in questions {
      guard let answer = part.answer(in: submission, tab: tab) else {
        grade.add(part, without: "the submission has no answer")
        continue
      }
      let line = answer.lines.lowerBound
      if let name = part.redeclared(by: answer) {
        let reason = "the answer gives '\(name)', which the checks use, another meaning"
        grade.add(part, without: reason, line: line)
        continue
      }
      var cell = answer
      cell.options = part.starter?.options ?? CellOptions()
      var question = ExamQuestion(
        answer: [cell], checks: part.checks, index: part.index, notebook, tab)
      question.isConfined = true
      grade.add(await examine(question), at: part, line: line)
    }
    return grade
  }

  /// Prints the grades, and what the system lacked.
  private func tell(_ grades: [Grade], _ settings: Settings) {
    let lacking = grades.reduce(into: Set<String>()) { $0.formUnion($1.lacking) }
    if !lacking.isEmpty {
      let names = lacking.sorted().joined(separator: " and ")
      console.print(
        "lectern: warning: this system has no \(names), so answers were not fully confined",
        to: .error)
    }
    if settings.writesTable { return console.write(grades.csv) }
    guard !settings.isQuiet else { return }
    for grade in grades {
      console.print(
        "\(grade.submission): \(Grade.text(grade.points)) of \(Self.points(grade.possible))")
      for item in grade.items where item.points < item.possible {
        console.print("  \(item.exercise), \(item.check): \(item.message.asQuotation)")
      }
    }
  }

  private func write(
    _ grades: [Grade], _ reports: [Settings.Report], _ seconds: Double
  ) -> Bool {
    var isWritten = true
    for wanted in reports {
      let text = wanted.kind == .json ? grades.json : grades.report(seconds: seconds).junit
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
