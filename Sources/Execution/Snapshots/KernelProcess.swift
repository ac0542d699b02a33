internal import ChildProcess
internal import Glibc

/// The process of a kernel: a child of ours, or a copy of a snapshot, which that looks after.
///
/// It ends when nobody holds it any more.
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
    guard id > 0 else { return }
    if watch >= 0 { close(watch) }
    guard !isHandedOver else { return }
    lp_kill(id)
    if origin == nil { _ = lp_wait(id) }
  }

  /// Ends the process and everything it started.
  func kill() { if id > 0 { lp_kill(id) } }

  /// The wait status of the process, which has ended.
  var status: Int32 { origin.map { $0.end(of: id).status } ?? lp_peek(id) }

  /// The most memory that the process, which has ended, held at once.
  var peakBytes: Int64 { origin.map { $0.end(of: id).peakBytes } ?? lp_peak_bytes(id) }

  /// Makes a snapshot of the process, which waits for that at the other end of `control`.
  func handOver(control: Int32) -> Snapshot {
    isHandedOver = true
    return Snapshot(of: id, isChild: origin == nil, control: control)
  }
}
