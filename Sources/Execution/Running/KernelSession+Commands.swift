internal import CellOutput
internal import ChildProcess
internal import Glibc

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
        case Kind.began:
          let ordinal = Int(message.text) ?? 0
          watch.begin(timeout: timeouts[ordinal])
          tell(.began(ordinal: ordinal))
        case Kind.unitEnded: return .ended(.finished)
        case Kind.attemptEnded:
          return .ended(attemptEnd(status: Int32(message.text) ?? 0, fate))
        case Kind.refused: return .ended(.refused(message.text))
        case Kind.kept: return .kept(Int32(message.text) ?? 0)
        case Kind.confined: return .confined(lacking: message.text)
        case Kind.notKept: return .notKept(reason: message.text)
        case Kind.crash, Kind.exit, Kind.thrown: fate = Self.fate(message)
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
        if let message = message(size), message.kind == Kind.crash {
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
