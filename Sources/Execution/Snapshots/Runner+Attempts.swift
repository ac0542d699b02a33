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
  /// A check that ends the program costs the others nothing: they run again, without it, behind
  /// the answer. What `expect` calls of the answer itself find counts for nothing. When it is to be
  /// confined, the answer works in a folder of its own, which goes with it, reads and writes no
  /// others, starts no programs and opens no connections. Where the answer stands in another file
  /// than the chapter, that is at `path`, its failures name it.
  package func attempt(
    _ answer: [Cell], checkedBy checks: [Cell], at index: Int, of notebook: Notebook, tab: String,
    from path: String? = nil, isConfined: Bool = false
  ) async -> Attempt {
    let start = ContinuousClock.now
    var attempt = Attempt(answer: [], checks: [])
    repeat {
      let rest = Array(checks.dropFirst(attempt.checks.count))
      let folder = isConfined ? WorkFolder() : nil
      let next = await run(answer, rest, at: index, of: notebook, tab, from: path, in: folder?.path)
      (attempt.lacking, attempt.obstacle) = (next.lacking, next.obstacle)
      attempt.answer = next.answer
      let ended = next.checks.firstIndex { $0.result.status != .finished } ?? rest.count
      let isHopeless = next.answer.contains { $0.status != .finished }
      attempt.checks += isHopeless ? next.checks : Array(next.checks.prefix(ended + 1))
    } while attempt.checks.count < checks.count && !machine.cancellation.isCancelled
    let missing = checks.count - attempt.checks.count
    attempt.checks += (0..<max(missing, 0)).map { _ in CheckVerdict() }
    attempt.seconds = start.duration(to: .now).seconds
    return attempt
  }

  private func run(
    _ answer: [Cell], _ checks: [Cell], at index: Int, of notebook: Notebook, _ tab: String,
    from path: String?, in folder: String?
  ) async -> Attempt {
    var attempt = notebook
    attempt.cells = notebook.runningCells(in: tab).filter { $0.index < index }
    let start = attempt.cells.count
    let first = (notebook.cells.map(\.index).max() ?? 0) + 1
    for (offset, cell) in (answer + checks).enumerated() {
      var cell = cell
      (cell.index, cell.role, cell.tabs) = (first + offset, nil, [tab])
      cell.options.isNotRun = false
      cell.options.timeout = cell.options.timeout ?? machine.options.attemptTimeout
      if offset >= answer.count { cell.options.isNotEchoed = true }
      attempt.cells.append(cell)
    }
    var program = machine.program(of: attempt, tab: tab)
    program.attempted = start
    program.confinement = folder
    for position in program.cells.indices.dropFirst(start).prefix(answer.count) {
      program.cells[position].path = path
    }
    for position in program.cells.indices.dropFirst(start + answer.count) {
      program.cells[position].isCheck = true
    }
    let outcome = await perform(program) { _ in }
    func result(_ offset: Int) -> CellResult {
      outcome.results[first + offset] ?? CellResult(.notRun)
    }
    let verdicts = checks.indices.map { index in
      var verdict = outcome.verdicts[start + answer.count + index] ?? CheckVerdict()
      verdict.result = result(answer.count + index)
      return verdict
    }
    var result = Attempt(answer: answer.indices.map(result), checks: verdicts)
    result.lacking = outcome.lacking
    let before = attempt.cells.prefix(start).compactMap { outcome.results[$0.index] }
    result.obstacle = before.first { $0.status == .failed }
      .flatMap { CheckVerdict(result: $0).failure }
    return result
  }
}
