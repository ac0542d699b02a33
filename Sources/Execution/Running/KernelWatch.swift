/// The clocks of a session.
struct KernelWatch {
  private let limits: KernelSession.Limits
  private let clock = ContinuousClock()
  private var cellStart: ContinuousClock.Instant
  private var timeout: Double
  private let unitStart: ContinuousClock.Instant
  private let before: Double
  private var lastLook: ContinuousClock.Instant

  init(limits: KernelSession.Limits, spent: Double) {
    self.limits = limits
    before = spent
    unitStart = clock.now
    cellStart = unitStart
    lastLook = unitStart
    timeout = limits.cellTimeout
  }

  mutating func begin(timeout: Double?) {
    cellStart = clock.now
    self.timeout = timeout ?? limits.cellTimeout
  }

  /// How long cells have run, in seconds.
  var spent: Double { before + unitStart.duration(to: clock.now).seconds }

  var late: KernelSession.Cause? {
    if cellStart.duration(to: clock.now).seconds > timeout {
      return .timeout(seconds: timeout, isChapter: false)
    }
    return spent > limits.chapterTimeout
      ? .timeout(seconds: limits.chapterTimeout, isChapter: true) : nil
  }

  /// Whether it is time to look at the memory again; looking costs a file read.
  mutating func looksAtMemory() -> Bool {
    guard lastLook.duration(to: clock.now).seconds > 0.04 else { return false }
    lastLook = clock.now
    return true
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
