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
  let receiver: Int32
  let commands: Int32
  var limits: Limits
  let cancellation: Cancellation
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  /// Messages that go on in another datagram, by kind.
  var partial: [UInt8: [UInt8]] = [:]
  /// What only the check that runs knows; a verdict without it counts for nothing.
  var secret: String?
  /// The folder the process is confined to.
  var confinement: String?
  /// How long the cells have run, in seconds, not counting the time the kernel waited for units.
  var spent = 0.0

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
    spent = snapshot.spent
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
