internal import CellOutput

extension KernelSession {
  /// What the kernel said: its kind, and what that kind has to say.
  struct Message {
    var kind: UInt8
    var bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// The kinds of messages, as the kernel's header has them.
  enum Kind {
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
  func message(_ size: Int) -> Message? {
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

  /// What `message` tells of a cell that runs.
  func event(_ message: Message) -> Event? {
    switch message.kind {
    case Kind.echo: .echo(message.text)
    case Kind.display: (try? Display(wireBytes: message.bytes)).map { .display($0) }
    case Kind.file: .opened(file: message.text)
    case Kind.verdict: verdict(message.bytes)
    default: nil
    }
  }

  /// Why the process ends, and where it was, as its last message tells.
  static func fate(_ message: Message) -> (cause: Cause, trace: [TraceEntry]) {
    let lines = message.text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first.map(String.init) ?? ""
    let cause: Cause =
      switch message.kind {
      case Kind.thrown: .thrown(first.replacing("\r", with: "\n"))
      case Kind.exit: .exit(Int32(first) ?? 0)
      default: .signal(Int32(first) ?? 0)
      }
    return (cause, lines.dropFirst().compactMap { TraceEntry(line: String($0)) })
  }
}
