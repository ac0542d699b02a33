/// Reads JSON5 by recursive descent on bytes.
struct JSON5Parser {
  let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  /// Values inside values inside values: deeper than this is no book.
  private static let deepest = 64

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func file() throws(JSON5.SyntaxError) -> JSON5 {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    let value = try value()
    try skipSpace()
    guard offset == bytes.count else { throw unexpected("after the value") }
    return value
  }

  private mutating func value() throws(JSON5.SyntaxError) -> JSON5 {
    try skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw error("values nest deeper than \(Self.deepest)") }
    let start = offset
    let content: JSON5.Content
    switch peek {
    case UInt8(ascii: "{"): content = .object(try members())
    case UInt8(ascii: "["): content = .array(try elements())
    case UInt8(ascii: "\""), UInt8(ascii: "'"): content = .string(try string())
    case let byte? where Self.startsNumber(byte): content = .number(try number())
    default: content = try word()
    }
    return JSON5(content: content, range: start..<offset)
  }

  private mutating func members() throws(JSON5.SyntaxError) -> [JSON5.Member] {
    offset += 1
    var members: [JSON5.Member] = []
    while try !closes(with: "}", after: members.isEmpty ? nil : "a member") {
      let start = offset
      let name = try name()
      let range = start..<offset
      if members.contains(where: { $0.name == name }) {
        throw JSON5.SyntaxError(message: "'\(name)' is given twice", range: range)
      }
      try skipSpace()
      guard peek == UInt8(ascii: ":") else { throw unexpected("where ':' has to follow '\(name)'") }
      offset += 1
      members.append(JSON5.Member(name: name, range: range, value: try value()))
    }
    return members
  }

  private mutating func elements() throws(JSON5.SyntaxError) -> [JSON5] {
    offset += 1
    var elements: [JSON5] = []
    while try !closes(with: "]", after: elements.isEmpty ? nil : "an element") {
      elements.append(try value())
    }
    return elements
  }

  /// Steps over a comma, which must follow `item`, and over the closing mark, if that comes.
  private mutating func closes(
    with mark: Unicode.Scalar, after item: String?
  ) throws(JSON5.SyntaxError) -> Bool {
    try skipSpace()
    var hasComma = item == nil
    if item != nil, peek == UInt8(ascii: ",") {
      offset += 1
      hasComma = true
      try skipSpace()
    }
    if peek == UInt8(ascii: mark) {
      offset += 1
      return true
    }
    if let item, !hasComma { throw unexpected("where ',' or '\(mark)' has to follow \(item)") }
    if peek == nil { throw error("'\(mark)' is missing at the end of the file") }
    return false
  }

  private mutating func name() throws(JSON5.SyntaxError) -> String {
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") { return try string() }
    let name = identifier()
    guard !name.isEmpty else { throw unexpected("where a name has to stand") }
    return name
  }

  private mutating func identifier() -> String {
    let start = offset
    while let byte = peek, Self.isLetter(byte) || (offset > start && Self.isDigit(byte)) {
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func word() throws(JSON5.SyntaxError) -> JSON5.Content {
    let start = offset
    switch identifier() {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "": throw unexpected("where a value has to stand")
    case let word:
      throw JSON5.SyntaxError(
        message: "'\(word)' is no value; text stands in quotes", range: start..<offset)
    }
  }

  private mutating func number() throws(JSON5.SyntaxError) -> Double {
    let start = offset
    if peek == UInt8(ascii: "+") { offset += 1 }
    let digits = offset
    while let byte = peek, Self.startsNumber(byte) || byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
    }
    var text = String(decoding: bytes[digits..<offset], as: UTF8.self)
    if text.hasPrefix(".") { text = "0" + text }
    if text.hasSuffix(".") { text += "0" }
    guard let number = Double(text), number.isFinite else {
      throw JSON5.SyntaxError(message: "'\(text)' is no number", range: start..<offset)
    }
    return number
  }

  private mutating func string() throws(JSON5.SyntaxError) -> String {
    let start = offset
    let quote = bytes[offset]
    offset += 1
    var text: [UInt8] = []
    while let byte = peek {
      offset += 1
      if byte == quote {
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw JSON5.SyntaxError(message: "the text is not UTF-8", range: start..<offset)
        }
        return valid
      }
      if byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    throw JSON5.SyntaxError(message: "the text has no closing quote", range: start..<start + 1)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSON5.SyntaxError) {
    guard let byte = peek else { return }
    let start = offset - 1
    offset += 1
    switch byte {
    case UInt8(ascii: "u"):
      let first = try codeUnit(from: start)
      guard UTF16.isLeadSurrogate(first) else { return append([first], to: &text) }
      guard peek == UInt8(ascii: "\\"), offset + 1 < bytes.count,
        bytes[offset + 1] == UInt8(ascii: "u")
      else { return append([first], to: &text) }
      offset += 2
      append([first, try codeUnit(from: start)], to: &text)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case 0x0A: break
    default: text.append(byte)
    }
  }

  private func append(_ units: [UInt16], to text: inout [UInt8]) {
    text += Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private mutating func codeUnit(from start: Int) throws(JSON5.SyntaxError) -> UInt16 {
    let end = min(offset + 4, bytes.count)
    let digits = String(decoding: bytes[offset..<end], as: UTF8.self)
    guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else {
      throw JSON5.SyntaxError(message: "'\\u' needs four hexadecimal digits", range: start..<end)
    }
    offset = end
    return unit
  }

  private mutating func skipSpace() throws(JSON5.SyntaxError) {
    while let byte = peek {
      if byte == UInt8(ascii: "/") {
        try skipComment()
      } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
        offset += 1
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(JSON5.SyntaxError) {
    let start = offset
    let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    offset += 2
    if next == UInt8(ascii: "/") {
      while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    } else if next == UInt8(ascii: "*") {
      while offset + 1 < bytes.count {
        if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "/") {
          offset += 2
          return
        }
        offset += 1
      }
      throw JSON5.SyntaxError(message: "the comment has no end", range: start..<start + 2)
    } else {
      offset = start
      throw unexpected("where a value or a comment has to stand")
    }
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func error(_ message: String) -> JSON5.SyntaxError {
    JSON5.SyntaxError(message: message, range: offset..<min(offset + 1, bytes.count))
  }

  private func unexpected(_ place: String) -> JSON5.SyntaxError {
    guard offset < bytes.count else { return error("the file ends \(place)") }
    let rest = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
    return error("'\(rest.prefix(1))' stands \(place)")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
      || byte >= 0x80
  }

  private static func startsNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
  }
}
