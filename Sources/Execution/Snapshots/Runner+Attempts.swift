package import CellOutput
package import NotebookModel

/// What became of an attempt at an exercise.
package struct Attempt: Hashable, Sendable {
  /// The results of the answer's cells.
  package var answer: [CellResult]
  /// What each check found.
  package var checks: [CheckVerdict]

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
  /// the answer. What `expect` calls of the answer itself find counts for nothing.
  package func attempt(
    _ answer: [Cell], checkedBy checks: [Cell], at index: Int, of notebook: Notebook, tab: String
  ) async -> Attempt {
    var attempt = Attempt(answer: [], checks: [])
    repeat {
      let rest = Array(checks.dropFirst(attempt.checks.count))
      let next = await run(answer, rest, at: index, of: notebook, tab)
      attempt.answer = next.answer
      let ended = next.checks.firstIndex { $0.result.status != .finished } ?? rest.count
      let isHopeless = next.answer.contains { $0.status != .finished }
      attempt.checks += isHopeless ? next.checks : Array(next.checks.prefix(ended + 1))
    } while attempt.checks.count < checks.count && !machine.cancellation.isCancelled
    let missing = checks.count - attempt.checks.count
    attempt.checks += (0..<max(missing, 0)).map { _ in CheckVerdict() }
    return attempt
  }

  private func run(
    _ answer: [Cell], _ checks: [Cell], at index: Int, of notebook: Notebook, _ tab: String
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
    return Attempt(answer: answer.indices.map(result), checks: verdicts)
  }
}
