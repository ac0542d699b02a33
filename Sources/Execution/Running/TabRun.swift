internal import CellOutput
internal import NotebookModel
internal import SourceText

/// One run of one tab, from its cells to their results.
///
/// The thread that calls `run` owns the kernel; a second one compiles ahead of it.
final class TabRun {
  let program: Program
  let machine: Machine
  /// Where it begins, and where other tabs go on.
  let route: Route
  /// How many of the route's branches were told what it got to.
  var passed = 0
  let tell: @Sendable (RunEvent) -> Void

  /// The results so far, of the first cells.
  var results: [CellResult] = []
  /// What checks found, by their positions among the cells.
  var verdicts: [Int: CheckVerdict] = [:]
  /// What the system lacks to confine an attempt.
  var lacking: [String] = []
  /// Whether an answer was allowed unsafe constructs.
  var isUnsafe = false
  var collector: OutputCollector
  var current: Int?
  /// The cells of the unit that runs.
  var running = 0..<0
  var currentStart = ContinuousClock.now
  var places: ChapterPlaces
  var libraries: Set<String> = []
  /// The files that cells read.
  var files: Set<String> = []
  var diagnostics: [Diagnostic] = []
  var isCached = false

  init(
    _ program: Program, on machine: Machine, along route: Route,
    tell: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.program = program
    self.machine = machine
    self.route = route
    self.tell = tell
    places = ChapterPlaces(program)
    collector = OutputCollector(limit: machine.options.outputLimit)
  }

  /// Runs the cells, unless their outputs are `stored`, and returns the results by the cells'
  /// indices.
  func run(_ stored: StoredRun?) -> [Int: CellResult] {
    tell(.planned(chapter: program.path, tab: program.tab, cells: program.cells.count))
    if program.isAttempt {
      execute()
      return byCell
    }
    if let stored {
      isCached = true
      results = stored.results
      for (cell, result) in zip(program.cells, results) { tell(ended(cell, result)) }
    } else {
      execute()
      machine.runs.keep(
        results, of: program, files: files, outputLimit: machine.options.outputLimit)
    }
    // What cells themselves have to say comes first.
    if !results.contains(where: { $0.status == .failed }) { diagnostics += savedProblems() }
    return byCell
  }

  /// The results by their cells' positions in the notebook.
  var byCell: [Int: CellResult] {
    Dictionary(uniqueKeysWithValues: zip(program.cells, results).map { ($0.index, $1) })
  }

  func ended(_ cell: ProgramCell, _ result: CellResult) -> RunEvent {
    .ended(chapter: program.path, tab: program.tab, cell: cell.index, result)
  }
}

extension TabRun {
  private func execute() {
    let steps = Pipeline<BuildStep>()
    // With a keeper it is not known before the start what has to be compiled.
    var builder = machine.keeper == nil ? compile(into: steps) : nil
    do {
      if let session = try start() {
        builder = builder ?? compile(into: steps)
        tell(.compiling(chapter: program.path, tab: program.tab))
        var goesOn = true
        while goesOn, let step = steps.next() {
          goesOn = perform(step, in: session)
          if goesOn { passOn(session) }
        }
      }
    } catch {
      fail(results.count, [Failure(.environment, error.message, hint: error.hint)])
    }
    builder?.end(of: machine.cancellation)
    if machine.cancellation.isCancelled, results.count < program.cells.count,
      results.last?.status != .failed
    {
      fail(results.count, [Failure(.interrupted, "the run was interrupted here")])
    }
    while results.count < program.cells.count { finish(CellResult(.notRun)) }
    passOnEnd()
  }

  /// Begins to compile ahead.
  private func compile(into steps: Pipeline<BuildStep>) -> TabBuilder {
    let builder = TabBuilder(
      program, on: machine, along: route, into: steps,
      isStepwise: machine.keeper != nil || program.isAttempt, done: results.count)
    builder.start()
    return builder
  }

  /// Performs one step, unless the program has begun behind it; false when it can't go on.
  private func perform(_ step: BuildStep, in session: KernelSession) -> Bool {
    switch step {
    case .load(let unit, let warnings):
      places.add(unit.insertions)
      libraries.insert(unit.library)
      warn(warnings)
      return unit.cells.lowerBound < results.count || run(unit, in: session)
    case .loadLibrary(let library, let cell):
      libraries.insert(library.library)
      guard cell >= results.count, case .refused(let reason) = session.load(library) else {
        return true
      }
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
      return cell < results.count || judge(messages, of: cell)
    case .failed(let error):
      fail(results.count, [Failure(.environment, error.message, hint: error.hint)])
      return false
    }
  }
}
