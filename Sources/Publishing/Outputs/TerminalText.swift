import Markup

/// Printed text as a terminal would show it: escape sequences become styles or vanish.
///
/// ECMA-48 control functions: SGR (`ESC [ … m`) sets styles; all other control sequences, operating
/// system commands and lone controls put nothing. A carriage return begins its line again, so the
/// last state of a progress bar is what stays.
struct TerminalText {
  private var style = Style()
  private(set) var html = HTML()

  /// Shows `text`.
  init(_ text: String) {
    for piece in Self.pieces(of: text) {
      switch piece {
      case .text(let run): append(run)
      case .style(let codes): style.apply(codes)
      }
    }
  }

  private mutating func append(_ run: String) {
    guard !run.isEmpty else { return }
    html += style.isPlain ? "\(run)" : "<span class=\"\(style.classes)\">\(run)</span>"
  }
}

// MARK: Reading

extension TerminalText {
  private enum Piece {
    case text(String)
    case style([Int])
  }

  /// Cuts `text` at its control functions.
  private static func pieces(of text: String) -> [Piece] {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != newline && $0 != tab || $0 == 0x7F })
    else { return [.text(text)] }
    let bytes = lastStates(of: Array(text.utf8))
    var pieces: [Piece] = []
    var run: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == escape {
        let (end, codes) = controlFunction(in: bytes, at: index)
        index = end
        guard let codes else { continue }
        pieces.append(.text(String(decoding: run, as: UTF8.self)))
        pieces.append(.style(codes))
        run = []
      } else {
        if byte >= 0x20 && byte != 0x7F || byte == newline || byte == tab { run.append(byte) }
        index += 1
      }
    }
    return pieces + [.text(String(decoding: run, as: UTF8.self))]
  }

  /// Returns `bytes` with each line as its last carriage return left it.
  private static func lastStates(of bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(carriageReturn) else { return bytes }
    var result: [UInt8] = []
    var lineStart = 0
    var returned = false
    for byte in bytes {
      if byte == carriageReturn {
        returned = true
        continue
      }
      if returned, byte != newline { result.removeSubrange(lineStart...) }
      returned = false
      result.append(byte)
      if byte == newline { lineStart = result.count }
    }
    return result
  }

  /// Returns the end of the control function at `start`, and its codes if it sets a style.
  private static func controlFunction(in bytes: [UInt8], at start: Int) -> (Int, [Int]?) {
    guard start + 1 < bytes.count else { return (bytes.count, nil) }
    switch bytes[start + 1] {
    case UInt8(ascii: "["):
      let parameters = bytes[(start + 2)...].prefix { (0x20...0x3F).contains($0) }
      guard parameters.endIndex < bytes.count else { return (bytes.count, nil) }
      let isStyle = bytes[parameters.endIndex] == UInt8(ascii: "m")
      let isFinal = (0x40...0x7E).contains(bytes[parameters.endIndex])
      return (parameters.endIndex + (isFinal ? 1 : 0), isStyle ? codes(parameters) : nil)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      let body = bytes[(start + 2)...].prefix { $0 != bell && $0 != escape && $0 != newline }
      let end = body.endIndex
      let isString = end + 1 < bytes.count && bytes[end] == escape && bytes[end + 1] == backslash
      return (isString ? end + 2 : end, nil)
    default:
      let intermediates = bytes[(start + 1)...].prefix { (0x20...0x2F).contains($0) }
      let isFinal =
        intermediates.endIndex < bytes.count
        && (0x30...0x7E).contains(bytes[intermediates.endIndex])
      return (intermediates.endIndex + (isFinal ? 1 : 0), nil)
    }
  }

  private static func codes(_ parameters: ArraySlice<UInt8>) -> [Int] {
    parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
  }
}

// MARK: Styles

/// What SGR codes have set (ECMA-48 8.3.117).
private struct Style {
  private var color: String?
  private var background: String?
  private var marks: Set<String> = []

  private static let colors = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]
  private static let marksByCode = [
    1: "bold", 2: "faint", 3: "italic", 4: "underline", 9: "strike",
  ]
  private static let endsByCode = [
    22: ["bold", "faint"], 23: ["italic"], 24: ["underline"], 29: ["strike"],
  ]

  var isPlain: Bool { color == nil && background == nil && marks.isEmpty }

  /// The classes of a `span`, in a fixed order.
  var classes: String {
    let names = marks.sorted() + [color, background.map { "on-\($0)" }].compactMap { $0 }
    return names.map { "ansi-\($0)" }.joined(separator: " ")
  }

  /// Applies the codes of one sequence; colours of the 256 and 16 million are left out.
  mutating func apply(_ codes: [Int]) {
    var rest = codes[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: self = Style()
      case 30...37: color = Self.colors[code - 30]
      case 90...97: color = Self.colors[code - 90]
      case 40...47: background = Self.colors[code - 40]
      case 100...107: background = Self.colors[code - 100]
      case 39: color = nil
      case 49: background = nil
      case 38, 48: rest = rest.dropFirst(rest.first == 2 ? 4 : 2)
      default:
        if let mark = Self.marksByCode[code] { marks.insert(mark) }
        marks.subtract(Self.endsByCode[code] ?? [])
      }
    }
  }
}

private let escape: UInt8 = 0x1B
private let bell: UInt8 = 0x07
private let backslash = UInt8(ascii: "\\")
private let newline = UInt8(ascii: "\n")
private let tab = UInt8(ascii: "\t")
private let carriageReturn = UInt8(ascii: "\r")
