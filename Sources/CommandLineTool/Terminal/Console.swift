internal import Glibc
internal import Synchronization

/// The one way out for everything the tool prints, so that nothing garbles the live display.
package final class Console: Sendable {
  /// Where text goes.
  package enum Stream: Int32, Sendable {
    case output = 1
    case error = 2
  }

  /// What standard output can show.
  package let outputTraits: TerminalTraits
  /// What standard error can show.
  package let errorTraits: TerminalTraits
  private let sink: @Sendable (Stream, [UInt8]) -> Void
  private let width: @Sendable () -> Int
  /// The rows of the live display, and whether the line above it is complete.
  private let state = Mutex(State())

  private struct State {
    var block: [String] = []
    var isMidLine = false
  }

  /// Creates a console that hands what it prints to `sink`.
  package init(
    output: TerminalTraits, error: TerminalTraits, width: @escaping @Sendable () -> Int = { 80 },
    sink: @escaping @Sendable (Stream, [UInt8]) -> Void
  ) {
    outputTraits = output
    errorTraits = error
    self.width = width
    self.sink = sink
  }

  /// Prints `text` as it is, above the live display.
  package func write(_ text: String, to stream: Stream = .output) {
    guard !text.isEmpty else { return }
    state.withLock { state in
      erase(&state)
      sink(stream, Array(text.utf8))
      let isSeen = (stream == .output ? outputTraits : errorTraits).isLive
      if isSeen { state.isMidLine = text.utf8.last != 0x0A }
      draw(state)
    }
  }

  /// Prints `text` and ends the line.
  package func print(_ text: String, to stream: Stream = .output) { write(text + "\n", to: stream) }

  /// Shows `lines` below everything printed, in place of those shown before.
  ///
  /// Lines are cut to the width of the terminal. Nothing happens where nobody watches.
  package func show(_ lines: [String]) {
    guard errorTraits.isLive else { return }
    let columns = max(1, width() - 1)
    let fitted = lines.map { DisplayWidth.fit($0, to: columns) }
    state.withLock { state in
      guard fitted != state.block else { return }
      erase(&state)
      state.block = fitted
      draw(state)
    }
  }

  /// The cursor is never hidden and no mode is switched on: erasing the rows restores the terminal.
  private func erase(_ state: inout State) {
    guard !state.block.isEmpty, !state.isMidLine else { return }
    let up = state.block.count > 1 ? "\u{1B}[\(state.block.count - 1)A" : ""
    sink(.error, Array("\r\(up)\u{1B}[J".utf8))
  }

  /// A display below half a line would break that line, so it waits for the line's end.
  private func draw(_ state: State) {
    guard !state.block.isEmpty, !state.isMidLine else { return }
    sink(.error, Array(state.block.joined(separator: "\n").utf8))
  }
}

extension Console {
  /// The console of this process.
  package static func standard(environment: [String: String]) -> Console {
    Console(
      output: .of(STDOUT_FILENO, environment: environment),
      error: .of(STDERR_FILENO, environment: environment),
      width: { TerminalTraits.width(of: STDERR_FILENO) },
      sink: { stream, bytes in
        guard FileSystem.writeAll(bytes, to: stream.rawValue) == EPIPE else { return }
        // Nobody reads any more (`lectern inspect … | head`): end as programs end then.
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
      })
  }
}
