internal import CellOutput
internal import SourceText

extension TabRun {
  /// How long the current cell has run, in seconds.
  var elapsed: Double { currentStart.duration(to: .now).seconds }

  /// Takes in what the kernel says while a unit runs.
  func receive(_ event: KernelSession.Event) {
    switch event {
    case .began(let ordinal):
      // A cell may write to the channel what it likes.
      guard running.contains(ordinal), ordinal >= results.count else { return }
      if let current, current != ordinal { finishCell(current, missedError: false) }
      begin(ordinal)
    case .text(let stream, let bytes): collector.add(bytes, from: stream).forEach(show)
    case .echo(let text): collector.add(.echo(text)).forEach(show)
    case .display(let display): collector.add(.display(display)).forEach(show)
    case .opened(let file): files.insert(file)
    case .verdict(let found):
      verdicts[running.lowerBound, default: CheckVerdict()].add(found, places)
    }
  }

  /// Notes that a cell begins.
  func begin(_ ordinal: Int) {
    current = ordinal
    currentStart = .now
    let cell = program.cells[ordinal]
    tell(
      .began(
        chapter: program.path, tab: program.tab, cell: cell.index, line: cell.sourceLine))
    // What threads of earlier cells put out since the last one ended.
    _ = collector.flush()
    collector.outputs.forEach(show)
  }

  /// Tells what the current cell put out.
  func show(_ output: Output) {
    guard let current else { return }
    tell(
      .output(
        chapter: program.path, tab: program.tab, cell: program.cells[current].index, output))
  }

  /// Notes the result of the next cell.
  func finish(_ result: CellResult) {
    let cell = program.cells[results.count]
    results.append(result)
    collector = OutputCollector(limit: machine.options.outputLimit)
    tell(ended(cell, result))
  }

  /// Ends a cell with `failures`, which are diagnostics of the chapter, too.
  func fail(_ cell: Int, _ failures: [Failure]) {
    guard cell < program.cells.count else { return }
    for failure in failures {
      collector.add(.failure(failure)).forEach(show)
      let cell = program.cells[cell]
      diagnostics.append(
        Diagnostic(
          .error, failure.message, file: program.path,
          at: SourcePosition(
            line: failure.line > 0 ? failure.line : cell.sourceLine,
            column: max(failure.column, 1)),
          hint: failure.hint))
    }
    finish(CellResult(.failed, outputs: collector.outputs, seconds: elapsed))
  }
}
