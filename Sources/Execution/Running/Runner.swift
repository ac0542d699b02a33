internal import CellOutput
internal import Foundation
package import NotebookModel
internal import SourceText
internal import Synchronization

/// Runs chapters, tab by tab, side by side.
package struct Runner: Sendable {
  let machine: Machine

  /// Gets ready; throws when cells can't run on this machine.
  ///
  /// With a `keeper`, programs start from snapshots it has, and leave it others.
  package init(
    _ options: RunOptions, keeper: SnapshotKeeper? = nil
  ) throws(EnvironmentError) {
    machine = try Machine(options, keeper: keeper, cancellation: Cancellation())
  }

  /// Runs every notebook that `next` gives, asking for one when there is room for it, and tells
  /// what happens as it happens, from several threads.
  ///
  /// When the task is cancelled, every process is ended; what was put out so far is told.
  package func run(
    _ next: @escaping @Sendable () async -> Notebook?,
    tell: @escaping @Sendable (RunEvent) -> Void
  ) async {
    await withTaskCancellationHandler {
      await withTaskGroup(of: Void.self) { group in
        var waiting = 0
        while let notebook = await next(), !machine.cancellation.isCancelled {
          if waiting == machine.options.jobs {
            await group.next()
            waiting -= 1
          }
          group.addTask { await run(notebook, tell) }
          waiting += 1
        }
      }
    } onCancel: {
      machine.cancellation.cancel()
    }
    machine.cache.pruneOccasionally()
  }

  /// Does `work` of this runner, whose compilers are ended when the task is cancelled.
  package func stoppable<Result>(_ work: () throws -> Result) async rethrows -> Result {
    try await withTaskCancellationHandler {
      try work()
    } onCancel: {
      machine.cancellation.cancel()
    }
  }

  private func run(_ notebook: Notebook, _ tell: @escaping @Sendable (RunEvent) -> Void) async {
    let programs = machine.programs(of: notebook)
    let plan = machine.plan(programs)
    let done = await withTaskGroup(of: TabOutcome.self) { group in
      var outcomes: [TabOutcome] = []
      for (program, way) in zip(programs, plan) {
        group.addTask { await perform(program, way, tell) }
        // Tabs that begin alike share that part of their run, so one goes before the other.
        if machine.keeper != nil, let outcome = await group.next() { outcomes.append(outcome) }
      }
      return await group.reduce(into: outcomes) { $0.append($1) }
    }
    for way in plan { way.route.end() }
    let order = Dictionary(
      programs.enumerated().map { ($1.tab, $0) }, uniquingKeysWith: { first, _ in first })
    let outcomes = done.sorted { order[$0.tab, default: 0] < order[$1.tab, default: 0] }
    var run = ChapterRun(path: notebook.path, results: [:], diagnostics: [], cachedTabs: [])
    for outcome in outcomes {
      run.results[outcome.tab] = outcome.results
      for diagnostic in outcome.diagnostics where !run.diagnostics.contains(diagnostic) {
        run.diagnostics.append(diagnostic)
      }
      if outcome.isCached { run.cachedTabs.insert(outcome.tab) }
    }
    if programs.isEmpty { run.diagnostics += machine.idleMarkProblems(of: notebook) }
    tell(.finished(run))
  }

  struct TabOutcome: Sendable {
    var tab: String
    var results: [Int: CellResult]
    var diagnostics: [Diagnostic]
    var isCached: Bool
    /// What checks found, by their positions among the program's cells.
    var verdicts: [Int: CheckVerdict]
    /// What the system lacks to confine an attempt.
    var lacking: [String]
    /// Whether an answer was allowed unsafe constructs, as the author's has some.
    var isUnsafe: Bool
  }

  /// Runs a program in a thread of its own, which its processes die with.
  ///
  /// When the task is cancelled, every process of the runner is ended.
  func perform(
    _ program: Program, _ way: Machine.Way = Machine.Way(),
    _ tell: @escaping @Sendable (RunEvent) -> Void
  ) async -> TabOutcome {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          let run = TabRun(program, on: machine, along: way.route, tell: tell)
          let results = run.run(way.stored)
          continuation.resume(
            returning: TabOutcome(
              tab: program.tab, results: results, diagnostics: run.diagnostics,
              isCached: run.isCached, verdicts: run.verdicts, lacking: run.lacking,
              isUnsafe: run.isUnsafe))
        }
      }
    } onCancel: {
      machine.cancellation.cancel()
    }
  }
}

extension Machine {
  /// How a program comes to its outputs.
  struct Way: Sendable {
    /// The outputs, if they are in the cache.
    var stored: StoredRun?
    /// Where it begins, if not at the top, and who goes on from it.
    var route = Route()
  }

  /// How each of the programs of a chapter comes to its outputs; those that run share what they can.
  func plan(_ programs: [Program]) -> [Way] {
    var plan = programs.map { program in
      Way(
        stored: options.isFresh
          ? nil : runs.stored(program, outputLimit: options.outputLimit))
    }
    guard keeper == nil else { return plan }
    let running = plan.indices.filter { plan[$0].stored == nil }
    for (index, route) in zip(running, Route.all(for: running.map { programs[$0] })) {
      plan[index].route = route
    }
    return plan
  }

  /// The programs of `notebook` that the options ask for.
  func programs(of notebook: Notebook) -> [Program] {
    var programs = notebook.programs.map { program(of: notebook, tab: $0) }
    // Whichever of them run, the same cells are compiled together.
    let beginnings = Beginnings(of: programs)
    for index in programs.indices { programs[index].partings = beginnings.partings(of: index) }
    let wanted = options.tabs.map { $0.lowercased() }
    return programs.filter { program in
      let isWanted =
        wanted.isEmpty || program.tab.isEmpty || wanted.contains(program.tab.lowercased())
      return isWanted && !program.cells.isEmpty
    }
  }

  /// The program of one tab, with what it may use of the book's library.
  func program(of notebook: Notebook, tab: String) -> Program {
    var program = Program(notebook, tab: tab)
    guard let library, let place = program.importing(library.book.module) else { return program }
    let saved = (try? library.saved(before: program.path, for: tab)) ?? []
    program.library = LibrarySlice(of: saved, for: program)
    program.importing = place.cell
    return program
  }
}
