/// One piece of what a cell puts out, in the form in which it is kept and compared.
package enum Piece: Hashable, Sendable {
  /// Lines of text.
  case text(TextPiece)
  /// A figure, as the table of its data.
  case figure(FigureRecord)
}

/// Text that a cell put out: printed, echoed, displayed, or the words of an error.
package struct TextPiece: Hashable, Sendable {
  /// Where the text comes from; the raw value is what stands behind the fence that holds it.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case output = "text"
    case error = "text stderr"
    case echo = "text echo"
    case plain = "text display"
    case html = "html"
    case markdown = "markdown"
    /// Why the cell stopped, as it was to.
    case failure = "text error"
    /// A picture or another file, of which only size and checksum are kept.
    case file = "text file"
  }

  /// Where the text comes from.
  package var kind: Kind
  /// The lines as they stand in the file: a line that is only `…` stands for any lines.
  package var lines: [String]
  /// Whether the last line is ended; printed text may stop in the middle of one.
  package var endsLine: Bool

  /// Creates a piece of text.
  package init(_ kind: Kind, lines: [String], endsLine: Bool = true) {
    self.kind = kind
    self.lines = lines
    self.endsLine = endsLine
  }
}

extension TextPiece {
  /// The line that stands for any lines.
  package static let anyLines = "…"

  /// Records `text`: line ends become `\n`, colours and blanks at the ends of lines go, other
  /// control characters become visible.
  init(_ kind: Kind, recording text: String) {
    var lines = Visible.lines(of: text).map(Self.escaped)
    let isPrinted = kind == .output || kind == .error
    let endsLine = !isPrinted || lines.last?.isEmpty ?? true
    if isPrinted, endsLine, lines.count > 1 { lines.removeLast() }
    self.init(kind, lines: lines, endsLine: endsLine)
  }

  /// A printed line that is only `…`, perhaps behind backslashes, gets a backslash more.
  private static func escaped(_ line: String) -> String {
    line.drop { $0 == "\\" } == anyLines ? "\\" + line : line
  }
}

/// Text as people see it.
enum Visible {
  /// The lines of `text` without colours and blanks at their ends.
  static func lines(of text: String) -> [String] {
    let bytes = withoutEscapes(Array(text.utf8))
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      let end = line.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? line.startIndex
      return String(decoding: line[..<end], as: UTF8.self)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Drops colour codes (`ESC [ … m`) and the `\r` of line ends; other control characters become
  /// Unicode's pictures of them (U+2400 to U+241F).
  private static func withoutEscapes(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }) else {
      return bytes
    }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x1B, let end = endOfColour(in: bytes, from: index) {
        index = end
        continue
      }
      index += 1
      if byte == 0x0D, index == bytes.count || bytes[index] == 0x0A { continue }
      if byte == 0x7F {
        result += [0xE2, 0x90, 0xA1]
      } else if byte < 0x20, byte != 0x0A, byte != 0x09 {
        result += [0xE2, 0x90, 0x80 + byte]
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func endOfColour(in bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    var end = start + 2
    while end < bytes.count, (0x30...0x3B).contains(bytes[end]) { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "m") ? end + 1 : nil
  }
}
