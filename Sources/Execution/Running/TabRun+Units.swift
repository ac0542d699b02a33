internal import CellOutput
internal import NotebookModel
internal import SourceText

extension TabRun {
  /// Fails the cell that imports the book's library, of which the `problems` are in other chapters.
  func refuse(_ cell: Int, _ problems: [Diagnostic]) {
    begin(cell)
    defer { current = nil }
    let first = problems.first.map { "\($0.file):\($0.position.line): \($0.message)" }
    fail(cell, [Failure(.diagnostic, "the book's library cannot be compiled", hint: first)])
    diagnostics += problems
  }

  /// Runs a unit; false when the program can't go on.
  func run(_ unit: CompiledUnit, in session: KernelSession) -> Bool {
    let cells = program.cells[unit.cells]
    let isApart = cells.contains { $0.options.expectsError }
    let timeouts = cells.indices.compactMap { index in
      program.cells[index].options.timeout.map { (index, $0) }
    }
    let byCell = Dictionary(uniqueKeysWithValues: timeouts)
    running = unit.cells
    if unit.cells.lowerBound == program.attempted {
      session.beginAttempt(in: program.confinement, seconds: program.secondsLeft)
    }
    if unit.cells.lowerBound == program.attempted, let folder = program.confinement {
      guard let lacking = session.confine(to: folder) else {
        fail(unit.cells.lowerBound, [Failure(.environment, "the attempt cannot be confined")])
        return false
      }
      self.lacking = lacking
    }
    libraries.formUnion(session.place(of: unit.library).map { [$0] } ?? [])
    machine.slots.take()
    let end =
      cells.contains { $0.isCheck }
      ? session.check(unit, timeouts: byCell) { receive($0) }
      : session.run(unit, apart: isApart, timeouts: byCell) { receive($0) }
    machine.slots.give()
    let cell = current ?? unit.cells.lowerBound
    defer { current = nil }
    switch end {
    case .finished:
      finishCell(cell, missedError: isApart)
      guard results.last?.status == .finished else { return false }
      keep(session)
      return true
    case .refused(let reason):
      fail(cell, [loadFailure(reason, of: cell)])
      return false
    case .died(let cause, let trace):
      let goesOn = died(cell, cause, trace)
      if goesOn { keep(session) }
      return goesOn
    }
  }

  /// Ends a cell that came to its end.
  func finishCell(_ cell: Int, missedError: Bool) {
    if missedError {
      fail(
        cell,
        [Failure(.crash, "the cell was to stop with an error, but ran to its end")])
    } else {
      collector.flush().forEach(show)
      finish(CellResult(.finished, outputs: collector.outputs, seconds: elapsed))
    }
  }

  private func died(
    _ cell: Int, _ cause: KernelSession.Cause, _ trace: [TraceEntry]
  ) -> Bool {
    let said: FatalErrorLine? =
      if case .signal = cause { collector.takeFatalError() } else { nil }
    let autopsy = Autopsy(
      symbolizer: Symbolizer(toolchain: machine.toolchain, places: places), units: libraries,
      memoryLimit: machine.options.memoryLimit)
    let failure = autopsy.failure(of: cell, cause, trace: trace, said: said)
    let isExpected = program.cells[cell].options.expectsError
    guard isExpected, failure.kind == .crash || failure.kind == .thrown else {
      fail(cell, [failure])
      return false
    }
    collector.add(.failure(failure)).forEach(show)
    finish(CellResult(.finished, outputs: collector.outputs, seconds: elapsed))
    return true
  }
}
