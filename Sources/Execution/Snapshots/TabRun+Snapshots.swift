internal import CellOutput

extension TabRun {
  /// Starts the kernel, from the last snapshot there is for the program; `nil` when all its cells
  /// have their results.
  func start() throws(EnvironmentError) -> KernelSession? {
    if let origin = route.origins.first { return try follow(origin.reached.value) }
    guard let keeper = machine.keeper else { return try machine.startKernel(for: program) }
    if !machine.options.isFresh, let moment = keeper.last(of: program),
      let session = try? machine.startKernel(from: moment.snapshot)
    {
      take(moment.results, files: moment.files)
      return session
    }
    let session = try machine.startKernel(for: program)
    keep(session)
    return session
  }

  /// Goes on from `stage`, which another tab got to, or from the last one before it that was kept.
  private func follow(_ stage: Stage) throws(EnvironmentError) -> KernelSession? {
    if stage.isEnd || stage.results.count == program.cells.count {
      take(stage.results, files: stage.files)
      diagnostics += stage.diagnostics
      return nil
    }
    for branch in route.origins {
      let stage = branch.reached.value
      guard let snapshot = stage.snapshot,
        let session = try? machine.startKernel(from: snapshot)
      else { continue }
      take(stage.results, files: stage.files)
      return session
    }
    return try machine.startKernel(for: program)
  }

  /// Takes over what others made of the first cells.
  private func take(_ results: [CellResult], files: Set<String>) {
    for (cell, result) in zip(program.cells, results) { tell(ended(cell, result)) }
    (self.results, self.files) = (results, files)
  }

  /// Lets the tabs go on that part from this one behind the last cell.
  func passOn(_ session: KernelSession) {
    guard passed < route.branches.count, route.branches[passed].cells == results.count else {
      return
    }
    let stage = Stage(
      results: results, files: files, diagnostics: diagnostics, snapshot: session.keep())
    route.branches[passed].reached.fulfil(stage)
    passed += 1
  }

  /// Tells the other tabs which part from this one that it did not get there.
  func passOnEnd() {
    let last = results.firstIndex { $0.status != .finished } ?? results.count - 1
    let stage = Stage(
      results: Array(results.prefix(last + 1)), files: files, diagnostics: diagnostics,
      snapshot: nil)
    for branch in route.branches[passed...] { branch.reached.fulfil(stage) }
  }

  /// Has a snapshot kept behind the last cell.
  func keep(_ session: KernelSession) {
    guard results.count <= program.attempted ?? .max else { return }
    guard let keeper = machine.keeper, let snapshot = session.keep() else { return }
    keeper.keep(
      SnapshotKeeper.Moment(snapshot: snapshot, results: results, files: files), of: program)
  }
}
