/// Reads JSON (RFC 8259) by recursive descent on bytes, and says where it is damaged.
///
/// `NaN`, `Infinity` and `-Infinity` are read too: Python writes them.
struct JSONReader {
  /// Why a file is not JSON, and where.
  struct Damage: Error, Hashable {
    let message: String
    let offset: Int
  }

  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  /// Values nest no deeper than this, so that no file can exhaust the stack.
  private static let deepest = 200

  /// Returns the value of a whole file.
  static func value(of bytes: [UInt8]) throws(Damage) -> PlacedJSON {
    var reader = JSONReader(bytes)
    return try reader.file()
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func file() throws(Damage) -> PlacedJSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    skipSpace()
    guard peek != nil else { throw damage("the file is empty") }
    let value = try value()
    skipSpace()
    guard offset == bytes.count else { throw unexpected("after the end of the value") }
    return value
  }

  private mutating func value() throws(Damage) -> PlacedJSON {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw damage("values nest deeper than \(Self.deepest) levels")
    }
    let start = offset
    let content: PlacedJSON.Content
    switch peek {
    case UInt8(ascii: "{"): content = .object(try members())
    case UInt8(ascii: "["): content = .array(try elements())
    case UInt8(ascii: "\""): content = .string(try string())
    default: content = try word()
    }
    return PlacedJSON(content: content, offset: start)
  }

  private mutating func members() throws(Damage) -> [String: PlacedJSON] {
    offset += 1
    var members: [String: PlacedJSON] = [:]
    while try !closes(with: "}", isFirst: members.isEmpty) {
      guard peek == UInt8(ascii: "\"") else { throw unexpected("where a name has to stand") }
      let name = try string()
      skipSpace()
      guard peek == UInt8(ascii: ":") else { throw unexpected("where ':' has to follow a name") }
      offset += 1
      members[name] = try value()
    }
    return members
  }

  private mutating func elements() throws(Damage) -> [PlacedJSON] {
    offset += 1
    var elements: [PlacedJSON] = []
    while try !closes(with: "]", isFirst: elements.isEmpty) { elements.append(try value()) }
    return elements
  }

  /// Steps over the closing mark and returns `true`, or over the comma before the next item.
  private mutating func closes(
    with mark: Unicode.Scalar, isFirst: Bool
  ) throws(Damage) -> Bool {
    skipSpace()
    if peek == UInt8(ascii: mark) {
      offset += 1
      return true
    }
    if isFirst { return false }
    guard peek == UInt8(ascii: ",") else { throw unexpected("where ',' or '\(mark)' has to stand") }
    offset += 1
    skipSpace()
    return false
  }

  private mutating func word() throws(Damage) -> PlacedJSON.Content {
    let start = offset
    while let byte = peek, byte.isWordByte { offset += 1 }
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "NaN", "Infinity", "-Infinity": return .number(word)
    default:
      let isNumber = word.first.map { $0 == "-" || $0.isNumber } ?? false
      if isNumber, Double(word) != nil { return .number(word) }
      offset = start
      throw unexpected("where a value has to stand")
    }
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func damage(_ message: String) -> Damage { Damage(message: message, offset: offset) }

  private func unexpected(_ place: String) -> Damage {
    guard offset < bytes.count else { return damage("the file ends \(place)") }
    let rest = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
    return damage("'\(rest.prefix(1))' stands \(place)")
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func string() throws(Damage) -> String {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    while true {
      // Pictures are one string of megabytes: what needs no care is taken in one piece.
      let plain = bytes[offset...].prefix { $0 != 0x22 && $0 != 0x5C && $0 >= 0x20 }
      text += plain
      offset = plain.endIndex
      switch peek {
      case 0x22:
        offset += 1
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw Damage(message: "the text is not UTF-8", offset: start)
        }
        return valid
      case 0x5C: try escape(into: &text)
      case nil: throw Damage(message: "the text has no closing quote", offset: start)
      default: throw damage("a line end or control character stands in a text")
      }
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(Damage) {
    offset += 1
    guard let byte = peek else { return }
    offset += 1
    if byte == UInt8(ascii: "u") {
      var units = [try codeUnit()]
      if UTF16.isLeadSurrogate(units[0]), bytes[offset...].starts(with: "\\u".utf8) {
        offset += 2
        units.append(try codeUnit())
      }
      text += Array(String(decoding: units, as: UTF16.self).utf8)
    } else if let plain = Self.escapes[byte] {
      text.append(plain)
    } else {
      offset -= 2
      throw damage("an escape that JSON does not have stands in a text")
    }
  }

  private mutating func codeUnit() throws(Damage) -> UInt16 {
    let digits = bytes[offset..<min(offset + 4, bytes.count)]
    let isHex = digits.count == 4 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    guard isHex, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
      throw damage("'\\u' needs four hexadecimal digits")
    }
    offset += 4
    return unit
  }

  private static let escapes: [UInt8: UInt8] = [
    0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]
}

extension UInt8 {
  /// Whether the byte may stand in a number or in a word such as `true`.
  fileprivate var isWordByte: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) || "+-.".utf8.contains(self)
  }
}
