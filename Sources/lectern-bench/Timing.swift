/// Returns the seconds that one call of `body` takes: the best of five rounds of `count` calls.
///
/// Before that come a tenth as many calls as warm-up, and at least three.
func secondsPerCall(_ count: Int, _ body: () -> Void) -> Double {
  for _ in 0..<max(3, count / 10) { body() }
  var best = Double.infinity
  for _ in 0..<5 {
    let time = ContinuousClock().measure { for _ in 0..<count { body() } }
    best = min(best, time.seconds / Double(count))
  }
  return best
}

extension Duration {
  var seconds: Double { self / .seconds(1) }
}

extension Double {
  /// The number with two digits after the point.
  var cents: Double { (self * 100).rounded() / 100 }
}
