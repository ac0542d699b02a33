internal import CellOutput

extension TabRun {
  /// Starts the kernel, from the last snapshot there is for the program.
  func start() throws(EnvironmentError) -> KernelSession {
    guard let keeper = machine.keeper else { return try machine.startKernel(for: program) }
    if !machine.options.isFresh, let moment = keeper.last(of: program),
      let session = try? machine.startKernel(from: moment.snapshot)
    {
      for (cell, result) in zip(program.cells, moment.results) { tell(ended(cell, result)) }
      (results, files) = (moment.results, moment.files)
      return session
    }
    let session = try machine.startKernel(for: program)
    keep(session)
    return session
  }

  /// Has a snapshot kept behind the last cell.
  func keep(_ session: KernelSession) {
    guard results.count <= program.attempted ?? .max else { return }
    guard let keeper = machine.keeper, let snapshot = session.keep() else { return }
    keeper.keep(
      SnapshotKeeper.Moment(snapshot: snapshot, results: results, files: files), of: program)
  }
}
