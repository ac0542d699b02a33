internal import Checking
internal import Execution
internal import Jupyter
internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern exercises try`: tells a student what the checks in a copy say of the answers in it.
  func tryExercises(_ settings: Settings) async throws -> ExitStatus {
    guard let path = settings.paths.first else {
      complain(
        "'lectern exercises try' has to be told which copy of a chapter to try",
        hint: "'lectern exercises try circles.md' tries all answers in it")
      return .usage
    }
    guard let (notebook, book) = try copy(at: path), knowsTabs(settings.tabs, in: [notebook]) else {
      return .usage
    }
    if report(notebook.diagnostics) { return .failure }
    let all = Exercise.all(in: notebook)
    guard let wanted = choose(settings.paths.dropFirst(), among: all) else { return .usage }
    let questions = Self.questions(of: all, in: notebook, settings.tabs)
    guard questions.contains(where: { wanted.contains($0.part.id) }) else {
      complain("there is no answer to try in '\(path)'")
      return .failure
    }
    let isAuthors = all.contains { $0.cells.contains(where: \.isSolution) }
    if isAuthors, !settings.isQuiet {
      console.print(
        "lectern: note: '\(path)' has solutions; what is tried here are its starters "
          + "('lectern exercises check' tries the solutions)", to: .error)
    }
    let examine = try engines.examine(examOptions(settings, book))
    let reports = await answers(to: questions, wanted, in: notebook, examine)
    guard !Task.isCancelled else { return .failure }
    for report in reports { tell(report, path, settings) }
    if !settings.isQuiet { console.print(Self.sum(of: reports, isAuthors: isAuthors)) }
    return reports.allSatisfy(\.isPassed) ? .success : .failure
  }

  /// The copy at `path`, which may be a notebook of Jupyter: then lines are those of the chapter
  /// that 'lectern import' makes of it.
  private func copy(at path: String) throws -> (Notebook, Book)? {
    guard path.lowercased().hasSuffix(".ipynb") else { return chapter(at: path) }
    guard let chapter = try importedChapter(from: path, to: path) else { return nil }
    return (engines.parse(Array(chapter.text.utf8), path, []), Book())
  }

  /// An answer to try: the cell that the student edited, as one tab has it.
  private struct Question {
    let part: Exercise.Part
    let answer: Cell
    let tab: String
  }

  /// The names of the exercises to try: those given, or all; complains about one that none has.
  private func choose(_ names: ArraySlice<String>, among all: [Exercise]) -> Set<String>? {
    let known = all.map(\.id)
    for name in names where !known.contains(name) {
      complain(
        "there is no exercise '\(name)' in this chapter",
        hint: spellingHint(for: name, in: known)
          ?? (known.isEmpty ? nil : "there are: \(known.joined(separator: ", "))"))
      return nil
    }
    return Set(names.isEmpty ? known[...] : names)
  }

  private static func questions(
    of exercises: [Exercise], in notebook: Notebook, _ tabs: [String]
  ) -> [Question] {
    let wanted = tabs.map { $0.lowercased() }
    return exercises.flatMap { exercise in
      exercise.tabs(of: notebook).compactMap { tab in
        let part = exercise.part(in: tab)
        guard wanted.isEmpty || wanted.contains(tab.lowercased()), let answer = part.starter
        else { return nil }
        return Question(part: part, answer: answer, tab: tab)
      }
    }
  }

  /// Tries the answers of every tab, tabs side by side, and reports on those `wanted` in order.
  private func answers(
    to questions: [Question], _ wanted: Set<String>, in notebook: Notebook,
    _ examine: @escaping Examiner
  ) async -> [AnswerReport] {
    await withTaskGroup(of: [(Int, AnswerReport)].self) { group in
      for tab in notebook.programs {
        let own = questions.enumerated().filter { $0.element.tab == tab }
        group.addTask {
          await Self.answers(to: own.map { ($0.offset, $0.element) }, wanted, in: notebook, examine)
        }
      }
      var reports: [(Int, AnswerReport)] = []
      for await found in group { reports += found }
      return reports.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// Tries the answers of a tab one after the other, each behind those before it that do not stop.
  private static func answers(
    to questions: [(number: Int, Question)], _ wanted: Set<String>, in notebook: Notebook,
    _ examine: @escaping Examiner
  ) async -> [(Int, AnswerReport)] {
    var notebook = notebook
    var reports: [(Int, AnswerReport)] = []
    let last = questions.last { wanted.contains($0.1.part.id) }?.number ?? -1
    for (number, question) in questions where number <= last {
      let isWanted = wanted.contains(question.part.id)
      let attempt = await examine(
        ExamQuestion(
          answer: [question.answer], checks: isWanted ? question.part.checks : [],
          index: question.answer.index, notebook, question.tab))
      let report = AnswerReport(attempt, question.answer, of: question.part, in: question.tab)
      if report.stop != nil, let place = notebook.cells.firstIndex(of: question.answer) {
        notebook.cells[place].options.isNotRun = true
      }
      if isWanted { reports.append((number, report)) }
    }
    return reports
  }
}

// MARK: - Telling

extension Workbench {
  private func tell(_ report: AnswerReport, _ path: String, _ settings: Settings) {
    guard !(settings.isQuiet && report.isPassed) else { return }
    let colour = console.outputTraits.usesColour
    let tab = report.tab.isEmpty ? "" : " (\(report.tab))"
    let score = "\(Grade.text(report.points)) of \(Self.points(report.possible))"
    var lines = [
      Ink.bold("\(path):\(report.line):", if: colour) + " \(report.exercise)\(tab): "
        + (report.items.isEmpty ? "it has no checks in this copy" : score)
    ]
    if let stop = report.stop {
      let words = Ink.red("the answer stops:", if: colour)
      lines.append("  \(stop.place(in: path)): \(words) \(stop.message.asQuotation)")
    }
    for item in report.items {
      let worth = "\(item.name) (\(Self.points(item.possible)))"
      let verdict = item.isPassed ? Ink.green("passed", if: colour) : Ink.red("failed", if: colour)
      lines.append("  \(verdict)  \(worth)")
      guard report.stop == nil else { continue }
      lines += item.complaints.map { "          \($0.place(in: path)): \($0.message.asQuotation)" }
    }
    console.print(lines.joined(separator: "\n"))
  }

  /// What all came to: an exercise that several tabs have counts once, by its best answer.
  private static func sum(of reports: [AnswerReport], isAuthors: Bool) -> String {
    var best: [String: AnswerReport] = [:]
    for report in reports {
      if let other = best[report.exercise], other.points >= report.points { continue }
      best[report.exercise] = report
    }
    let points = best.values.reduce(0) { $0 + $1.points }
    let possible = best.values.reduce(0) { $0 + $1.possible }
    return "\(Grade.text(points)) of \(Self.points(possible))"
      + (isAuthors ? "" : " with the checks in this copy; the teacher may have more")
  }
}

extension AnswerReport.Complaint {
  /// Where it is, as editors find it.
  fileprivate func place(in path: String) -> String {
    "\(path):\(line)" + (column > 0 ? ":\(column)" : "")
  }
}

extension Cell {
  fileprivate var isSolution: Bool { if case .solution = role { true } else { false } }
}
