internal import ChildProcess
internal import Glibc
internal import Synchronization

/// A process that waits as it was between two cells; sessions go on in copies of it.
///
/// It ends when nobody holds it any more.
final class Snapshot: Sendable {
  /// How a copy ended.
  struct End: Hashable {
    var status: Int32
    var peakBytes: Int64
  }

  private let id: pid_t
  private let isChild: Bool
  private let control: Int32
  private let ends = Mutex<[pid_t: End]>([:])

  init(of id: pid_t, isChild: Bool, control: Int32) {
    self.id = id
    self.isChild = isChild
    self.control = control
  }

  deinit {
    close(control)
    lp_kill(id)  // With what its cells started and let go of.
    if isChild { _ = lp_wait(id) }
  }

  /// Asks for a copy that talks over `streams`: output, error, channel and commands.
  func ask(with streams: [Int32]) -> Bool {
    unsafe lp_send_command(control, "copy", streams, streams.count) == 0
  }

  /// How the copy `process` ended; waits a moment for it.
  func end(of process: pid_t) -> End {
    let patience = ContinuousClock.now + .seconds(2)
    while ContinuousClock.now < patience {
      if let end = ends.withLock({ receive(for: process, &$0) }) { return end }
    }
    return End(status: SIGKILL, peakBytes: 0)
  }

  /// Takes what the snapshot says of copies that ended.
  private func receive(for process: pid_t, _ ends: inout [pid_t: End]) -> End? {
    if let end = ends[process] { return end }
    var waiting = pollfd(fd: control, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&waiting, 1, 20) > 0 else { return nil }
    var text = [CChar](repeating: 0, count: 128)
    var descriptors = [Int32](repeating: -1, count: Int(lp_most_descriptors))
    var count = 0
    let size = unsafe lp_receive_command(control, &text, text.count, &descriptors, &count)
    let words = text.prefix(max(0, size)).map { UInt8(bitPattern: $0) }
      .split(separator: UInt8(ascii: " ")).compactMap { Int64(String(decoding: $0, as: UTF8.self)) }
    guard words.count == 3 else { return nil }
    ends[pid_t(words[0])] = End(status: Int32(words[1]), peakBytes: words[2] * 1024)
    return ends[process]
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
    let snapshot = process.handOver(control: ends[0])
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
