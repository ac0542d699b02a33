/// A member of a JSON object.
struct JSONMember {
  var name: String
  var value: JSON

  init(_ name: String, _ value: JSON) {
    self.name = name
    self.value = value
  }
}

/// A value in JSON, its members in the order written.
enum JSON {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([JSONMember])

  /// The value as text, indented by two spaces a level; arrays of plain values stand on one line.
  var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .integer(let integer): text += String(integer)
    case .number(let number):
      let digits = number.isFinite ? "\(number)" : "null"
      text += digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    case .string(let string): JSON.write(string, to: &text)
    case .array(let values): JSON.write(values, to: &text, indent: indent)
    case .object(let members): JSON.write(members, to: &text, indent: indent)
    }
  }

  private static func write(_ values: [JSON], to text: inout String, indent: String) {
    let isFlat = values.allSatisfy(\.isPlain)
    let inner = indent + "  "
    text += "["
    for (index, value) in values.enumerated() {
      text += index == 0 ? "" : isFlat ? ", " : ","
      if !isFlat { text += "\n" + inner }
      value.write(to: &text, indent: inner)
    }
    text += isFlat ? "]" : "\n" + indent + "]"
  }

  private static func write(
    _ members: [JSONMember], to text: inout String, indent: String
  ) {
    let inner = indent + "  "
    text += "{"
    for (index, member) in members.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + inner
      write(member.name, to: &text)
      text += ": "
      member.value.write(to: &text, indent: inner)
    }
    text += members.isEmpty ? "}" : "\n" + indent + "}"
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  /// Writes a string as RFC 8259, section 7, wants it; line separators are escaped for JavaScript.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar == "\u{2028}" || scalar == "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
