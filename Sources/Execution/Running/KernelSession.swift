internal import CellOutput
internal import ChildProcess
internal import Glibc

/// A running kernel, owned by the one thread that started it.
///
/// The kernel puts out text, displays and messages through sockets whose order the system keeps;
/// commands go the other way through a pipe.
final class KernelSession {
  /// How a unit ended.
  enum End: Hashable {
    /// Its last statement is done.
    case finished
    /// The process is gone; why, and where in which library, innermost call first.
    case died(Cause, trace: [TraceEntry])
    /// The unit could not be loaded.
    case refused(String)
  }

  /// Why a process is gone.
  enum Cause: Hashable {
    case signal(Int32)
    case exit(Int32)
    case thrown(String)
    case timeout(seconds: Double, isChapter: Bool)
    case memory(bytes: Int)
    case excess(Excess)
    case cancelled
  }

  /// What a unit says while it runs.
  enum Event {
    case began(ordinal: Int)
    case text(TextStream, ArraySlice<UInt8>)
    case echo(String)
    case display(Display)
    case opened(file: String)
    /// What a check found; `nil` when it came to its end.
    case verdict(Expectation?)
  }

  /// The process that runs cells now; keeping a snapshot makes a copy take over.
  var process: KernelProcess
  private let receiver: Int32
  let commands: Int32
  private(set) var limits: Limits
  private let cancellation: Cancellation
  private var buffer = [UInt8](repeating: 0, count: 1 << 20)
  /// Messages that go on in another datagram, by kind.
  private var partial: [UInt8: [UInt8]] = [:]
  /// What only the check that runs knows; a verdict without it counts for nothing.
  var secret: String?
  /// The folder the process is confined to.
  var confinement: String?
  /// When the cells began to run, not counting the time the kernel waited for units.
  private var spent = 0.0

  /// What a kernel may use.
  struct Limits: Sendable {
    var cellTimeout: Double
    var chapterTimeout: Double
    var memory: Int
    var text: Int
    /// What an attempt may have; `nil` for a chapter.
    var fence: Fence?
    /// How long the cells before an attempt ran, in seconds.
    var earlier = 0.0
  }

  /// Starts a kernel that works in `directory`.
  init(
    _ runtime: RuntimeImage, in directory: String, limits: Limits, environment: [String: String],
    cancellation: Cancellation
  ) throws(EnvironmentError) {
    self.limits = limits
    self.cancellation = cancellation
    var streams = lp_streams()
    let error = unsafe lp_open_streams(&streams)
    guard error == 0 else { throw .notStarted(program: runtime.kernel, errno: error) }
    defer {
      for end in [streams.output, streams.error, streams.channel, streams.commands] { close(end) }
    }
    do {
      let child = try Child(
        runtime.kernel, ["3", "4", String(limits.text)], directory: directory,
        descriptors: [-1, streams.output, streams.error, streams.commands, streams.channel],
        environment: environment.merging(["SWIFT_BACKTRACE": "enable=yes"]) { $1 },
        deathSignal: SIGHUP,
        dataLimit: limits.memory + limits.memory / 2)
      process = KernelProcess(child)
    } catch {
      close(streams.receiver)
      close(streams.commander)
      throw error
    }
    receiver = streams.receiver
    commands = streams.commander
    signal(SIGPIPE, SIG_IGN)
  }

  /// Starts a copy of `snapshot`.
  init(
    copying snapshot: Snapshot, limits: Limits, cancellation: Cancellation
  ) throws(EnvironmentError) {
    self.limits = limits
    self.cancellation = cancellation
    var streams = lp_streams()
    let error = unsafe lp_open_streams(&streams)
    guard error == 0 else { throw .notStarted(program: "lectern-kernel", errno: error) }
    let given = [streams.output, streams.error, streams.channel, streams.commands]
    (receiver, commands) = (streams.receiver, streams.commander)
    let isAsked = snapshot.ask(with: given)
    for end in given { close(end) }
    process = KernelProcess.none
    guard isAsked, case .kept(let id) = answer(timeouts: [:], tell: { _ in }) else {
      throw .notStarted(program: "a copy of lectern-kernel", errno: ESRCH)
    }
    process = KernelProcess(copy: id, of: snapshot)
  }

  deinit {
    close(receiver)
    close(commands)
  }
}

extension KernelSession {
  /// Runs `unit` and tells what it puts out.
  ///
  /// `timeouts` has the cells that may take another time. With `apart`, it runs in a copy of the
  /// process, and this one goes on as it was.
  func run(
    _ unit: CompiledUnit, apart: Bool, timeouts: [Int: Double], tell: (Event) -> Void
  ) -> End {
    let verb = apart ? "attempt" : "run"
    guard let library = placed(unit.library) else { return .refused(Self.misplaced) }
    return perform("\(verb) \(unit.entry) \(library)", timeouts: timeouts, tell: tell)
  }

  /// Loads what units import.
  func load(_ library: CompiledLibrary) -> End {
    guard let place = placed(library.library) else { return .refused(Self.misplaced) }
    return perform("load - \(place)", timeouts: [:]) { _ in }
  }

  func perform(
    _ command: String, timeouts: [Int: Double], tell: (Event) -> Void
  ) -> End {
    _ = unsafe lp_send_command(commands, command, [], 0)
    guard case .ended(let end) = answer(timeouts: timeouts, tell: tell) else { return .finished }
    return end
  }

  /// What the kernel says to a command in the end.
  enum Answer {
    case ended(End)
    /// A snapshot was made, and the process with this id goes on.
    case kept(pid_t)
    case notKept(reason: String)
    /// The process is confined, but for what the system lacks.
    case confined(lacking: String)
  }

  /// Waits for the answer to a command.
  func answer(timeouts: [Int: Double], tell: (Event) -> Void) -> Answer {
    var watch = KernelWatch(limits: limits, process: process.id, spent: spent)
    defer { spent = watch.spent }
    var fate: (cause: Cause, trace: [TraceEntry])?
    while true {
      var size = 0
      let sender = unsafe lp_receive(receiver, process.watch, &buffer, buffer.count, &size, 50)
      watch.note(size, isText: sender != Int32(lp_channel))
      switch sender {
      case Int32(lp_output): tell(.text(.standardOutput, buffer[..<size]))
      case Int32(lp_error): tell(.text(.standardError, buffer[..<size]))
      case Int32(lp_channel):
        guard let message = message(size) else { continue }
        switch message.kind {
        case lk.began:
          let ordinal = Int(message.text) ?? 0
          watch.begin(timeout: timeouts[ordinal])
          tell(.began(ordinal: ordinal))
        case lk.unitEnded: return .ended(.finished)
        case lk.attemptEnded:
          return .ended(attemptEnd(status: Int32(message.text) ?? 0, fate))
        case lk.refused: return .ended(.refused(message.text))
        case lk.kept: return .kept(Int32(message.text) ?? 0)
        case lk.confined: return .confined(lacking: message.text)
        case lk.notKept: return .notKept(reason: message.text)
        case lk.crash, lk.exit, lk.thrown: fate = Self.fate(message)
        default: event(message).map(tell)
        }
      case Int32(lp_ended): return .ended(death(fate))
      default: break
      }
      if let cause = cause(to: &watch) { return .ended(.died(cause, trace: end(tell))) }
    }
  }

  /// Whether the kernel has to be ended, and why.
  private func cause(to watch: inout KernelWatch) -> Cause? {
    if cancellation.isCancelled { return .cancelled }
    return watch.cause()
  }

  /// Has what runs from now on be an attempt, which may have less than a chapter and, with
  /// `seconds`, takes no longer than that.
  func beginAttempt(in folder: String?, seconds: Double?) {
    limits.fence = Fence(folder: folder)
    limits.earlier = spent
    limits.memory = min(limits.memory, Int(lp_resident_bytes(process.id)) + Fence.memory)
    if let seconds { limits.chapterTimeout = min(limits.chapterTimeout, spent + seconds) }
  }

  /// Ends the program and returns where it was.
  ///
  /// It is asked first, so that it can put out what it still holds back.
  private func end(_ tell: (Event) -> Void) -> [TraceEntry] {
    if process.id > 0 { kill(-process.id, SIGTERM) }
    var trace: [TraceEntry] = []
    let patience = ContinuousClock.now + .milliseconds(500)
    loop: while ContinuousClock.now < patience {
      var size = 0
      switch unsafe lp_receive(receiver, process.watch, &buffer, buffer.count, &size, 50) {
      case Int32(lp_output): tell(.text(.standardOutput, buffer[..<size]))
      case Int32(lp_error): tell(.text(.standardError, buffer[..<size]))
      case Int32(lp_channel):
        if let message = message(size), message.kind == lk.crash {
          trace = Self.fate(message).trace
        }
      case Int32(lp_ended): break loop
      default: break
      }
    }
    process.kill()
    return trace
  }

  private func attemptEnd(status: Int32, _ fate: (cause: Cause, trace: [TraceEntry])?) -> End {
    if let fate { return .died(fate.cause, trace: fate.trace) }
    let signal = status & 0x7F
    if signal != 0 { return .died(.signal(signal), trace: []) }
    return status == 0 ? .finished : .died(.exit((status >> 8) & 0xFF), trace: [])
  }

  private func death(_ fate: (cause: Cause, trace: [TraceEntry])?) -> End {
    let status = process.status
    let signal = status & 0x7F
    let cause = fate?.cause ?? (signal != 0 ? .signal(signal) : .exit((status >> 8) & 0xFF))
    // A program that grows fast may die of its limit before anybody has looked.
    if case .signal = cause, process.peakBytes > limits.memory {
      return .died(.memory(bytes: limits.memory), trace: fate?.trace ?? [])
    }
    return .died(cause, trace: fate?.trace ?? [])
  }
}

extension KernelSession {
  private struct Message {
    var kind: UInt8
    var bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// The kinds of messages, as the kernel's header has them.
  private enum lk {
    static let began = UInt8(ascii: "b")
    static let unitEnded = UInt8(ascii: "u")
    static let display = UInt8(ascii: "d")
    static let echo = UInt8(ascii: "e")
    static let thrown = UInt8(ascii: "t")
    static let crash = UInt8(ascii: "c")
    static let exit = UInt8(ascii: "x")
    static let file = UInt8(ascii: "f")
    static let attemptEnded = UInt8(ascii: "a")
    static let refused = UInt8(ascii: "l")
    static let verdict = UInt8(ascii: "v")
    static let confined = UInt8(ascii: "i")
    static let kept = UInt8(ascii: "k")
    static let notKept = UInt8(ascii: "n")
  }

  /// The message that the datagram in the buffer ends, or `nil` when it goes on.
  private func message(_ size: Int) -> Message? {
    guard size >= 2 else { return nil }
    let kind = buffer[0]
    var bytes = partial.removeValue(forKey: kind) ?? []
    bytes += buffer[2..<size]
    guard buffer[1] == 0 else {
      partial[kind] = bytes
      return nil
    }
    return Message(kind: kind, bytes: bytes)
  }

  private func event(_ message: Message) -> Event? {
    switch message.kind {
    case lk.echo: .echo(message.text)
    case lk.display: (try? Display(wireBytes: message.bytes)).map { .display($0) }
    case lk.file: .opened(file: message.text)
    case lk.verdict: verdict(message.bytes)
    default: nil
    }
  }

  private static func fate(_ message: Message) -> (cause: Cause, trace: [TraceEntry]) {
    let lines = message.text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first.map(String.init) ?? ""
    let cause: Cause =
      switch message.kind {
      case lk.thrown: .thrown(first.replacing("\r", with: "\n"))
      case lk.exit: .exit(Int32(first) ?? 0)
      default: .signal(Int32(first) ?? 0)
      }
    return (cause, lines.dropFirst().compactMap { TraceEntry(line: String($0)) })
  }
}
