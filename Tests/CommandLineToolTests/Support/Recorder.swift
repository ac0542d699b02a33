import CommandLineTool
import Synchronization

/// Keeps what a console prints.
final class Recorder: Sendable {
  private let pieces = Mutex<[(Console.Stream, String)]>([])

  func console(isLive: Bool = false, usesColour: Bool = false, width: Int = 80) -> Console {
    let traits = TerminalTraits(isLive: isLive, usesColour: usesColour)
    return Console(output: traits, error: traits, width: { width }) { stream, bytes in
      self.pieces.withLock { $0.append((stream, String(decoding: bytes, as: UTF8.self))) }
    }
  }

  var output: String { text(of: .output) }
  var error: String { text(of: .error) }
  /// Everything in the order it was printed, as one terminal would get it.
  var all: String { pieces.withLock { $0.map(\.1).joined() } }

  private func text(of stream: Console.Stream) -> String {
    pieces.withLock { $0.filter { $0.0 == stream }.map(\.1).joined() }
  }
}
