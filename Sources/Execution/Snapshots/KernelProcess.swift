internal import ChildProcess
internal import Glibc

/// The process of a kernel: a child of ours, or a copy of a snapshot, which that looks after.
///
/// It ends when nobody holds it any more, and is gone when the last holder has let go of it.
final class KernelProcess: @unchecked Sendable {  // One session holds it; only that changes it.
  let id: pid_t
  /// Becomes readable when the process ends.
  let watch: Int32
  /// What it is a copy of.
  private let origin: Snapshot?
  /// Whether a snapshot answers for the process from now on.
  private var isHandedOver = false

  /// No process.
  static let none = KernelProcess(id: 0, watch: -1, origin: nil)

  private init(id: pid_t, watch: Int32, origin: Snapshot?) {
    self.id = id
    self.watch = watch
    self.origin = origin
  }

  convenience init(_ child: consuming Child) {
    self.init(id: child.id, watch: child.watch, origin: nil)
  }

  convenience init(copy id: pid_t, of snapshot: Snapshot) {
    self.init(id: id, watch: lp_watch(id), origin: snapshot)
  }

  deinit {
    guard id > 0, !isHandedOver else { return }
    defer { if watch >= 0 { close(watch) } }
    lp_kill(id)
    guard let origin else {
      _ = lp_wait(id)
      return
    }
    // A snapshot that is gone itself collects nothing.
    if !origin.collect(id) { Self.awaitEnd(watch) }
  }

  /// Waits for the end of the killed process that `watch` watches, which may have much memory.
  static func awaitEnd(_ watch: Int32) {
    var waiting = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
    if watch >= 0 { _ = unsafe poll(&waiting, 1, 10_000) }
  }

  /// Ends the process and everything it started.
  func kill() { if id > 0 { lp_kill(id) } }

  /// The wait status of the process, which has ended.
  var status: Int32 { origin.map { $0.end(of: id)?.status ?? SIGKILL } ?? lp_peek(id) }

  /// The most memory that the process, which has ended, held at once.
  var peakBytes: Int64 { origin.map { $0.end(of: id)?.peakBytes ?? 0 } ?? lp_peak_bytes(id) }

  /// Makes a snapshot of the process, which waits for that at the other end of `control`.
  func handOver(control: Int32, spent: Double) -> Snapshot {
    isHandedOver = true
    return Snapshot(of: id, watch: watch, isChild: origin == nil, control: control, spent: spent)
  }
}
