internal import ChildProcess
internal import Glibc

/// A running child.
///
/// It must be waited for in the thread that started it, and dies with that thread.
struct Child: ~Copyable {
  let id: pid_t
  /// Becomes readable when the child ends.
  let watch: Int32

  /// Starts `program`; `descriptors[i]` becomes descriptor `i` of the child, -1 `/dev/null`.
  init(
    _ program: String, _ arguments: [String], directory: String? = nil, descriptors: [Int32],
    environment: [String: String] = [:], deathSignal: Int32 = SIGKILL, dataLimit: Int = 0
  ) throws(EnvironmentError) {
    let id = unsafe CStrings([program] + arguments).withPointers { arguments in
      unsafe CStrings(Self.environment(with: environment)).withPointers { environment in
        unsafe Self.start(
          program, arguments, environment, directory: directory, descriptors: descriptors,
          deathSignal: deathSignal, dataLimit: dataLimit)
      }
    }
    guard id > 0 else { throw .notStarted(program: program, errno: -id) }
    self.id = id
    watch = lp_watch(id)
  }

  private static func start(
    _ program: String, _ arguments: CStrings.Pointers, _ environment: CStrings.Pointers,
    directory: String?, descriptors: [Int32], deathSignal: Int32, dataLimit: Int
  ) -> pid_t {
    unsafe program.withCString { path in
      unsafe CStrings.withOptional(directory) { directory in
        unsafe descriptors.withUnsafeBufferPointer { descriptors in
          var request = unsafe lp_request(
            path: path, arguments: arguments, environment: environment, directory: directory,
            descriptors: descriptors.baseAddress, descriptor_count: descriptors.count,
            death_signal: deathSignal, data_limit: UInt64(dataLimit))
          return unsafe lp_start(&request)
        }
      }
    }
  }

  private static func environment(with changes: [String: String]) -> [String] {
    var entries: [String] = []
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      let line = unsafe String(cString: text)
      let name = line.prefix { $0 != "=" }
      if changes[String(name)] == nil { entries.append(line) }
      unsafe entry += 1
    }
    return entries + changes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// Ends the child and everything it started.
  func kill() { lp_kill(id) }

  /// Waits for the end and returns the status, or `nil` when `cancellation` came first or `seconds`
  /// have passed.
  consuming func wait(until cancellation: Cancellation, atMost seconds: Double) -> Int32? {
    let start = ContinuousClock.now
    while !hasEnded(within: 50) {
      guard !cancellation.isCancelled, start.duration(to: .now).seconds < seconds else {
        kill()
        _ = collect()
        return nil
      }
    }
    let status = collect()
    return cancellation.isCancelled ? nil : status
  }

  private func hasEnded(within milliseconds: Int32) -> Bool {
    guard watch >= 0 else {  // An old system: collecting waits, and can't be interrupted.
      return true
    }
    var waiting = pollfd(fd: watch, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&waiting, 1, milliseconds) > 0
  }

  /// Collects the ended child: its exit status, or 128 and the signal's number.
  consuming func collect() -> Int32 {
    let status = lp_wait(id)
    if watch >= 0 { close(watch) }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// Strings as C's arrays of them.
struct CStrings {
  typealias Pointers = UnsafePointer<UnsafeMutablePointer<CChar>?>

  let strings: [String]

  init(_ strings: [String]) { self.strings = strings }

  /// Calls `body` with the strings, ended by a null pointer.
  func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { fatalError("an array with an element has a base") }
      return unsafe body(base)
    }
  }

  /// Calls `body` with the C string of `text`, or with `nil`.
  static func withOptional<Result>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let text else { return body(nil) }
    return unsafe text.withCString { unsafe body($0) }
  }
}
