internal import Glibc

/// The signals that ask the tool to stop: the first winds up, the second ends at once.
enum Interrupts {
  /// Calls `handler` with the signal when `SIGINT` or `SIGTERM` first arrives.
  ///
  /// `SIGPIPE` is caught too, and only that: a kernel that dies while we write to it must not take
  /// us along. Handlers, unlike ignored signals, are not inherited by the programs we start.
  static func listen(_ handler: @escaping @Sendable (Int32) -> Void) {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    unsafe wakeUp = ends[1]
    unsafe arrived = 0
    for number in [SIGINT, SIGTERM] { install(number) { noteSignal($0) } }
    install(SIGPIPE) { _ in }
    let reader = ends[0]
    let listener = unsafe Unmanaged.passRetained(Listener(reader: reader, handler: handler))
    var id = pthread_t()
    let status = unsafe pthread_create(
      &id, nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<Listener>.fromOpaque(context).takeRetainedValue().wait()
        }
        return nil
      }, listener.toOpaque())
    if status == 0 { pthread_detach(id) } else { unsafe listener.release() }
  }

  private static func install(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void)
  {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART
    unsafe sigaction(number, &action, nil)
  }

  /// Waits on its own thread for the signal handler to say that a signal came.
  private final class Listener: Sendable {
    let reader: Int32
    let handler: @Sendable (Int32) -> Void

    init(reader: Int32, handler: @escaping @Sendable (Int32) -> Void) {
      self.reader = reader
      self.handler = handler
    }

    func wait() {
      var byte: UInt8 = 0
      while true {
        let count = unsafe read(reader, &byte, 1)
        if count == 1 { return handler(Int32(byte)) }
        if count == 0 || errno != EINTR { return }
      }
    }
  }
}

// What the signal handler may touch: plain integers, written before it is installed, and calls that
// are safe in a handler (`write`, `_exit`).
private nonisolated(unsafe) var wakeUp: Int32 = -1
private nonisolated(unsafe) var arrived: Int32 = 0

/// The handler: the first signal wakes the listener, the second ends the process.
private func noteSignal(_ number: Int32) {
  unsafe arrived += 1
  if unsafe arrived > 1 {
    _exit(128 + number)
  }
  var byte = UInt8(truncatingIfNeeded: number)
  unsafe write(wakeUp, &byte, 1)
}
