/// Reads the parts of links and of reference definitions (CommonMark 4.7 and 6.3).
struct LinkScanner {
  let bytes: [UInt8]

  /// A link reference definition.
  struct Definition {
    var label: Range<Int>
    var destination: String
    var title: String
    /// The first byte of the line after it.
    var end: Int
  }

  /// Reads the definition at `start`, which is the beginning of a line.
  func definition(at start: Int) -> Definition? {
    guard let label = label(at: start), byte(at: label.upperBound + 1) == .colon,
      let destination = destination(at: skipSpace(from: label.upperBound + 2))
    else { return nil }
    let titleStart = skipSpace(from: destination.end)
    if titleStart > destination.end, let title = title(at: titleStart),
      let end = lineEnd(after: title.end)
    {
      return Definition(
        label: label, destination: destination.text, title: title.text, end: end)
    }
    // What is not a title may still be the next line of the paragraph.
    return lineEnd(after: destination.end).map {
      Definition(label: label, destination: destination.text, title: "", end: $0)
    }
  }

  /// Reads `[…]`; returns the bytes between the brackets.
  func label(at start: Int) -> Range<Int>? {
    guard byte(at: start) == .openBracket else { return nil }
    var index = start + 1
    var isBlank = true
    while index < bytes.count, index - start <= 1000 {
      let byte = bytes[index]
      if byte == .openBracket { return nil }
      if byte == .closeBracket { return isBlank ? nil : (start + 1)..<index }
      if !byte.isWhitespace { isBlank = false }
      index += byte == .backslash && self.byte(at: index + 1)?.isPunctuation ?? false ? 2 : 1
    }
    return nil
  }

  /// Reads a link destination; returns its text and the offset after it.
  func destination(at start: Int) -> (text: String, end: Int)? {
    guard let first = byte(at: start) else { return nil }
    guard first == .less else { return bareDestination(at: start) }
    var index = start + 1
    while let byte = byte(at: index), byte != .newline, byte != .less {
      if byte == .greater { return (unescaped((start + 1)..<index), index + 1) }
      index += escapedLength(at: index)
    }
    return nil
  }

  private func bareDestination(at start: Int) -> (text: String, end: Int)? {
    var depth = 0
    var index = start
    while let byte = byte(at: index), byte != .space, !byte.isControl {
      if byte == .openParenthesis {
        depth += 1
        if depth > 32 { return nil }
      } else if byte == .closeParenthesis {
        if depth == 0 { break }
        depth -= 1
      }
      index += escapedLength(at: index)
    }
    guard depth == 0, index > start || byte(at: index) == .closeParenthesis else { return nil }
    return (unescaped(start..<index), index)
  }

  /// Reads a link title; returns its text and the offset after it.
  func title(at start: Int) -> (text: String, end: Int)? {
    guard let open = byte(at: start) else { return nil }
    let close: UInt8
    switch open {
    case .quote, .apostrophe: close = open
    case .openParenthesis: close = .closeParenthesis
    default: return nil
    }
    var index = start + 1
    while let byte = byte(at: index) {
      if byte == close { return (unescaped((start + 1)..<index), index + 1) }
      if byte == open { return nil }
      index += escapedLength(at: index)
    }
    return nil
  }

  /// Returns the first offset from `start` on that is not white space.
  func skipSpace(from start: Int) -> Int {
    var index = start
    while let byte = byte(at: index), byte.isWhitespace { index += 1 }
    return index
  }

  /// Returns the text of `range` with backslash escapes and entities resolved.
  func unescaped(_ range: Range<Int>) -> String { Unescaping.text(of: bytes[range]) }

  private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private func escapedLength(at index: Int) -> Int {
    bytes[index] == .backslash && byte(at: index + 1)?.isPunctuation ?? false ? 2 : 1
  }

  /// Returns the beginning of the next line if nothing but spaces is left on this one.
  private func lineEnd(after start: Int) -> Int? {
    var index = start
    while let byte = byte(at: index), byte.isSpaceOrTab { index += 1 }
    guard let byte = byte(at: index) else { return bytes.count }
    return byte == .newline ? index + 1 : nil
  }
}
