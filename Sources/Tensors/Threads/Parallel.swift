import Glibc

/// Work that is large enough to be shared among processors.
///
/// Threads live only as long as one call, so that between calls the process has a single thread and
/// can be forked. Starting one costs some 20 microseconds: it is for work of several times that.
enum Parallel {
  /// How many parts work is cut into: `ABACUS_THREADS`, or the number of processors.
  static let width: Int = {
    if let text = unsafe getenv("ABACUS_THREADS"), let wanted = Int(unsafe String(cString: text)) {
      return Swift.max(1, Swift.min(wanted, 64))
    }
    return Swift.max(1, Swift.min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 64))
  }()

  /// Calls `body` with 0, 1, … below `parts`, at the same time, and returns when all have returned.
  static func run(_ parts: Int, _ body: @Sendable (_ part: Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      let threads = (1..<Swift.max(parts, 1)).map { part in start(Job(part, body)) }
      body(0)
      for thread in threads {
        if let thread { pthread_join(thread, nil) }
      }
    }
  }

  private final class Job: Sendable {
    let part: Int
    let body: @Sendable (Int) -> Void

    init(_ part: Int, _ body: @escaping @Sendable (Int) -> Void) {
      (self.part, self.body) = (part, body)
    }

    func run() { body(part) }
  }

  /// Starts a thread for `job`, or does it at once and returns nil when there can be none.
  private static func start(_ job: Job) -> pthread_t? {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(job)
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run()
        }
        return nil
      }, context.toOpaque())
    guard status != 0 else { return thread }
    unsafe context.takeRetainedValue().run()
    return nil
  }
}
