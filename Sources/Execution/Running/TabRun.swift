internal import CellOutput
internal import Foundation
internal import NotebookModel
internal import SourceText

/// One run of one tab, from its cells to their results.
///
/// The thread that calls `run` owns the kernel; a second one compiles ahead of it.
final class TabRun {
  let program: Program
  let machine: Machine
  let tell: @Sendable (RunEvent) -> Void

  /// The results so far, of the first cells.
  var results: [CellResult] = []
  /// What checks found, by their positions among the cells.
  private(set) var verdicts: [Int: CheckVerdict] = [:]
  /// What the system lacks to confine an attempt.
  private(set) var lacking: [String] = []
  /// Whether an answer was allowed unsafe constructs.
  private(set) var isUnsafe = false
  private var collector: OutputCollector
  private var current: Int?
  /// The cells of the unit that runs.
  private var running = 0..<0
  private var currentStart = ContinuousClock.now
  private var places: ChapterPlaces
  private var libraries: Set<String> = []
  /// The files that cells read.
  var files: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var isCached = false

  init(_ program: Program, on machine: Machine, tell: @escaping @Sendable (RunEvent) -> Void) {
    self.program = program
    self.machine = machine
    self.tell = tell
    places = ChapterPlaces(program)
    collector = OutputCollector(limit: machine.options.outputLimit)
  }

  /// Runs the cells, or finds their outputs, and returns the results by the cells' indices.
  func run() -> [Int: CellResult] {
    tell(.planned(chapter: program.path, tab: program.tab, cells: program.cells.count))
    let limit = machine.options.outputLimit
    if program.isAttempt {
      execute()
      return byCell
    }
    if !machine.options.isFresh, let stored = machine.runs.stored(program, outputLimit: limit) {
      isCached = true
      results = stored.results
      for (cell, result) in zip(program.cells, results) { tell(ended(cell, result)) }
    } else {
      execute()
      machine.runs.keep(results, of: program, files: files, outputLimit: limit)
    }
    // What cells themselves have to say comes first.
    if !results.contains(where: { $0.status == .failed }) { diagnostics += savedProblems() }
    return byCell
  }

  /// The results by their cells' positions in the notebook.
  private var byCell: [Int: CellResult] {
    Dictionary(uniqueKeysWithValues: zip(program.cells, results).map { ($0.index, $1) })
  }

  func ended(_ cell: ProgramCell, _ result: CellResult) -> RunEvent {
    .ended(chapter: program.path, tab: program.tab, cell: cell.index, result)
  }
}

extension TabRun {
  private func execute() {
    let steps = Pipeline<BuildStep>()
    do {
      let session = try start()
      let builder = TabBuilder(
        program, on: machine, into: steps, isStepwise: machine.keeper != nil || program.isAttempt,
        done: results.count)
      tell(.compiling(chapter: program.path, tab: program.tab))
      Thread.detachNewThread { builder.build() }
      var goesOn = true
      while goesOn, let step = steps.next() { goesOn = perform(step, in: session) }
      steps.end()
    } catch {
      fail(results.count, [Failure(.environment, error.message, hint: error.hint)])
    }
    if machine.cancellation.isCancelled, results.count < program.cells.count,
      results.last?.status != .failed
    {
      fail(results.count, [Failure(.interrupted, "the run was interrupted here")])
    }
    while results.count < program.cells.count { finish(CellResult(.notRun)) }
  }

  /// Performs one step; false when the program can't go on.
  private func perform(_ step: BuildStep, in session: KernelSession) -> Bool {
    switch step {
    case .load(let unit, let warnings):
      places.add(unit.insertions)
      libraries.insert(unit.library)
      warn(warnings)
      return run(unit, in: session)
    case .known(let library, let insertions):
      places.add(insertions)
      libraries.insert(library)
      return true
    case .loadLibrary(let library):
      libraries.insert(library.library)
      guard case .refused(let reason) = session.load(library) else { return true }
      fail(results.count, [Failure(.environment, "the library cannot be loaded: \(reason)")])
      return false
    case .libraryRefused(let cell, let problems):
      refuse(cell, problems)
      return false
    case .unsafeAnswer:
      isUnsafe = true
      return true
    case .diagnosed(let cell, let messages, let insertions):
      places.add(insertions)
      return judge(messages, of: cell)
    case .failed(let error):
      fail(results.count, [Failure(.environment, error.message, hint: error.hint)])
      return false
    }
  }

  /// Fails the cell that imports the book's library, of which the `problems` are in other chapters.
  private func refuse(_ cell: Int, _ problems: [Diagnostic]) {
    begin(cell)
    defer { current = nil }
    let first = problems.first.map { "\($0.file):\($0.position.line): \($0.message)" }
    fail(cell, [Failure(.diagnostic, "the book's library cannot be compiled", hint: first)])
    diagnostics += problems
  }

  private func run(_ unit: CompiledUnit, in session: KernelSession) -> Bool {
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

  private func finishCell(_ cell: Int, missedError: Bool) {
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

extension TabRun {
  private var elapsed: Double { currentStart.duration(to: .now).seconds }

  private func receive(_ event: KernelSession.Event) {
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

  private func begin(_ ordinal: Int) {
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

  private func show(_ output: Output) {
    guard let current else { return }
    tell(
      .output(
        chapter: program.path, tab: program.tab, cell: program.cells[current].index, output))
  }

  /// Notes the result of the next cell.
  private func finish(_ result: CellResult) {
    let cell = program.cells[results.count]
    results.append(result)
    collector = OutputCollector(limit: machine.options.outputLimit)
    tell(ended(cell, result))
  }

  private func fail(_ cell: Int, _ failures: [Failure]) {
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

extension TabRun {
  /// Notes what the compiler said of a cell; true when the cell wanted to hear it.
  private func judge(_ messages: [CompilerMessage], of cell: Int) -> Bool {
    begin(cell)
    defer { current = nil }
    let failures = messages.map { failure($0, in: cell) }
    guard let expected = program.cells[cell].options.expectedDiagnostic else {
      fail(cell, failures)
      return false
    }
    if messages.isEmpty {
      fail(
        cell,
        [Failure(.diagnostic, "the cell was to be refused with \"\(expected)\", but compiled")])
      return false
    }
    guard failures.contains(where: { $0.message.contains(expected) }) else {
      fail(cell, failures)
      return false
    }
    for failure in failures { collector.add(.failure(failure)).forEach(show) }
    finish(CellResult(.finished, outputs: collector.outputs))
    return true
  }

  private func failure(_ message: CompilerMessage, in cell: Int) -> Failure {
    var failure = Failure(
      .diagnostic, UnitNames.removed(from: Array(message.text.utf8)[...]), file: program.path,
      line: program.cells[cell].sourceLine, hint: message.notes.first)
    if let module = machine.library?.book.module,
      message.text.hasPrefix("no such module '\(module)'")
    {
      failure.hint = "no chapter before this one saves a declaration for this tab"
    }
    if let place = places.place(file: message.file, line: message.line, column: message.column) {
      (failure.line, failure.column) = (place.line, place.column)
    }
    return failure
  }

  private func warn(_ messages: [CompilerMessage]) {
    for message in messages where !Self.isBesideThePoint(message) {
      guard
        let place = places.place(file: message.file, line: message.line, column: message.column)
      else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, UnitNames.removed(from: Array(message.text.utf8)[...]), file: program.path,
          at: SourcePosition(line: place.line, column: place.column), hint: message.notes.first))
    }
  }

  /// Whether a warning is about how cells are compiled rather than about what they say.
  private static func isBesideThePoint(_ message: CompilerMessage) -> Bool {
    message.text == "will never be executed"
      || message.text.hasPrefix("extension declares a conformance of imported type")
  }
}
