/// A part of a line: a number with the blanks before it, or what stands between numbers.
enum LineToken: Hashable {
  case text(String)
  case number(blanks: Int, String)
}

extension LineToken {
  /// Cuts a line into numbers and what is between them, in time linear in its length.
  ///
  /// A number is written in decimals, with a sign unless that could be a minus between two things.
  /// Digits in a word (`x1`, `0x1F`) and versions (`6.3.1`) are text.
  static func tokens(of line: String) -> [LineToken] {
    var scanner = TokenScanner(Array(line.utf8))
    return scanner.scan()
  }
}

/// Finds the numbers of a line.
private struct TokenScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var textStart = 0
  private var found: [LineToken] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func scan() -> [LineToken] {
    while index < bytes.count {
      if isWord(bytes[index]), !isDigit(index) {
        skipWord()
      } else if let end = endOfNumber(at: index) {
        add(numberTo: end)
      } else if isDigit(index) || bytes[index] == UInt8(ascii: "."), isDigit(index + 1) {
        skipWord()
      } else {
        index += 1
      }
    }
    addText(to: bytes.count)
    return found
  }

  /// Skips letters, digits and points: a name, a version.
  private mutating func skipWord() {
    index += 1
    while index < bytes.count, isWord(bytes[index]) || isPoint(index) && isDigit(index + 1) {
      index += 1
    }
  }

  private mutating func add(numberTo end: Int) {
    var start = index
    while start > textStart, bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
    addText(to: start)
    let digits = String(decoding: bytes[index..<end], as: UTF8.self)
    found.append(.number(blanks: index - start, digits))
    (index, textStart) = (end, end)
  }

  private mutating func addText(to end: Int) {
    guard textStart < end else { return }
    found.append(.text(String(decoding: bytes[textStart..<end], as: UTF8.self)))
    textStart = end
  }

  /// Where the number that begins at `start` ends, or `nil` when none does.
  private func endOfNumber(at start: Int) -> Int? {
    var end = start
    if bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") {
      guard start == 0 || !closes(bytes[start - 1]) else { return nil }
      end += 1
    }
    let whole = end
    while isDigit(end) { end += 1 }
    var digits = end - whole
    if isPoint(end), digits > 0 || isDigit(end + 1) {
      let point = end
      end += 1
      while isDigit(end) { end += 1 }
      digits += end - point - 1
      if isPoint(end), isDigit(end + 1) { return nil }
    }
    guard digits > 0 else { return nil }
    if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
      let sign = end + 1 < bytes.count && [0x2B, 0x2D].contains(bytes[end + 1]) ? 1 : 0
      var last = end + 1 + sign
      if isDigit(last) {
        while isDigit(last) { last += 1 }
        end = last
      }
    }
    // `0x1F`: one word.
    return bytes[start..<end] == [0x30] && end < bytes.count && bytes[end] == UInt8(ascii: "x")
      ? nil : end
  }

  private func isDigit(_ index: Int) -> Bool {
    bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
  }

  private func isPoint(_ index: Int) -> Bool {
    index < bytes.count && bytes[index] == UInt8(ascii: ".")
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
      || byte >= 0x80
  }

  /// Whether a `-` after `byte` is a minus between two things, or a hyphen.
  private func closes(_ byte: UInt8) -> Bool {
    isWord(byte) || [0x29, 0x5D, 0x7D, 0x2E].contains(byte)
  }
}
