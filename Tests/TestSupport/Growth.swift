import Foundation

/// How much longer the same work takes when there is twice as much of it: the least of three
/// measurements, since other work on the machine only ever adds time.
///
/// - Parameters:
///   - floor: The seconds below which the clock says nothing.
///   - limit: The ratio that is good enough not to measure again.
public func growth(
  floor: Double, limit: Double, small: () -> Void, large: () -> Void
) -> Double {
  var ratio = Double.infinity
  for _ in 0..<3 where ratio >= limit {
    ratio = min(ratio, max(floor, threadSeconds(large)) / max(floor, threadSeconds(small)))
  }
  return ratio
}

/// The time of its own that this thread needs for `work`.
private func threadSeconds(_ work: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let start = now()
  work()
  return now() - start
}
