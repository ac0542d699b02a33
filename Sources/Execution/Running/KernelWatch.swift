internal import ChildProcess
internal import Glibc

/// The clocks of a session, and what else may be too much.
struct KernelWatch {
  private let limits: KernelSession.Limits
  private let process: pid_t
  private let clock = ContinuousClock()
  private var cellStart: ContinuousClock.Instant
  private var timeout: Double
  private let unitStart: ContinuousClock.Instant
  private let before: Double
  private var lastLook: ContinuousClock.Instant
  private var looks = 0
  /// What the unit has put out, in bytes.
  private var put = Put()

  private struct Put {
    var text = 0
    var messages = 0
  }

  init(limits: KernelSession.Limits, process: pid_t, spent: Double) {
    self.limits = limits
    self.process = process
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

  /// Notes that the program put out `count` bytes.
  mutating func note(_ count: Int, isText: Bool) {
    if isText { put.text += count } else { put.messages += count }
  }

  /// How long cells have run, in seconds.
  var spent: Double { before + unitStart.duration(to: clock.now).seconds }

  /// Why the program has to be ended, if it has to.
  mutating func cause() -> KernelSession.Cause? {
    if let late { return late }
    if let flood { return .excess(flood) }
    guard looksAgain() else { return nil }
    if lp_resident_bytes(process) > limits.memory { return .memory(bytes: limits.memory) }
    guard let fence = limits.fence else { return nil }
    return fence.excess(of: process, isThorough: looks % 4 == 0).map { .excess($0) }
  }

  private var late: KernelSession.Cause? {
    if spent > limits.chapterTimeout {
      return .timeout(seconds: limits.chapterTimeout - limits.earlier, isChapter: true)
    }
    return cellStart.duration(to: clock.now).seconds > timeout
      ? .timeout(seconds: timeout, isChapter: false) : nil
  }

  /// An attempt ends with its flood; of a chapter, the first part of it is kept.
  private var flood: Excess? {
    guard limits.fence != nil else { return nil }
    if put.text > limits.text { return .text(bytes: limits.text) }
    let room = limits.text * OutputCollector.displayShare
    return put.messages > room ? .displays(bytes: room) : nil
  }

  /// Whether it is time to look at the process again; looking costs a file read.
  private mutating func looksAgain() -> Bool {
    guard lastLook.duration(to: clock.now).seconds > 0.04 else { return false }
    lastLook = clock.now
    looks += 1
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
