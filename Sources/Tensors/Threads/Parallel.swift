internal import AbacusKernels

/// The number of threads that large operations are shared among, as `torch.get_num_threads`.
///
/// At first it is the environment's `ABACUS_THREADS`, or else the number of processors that this
/// process may use. No result depends on it.
public var threads: Int { Int(ab_threads()) }

/// Sets the number of threads that large operations are shared among, as `torch.set_num_threads`.
///
/// - Precondition: `count` is at least 1; what is above 64 counts as 64.
public func setThreads(_ count: Int, file: StaticString = #filePath, line: UInt = #line) {
  guard count > 0 else {
    fail(
      "setThreads", "the number of threads must be at least 1, not \(count)",
      at: Site(file, line))
  }
  ab_set_threads(count)
}

/// Work that is large enough to be shared among processors.
///
/// Its threads stay, asleep, between calls and survive `fork`; see `ab_threads.h`. Sharing costs a
/// few microseconds: it is for work of some twenty and more.
enum Parallel {
  /// Calls `body` with 0, 1, … below `parts`, at the same time, and returns when all have returned.
  ///
  /// Within a body, and while another thread shares its work, the calls are made one by one.
  static func run(_ parts: Int, _ body: @Sendable (_ part: Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      var body = body
      unsafe withUnsafeMutablePointer(to: &body) { body in
        unsafe ab_share(
          parts,
          { context, part in
            unsafe context?.assumingMemoryBound(to: (@Sendable (Int) -> Void).self).pointee(part)
          }, body)
      }
    }
  }

  /// Calls `body` with ranges that make up `0 ..< count`, at the same time.
  ///
  /// There are not many more ranges than threads, and `grain` is about the least length; long ones
  /// start at multiples of 64. It is for work whose results don't depend on where it is cut.
  static func ranges(_ count: Int, grain: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard count >= 2 * grain, threads > 1 else { return body(0..<count) }
    let parts = Swift.min(count / grain, 4 * threads)
    let step = grain < 1024 ? 1 : 64
    let length = ((count + parts - 1) / parts + step - 1) / step * step
    run((count + length - 1) / length) { part in
      body(part * length..<Swift.min((part + 1) * length, count))
    }
  }
}
