extension Parallel {
  /// Calls `body` with ranges that make up `0 ..< count`, at the same time when the work pays.
  ///
  /// `work` is about how many multiplications all of it takes.
  static func ranges(_ count: Int, work: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard count > 0 else { return }
    let parts = work < 1 << 18 ? 1 : Swift.min(threads, count)
    run(parts) { part in body(count * part / parts..<count * (part + 1) / parts) }
  }
}
