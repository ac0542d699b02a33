package import CellOutput
package import NotebookModel

/// What became of an attempt at an exercise.
package struct Attempt: Hashable, Sendable {
  /// The results of the answer's cells.
  package var answer: [CellResult]
  /// What each check found.
  package var checks: [CheckVerdict]
  /// What the system lacks to confine the attempt, when it was to be confined.
  package var lacking: [String] = []
  /// Whether the answer was allowed unsafe constructs, as the author's own has some: with these it
  /// could forge what its checks find.
  package var isUnsafe = false
  /// What stopped the chapter's own cells before it, if they were stopped.
  package var obstacle: Failure?
  /// How long it took by itself, in seconds.
  package var seconds = 0.0

  /// Creates what became of an attempt.
  package init(answer: [CellResult], checks: [CheckVerdict]) {
    self.answer = answer
    self.checks = checks
  }
}

extension Runner {
  /// Runs `cells` in the place of a chapter's cells from `index` on, and returns their results.
  ///
  /// That is an attempt at an exercise: the cells before `index` are those of the chapter's `tab`;
  /// what follows, an answer and what checks it, is run whatever its role. With a keeper,
  /// attempts may run side by side, each in a copy of the state before; an attempt without cells
  /// makes that ready. Nothing of an attempt is cached, and no other run sees anything of it.
  package func attempt(
    _ cells: [Cell], at index: Int, of notebook: Notebook, tab: String
  ) async -> [CellResult] {
    await attempt(cells, checkedBy: [], at: index, of: notebook, tab: tab).answer
  }

  /// Runs `answer` in the place of a chapter's cells from `index` on, and then `checks`.
  ///
  /// A check that ends the program costs the others no points: they run again, without it, behind
  /// the answer. All that runs again has as long as one cell, `attemptTimeout`, so that an answer
  /// that hangs in each of its checks takes little more than twice that. What `expect` calls of the
  /// answer itself find counts for nothing. When it is to be confined, the answer works in a folder
  /// of its own, which goes with it, reads and writes no others, starts no programs and opens no
  /// connections, and has to be memory safe unless the author's answer is not. Where the answer
  /// stands in another file than the chapter, that is at `path`, its failures name it.
  package func attempt(
    _ answer: [Cell], checkedBy checks: [Cell], at index: Int, of notebook: Notebook, tab: String,
    from path: String? = nil, isConfined: Bool = false
  ) async -> Attempt {
    let start = ContinuousClock.now
    var attempt = Attempt(answer: [], checks: [])
    var left: Double?
    repeat {
      let rest = Array(checks.dropFirst(attempt.checks.count))
      let folder = isConfined ? WorkFolder() : nil
      var program = program(answer, rest, at: index, of: notebook, tab, in: folder?.path)
      program.secondsLeft = left
      for position in program.answers { program.cells[position].path = path }
      let next = await run(program)
      (attempt.lacking, attempt.isUnsafe) = (next.lacking, next.isUnsafe)
      if left == nil { (attempt.answer, attempt.obstacle) = (next.answer, next.obstacle) }
      let ended = next.checks.firstIndex { $0.result.status != .finished } ?? rest.count
      let isHopeless = next.answer.contains { $0.status != .finished }
      if isHopeless, left != nil { break }  // The answer had less time than at first.
      attempt.checks += isHopeless ? next.checks : Array(next.checks.prefix(ended + 1))
      left = (left ?? machine.options.attemptTimeout) - (left == nil ? 0 : next.seconds)
    } while attempt.checks.count < checks.count && left ?? 0 > 0.1
      && !machine.cancellation.isCancelled
    let missing = max(checks.count - attempt.checks.count, 0)
    attempt.checks += (0..<missing).map { _ in notRun }
    attempt.seconds = start.duration(to: .now).seconds
    return attempt
  }

  /// A check for which there was no time.
  private var notRun: CheckVerdict {
    guard !machine.cancellation.isCancelled else { return CheckVerdict() }
    let limit = machine.options.attemptTimeout.inWords
    let reason = "not run: the checks before it used up the time of \(limit) s"
    return CheckVerdict(result: CellResult(.notRun, outputs: [.failure(Failure(.timeout, reason))]))
  }

  /// Runs the chapter's cells, the answer and the checks; `seconds` is what the last two took.
  private func run(_ program: Program) async -> Attempt {
    let outcome = await perform(program) { _ in }
    func result(_ position: Int) -> CellResult {
      outcome.results[program.cells[position].index] ?? CellResult(.notRun)
    }
    let verdicts = program.cells.indices.filter { program.cells[$0].isCheck }.map { position in
      var verdict = outcome.verdicts[position] ?? CheckVerdict()
      verdict.result = result(position)
      return verdict
    }
    var attempt = Attempt(answer: program.answers.map(result), checks: verdicts)
    (attempt.lacking, attempt.isUnsafe) = (outcome.lacking, outcome.isUnsafe)
    attempt.seconds = (attempt.answer + verdicts.map(\.result)).reduce(0) { $0 + $1.seconds }
    let before = program.cells.indices.prefix(program.answers.lowerBound).map(result)
    attempt.obstacle = before.first { $0.status == .failed }
      .flatMap { CheckVerdict(result: $0).failure }
    return attempt
  }
}

extension Runner {
  /// The chapter's cells before `index`, then the answer, then the checks.
  private func program(
    _ answer: [Cell], _ checks: [Cell], at index: Int, of notebook: Notebook, _ tab: String,
    in folder: String?
  ) -> Program {
    var attempt = notebook
    attempt.cells = notebook.runningCells(in: tab).filter { $0.index < index }
    let start = attempt.cells.count
    let first = (notebook.cells.map(\.index).max() ?? 0) + 1
    let (solution, starter) = answer.first.map { notebook.authors(of: $0, tab: tab) } ?? (nil, nil)
    let authors = [solution, starter].compactMap(\.self)
    for (offset, cell) in (answer + checks + authors.prefix(1)).enumerated() {
      var cell = cell
      (cell.index, cell.role, cell.tabs) = (first + offset, nil, [tab])
      cell.options.isNotRun = false
      cell.options.timeout = cell.options.timeout ?? machine.options.attemptTimeout
      if offset >= answer.count { cell.options.isNotEchoed = true }
      attempt.cells.append(cell)
    }
    var program = machine.program(of: attempt, tab: tab)
    var contract = AnswerContract(position: start, asksForSafety: folder != nil)
    if !authors.isEmpty { contract.reference = program.cells.popLast() }
    contract.learn(from: program.cells[..<start].map(\.source), authors)
    if answer.count == 1 { program.contract = contract }
    program.attempted = start
    program.answers = start..<start + answer.count
    program.confinement = folder
    for position in program.cells.indices.dropFirst(start + answer.count) {
      program.cells[position].isCheck = true
    }
    return program
  }
}
