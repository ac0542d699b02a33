internal import Foundation

/// What runs share: the toolchain, the runtime, the cache, and the places to work at.
struct Machine: Sendable {
  let options: RunOptions
  let toolchain: Toolchain
  let runtime: RuntimeImage
  let cache: Cache
  let slots: Slots
  var cancellation: Cancellation
  /// What the chapters of the book save, if they are a book's.
  let library: BookLibrary?
  /// Where snapshots are kept, if they are.
  let keeper: SnapshotKeeper?

  init(
    _ options: RunOptions, keeper: SnapshotKeeper? = nil, cancellation: Cancellation
  ) throws(EnvironmentError) {
    self.options = options
    self.cancellation = cancellation
    toolchain = try Toolchain()
    runtime = try RuntimeImage()
    cache = try Cache(at: options.cacheDirectory)
    slots = Slots(options.jobs)
    self.keeper = keeper
    let reader = SavedReader(
      reader: SyntaxReader(toolchain: toolchain, cancellation: cancellation), cache: cache)
    library = options.library.map { BookLibrary($0, reader: reader) }
  }

  var runs: RunCache {
    RunCache(
      toolchain: toolchain, runtime: runtime, cache: cache, environment: options.environment)
  }

  var compiler: UnitCompiler {
    UnitCompiler(
      toolchain: toolchain, runtime: runtime, cache: cache, slots: slots,
      isFresh: options.isFresh, cancellation: cancellation)
  }

  /// The compiler of what is tried out beside a chapter, which may be meant to keep it busy.
  var attemptCompiler: UnitCompiler {
    var compiler = compiler
    compiler.limits.seconds = max(10, 3 * options.attemptTimeout)
    compiler.limits.memory = options.memoryLimit
    return compiler
  }

  private var limits: KernelSession.Limits {
    KernelSession.Limits(
      cellTimeout: options.cellTimeout, chapterTimeout: options.chapterTimeout,
      memory: options.memoryLimit, text: options.outputLimit)
  }

  func startKernel(for program: Program) throws(EnvironmentError) -> KernelSession {
    try KernelSession(
      runtime, in: program.directory, limits: limits, environment: options.environment,
      cancellation: cancellation)
  }

  /// Starts a kernel in which the cells before the snapshot have run.
  func startKernel(from snapshot: Snapshot) throws(EnvironmentError) -> KernelSession {
    try KernelSession(copying: snapshot, limits: limits, cancellation: cancellation)
  }
}
