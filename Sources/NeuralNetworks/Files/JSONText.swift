/// A value of JSON (RFC 8259), as far as headers of files need it.
enum JSONText: Equatable {
  case null
  case truth(Bool)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(name: String, value: JSONText)])

  /// The member of an object called `name`.
  subscript(name: String) -> JSONText? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  /// The elements, if they are whole numbers from 0 on.
  var sizes: [Int]? {
    guard case .array(let elements) = self else { return nil }
    var sizes: [Int] = []
    for case .number(let number) in elements {
      guard let size = Int(exactly: number), size >= 0 else { return nil }
      sizes.append(size)
    }
    return sizes.count == elements.count ? sizes : nil
  }

  static func == (a: JSONText, b: JSONText) -> Bool { a.written == b.written }
}

extension JSONText {
  /// The text, without spaces.
  var written: String {
    switch self {
    case .null: "null"
    case .truth(let value): value ? "true" : "false"
    case .number(let value): Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .string(let text): JSONText.quoted(text)
    case .array(let elements): "[" + elements.map(\.written).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { JSONText.quoted($0.name) + ":" + $0.value.written }
        .joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension JSONText {
  /// Reads all of `bytes`; nil when they are no JSON text.
  static func read(_ bytes: some Sequence<UInt8>) -> JSONText? {
    var reader = JSONReader(bytes: Array(bytes))
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.isAtEnd ? value : nil
  }
}

/// Reads JSON from the front of what is left.
private struct JSONReader {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }
  private var next: UInt8? { isAtEnd ? nil : bytes[position] }

  mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  /// A value; at most 32 inside each other.
  mutating func value(depth: Int) -> JSONText? {
    skipSpace()
    guard depth < 32, let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "t"): return take("true") ? .truth(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .truth(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func number() -> JSONText? {
    let start = position
    while let byte = next, "+-0123456789.eE".utf8.contains(byte) { position += 1 }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self)).map { .number($0) }
  }

  private mutating func array(_ depth: Int) -> JSONText? {
    var elements: [JSONText] = []
    position += 1
    skipSpace()
    if take("]") { return .array([]) }
    while let element = value(depth: depth + 1) {
      elements.append(element)
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { return nil }
    }
    return nil
  }

  private mutating func object(_ depth: Int) -> JSONText? {
    var members: [(name: String, value: JSONText)] = []
    position += 1
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\""), let name = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append((name, value))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { return nil }
    }
  }

  private mutating func string() -> String? {
    var units: [UInt8] = []
    position += 1
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = escaped() else { return nil }
        units += Array(escaped.utf8)
      default: units.append(byte)
      }
    }
    return nil
  }

  /// What stands for the characters after a backslash.
  private mutating func escaped() -> String? {
    guard let byte = next else { return nil }
    position += 1
    let simple: [UInt8: String] = [
      0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
      0x74: "\t",
    ]
    if let text = simple[byte] { return text }
    guard byte == UInt8(ascii: "u"), let unit = hexadecimal() else { return nil }
    guard unit >= 0xD800, unit < 0xDC00, take("\\u"), let low = hexadecimal() else {
      return Unicode.Scalar(unit).map { String($0) }
    }
    return String(decoding: [UInt16(unit), UInt16(low)], as: UTF16.self)
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    position += 4
    return UInt32(String(decoding: bytes[position - 4..<position], as: UTF8.self), radix: 16)
  }
}
