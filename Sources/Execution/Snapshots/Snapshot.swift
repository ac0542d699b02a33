internal import ChildProcess
internal import Glibc
internal import Synchronization

/// A process that waits as it was between two cells; sessions go on in copies of it.
///
/// It ends when nobody holds it any more, and is gone when the last holder has let go of it.
final class Snapshot: Sendable {
  /// How a copy ended.
  struct End: Hashable {
    var status: Int32
    var peakBytes: Int64
  }

  /// What the snapshot has said so far.
  private struct Reports {
    var ends: [pid_t: End] = [:]
    /// Whether it says nothing more.
    var isOver = false
  }

  private let id: pid_t
  /// Becomes readable when the process ends.
  private let watch: Int32
  private let isChild: Bool
  private let control: Int32
  /// How long its cells have run, in seconds.
  let spent: Double
  private let reports = Mutex(Reports())

  init(of id: pid_t, watch: Int32, isChild: Bool, control: Int32, spent: Double) {
    self.id = id
    self.watch = watch
    self.isChild = isChild
    self.control = control
    self.spent = spent
  }

  deinit {
    close(control)
    lp_kill(id)  // With what its cells started and let go of.
    if isChild { _ = lp_wait(id) } else { KernelProcess.awaitEnd(watch) }
    if watch >= 0 { close(watch) }
  }

  /// Asks for a copy that talks over `streams`: output, error, channel and commands.
  func ask(with streams: [Int32]) -> Bool {
    unsafe lp_send_command(control, "copy", streams, streams.count) == 0
  }

  /// How the copy `process` ended; waits up to `seconds` for it.
  func end(of process: pid_t, within seconds: Double = 2) -> End? {
    let patience = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < patience {
      let (end, isOver) = reports.withLock { reports in
        if reports.ends[process] == nil { receive(&reports) }
        return (reports.ends[process], reports.isOver)
      }
      if end != nil || isOver { return end }
    }
    return nil
  }

  /// Waits until the snapshot has collected the copy `process`, which is forgotten then; false when
  /// it did not say so.
  func collect(_ process: pid_t) -> Bool {
    guard end(of: process, within: 10) != nil else { return false }
    reports.withLock { $0.ends[process] = nil }
    return true
  }

  /// Takes the next report of a copy that ended, if one comes in a moment.
  private func receive(_ reports: inout Reports) {
    var waiting = pollfd(fd: control, events: Int16(POLLIN), revents: 0)
    guard !reports.isOver, unsafe poll(&waiting, 1, 20) > 0 else { return }
    var text = [CChar](repeating: 0, count: 128)
    var descriptors = [Int32](repeating: -1, count: Int(lp_most_descriptors))
    var count = 0
    let size = unsafe lp_receive_command(control, &text, text.count, &descriptors, &count)
    reports.isOver = size <= 0
    let words = text.prefix(max(0, size)).map { UInt8(bitPattern: $0) }
      .split(separator: UInt8(ascii: " ")).compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
    guard words.count == 3 else { return }
    reports.ends[pid_t(words[0])] = End(status: Int32(words[1]), peakBytes: words[2] * 1024)
  }

  /// The memory it holds, shared pages by their share, in bytes; `nil` when it is gone.
  var memory: Int? {
    guard let bytes = FileContent.stream("/proc/\(id)/smaps_rollup") else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let words = lines.first { $0.hasPrefix("Pss:") }?.split(separator: " ")
    return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 * 1024 }
  }
}

extension KernelSession {
  /// Keeps the process as it is between two cells, and goes on in a copy.
  ///
  /// Returns `nil` when a copy would not be the same: the program has threads, processes, timers,
  /// pipes or sockets of its own.
  func keep() -> Snapshot? {
    var ends: [Int32] = [-1, -1]
    guard unsafe lp_open_commands(&ends) == 0 else { return nil }
    _ = unsafe lp_send_command(commands, "keep", [ends[1]], 1)
    close(ends[1])
    guard case .kept(let id) = answer(timeouts: [:], tell: { _ in }) else {
      close(ends[0])
      return nil
    }
    let snapshot = process.handOver(control: ends[0], spent: spent)
    process = KernelProcess(copy: id, of: snapshot)
    return snapshot
  }
}

extension FileContent {
  /// The content of a file whose size the system does not tell, or `nil`.
  fileprivate static func stream(_ path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}
