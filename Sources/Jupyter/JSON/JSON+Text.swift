extension JSON {
  /// The value as Jupyter writes it: an indentation of one space a level, names in order, UTF-8 as
  /// it stands (RFC 8259; `json.dumps(…, indent=1, sort_keys=True, ensure_ascii=False)`).
  package var text: String {
    var text = ""
    write(to: &text, depth: 0)
    return text
  }

  private func write(to text: inout String, depth: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let spelling): text += spelling
    case .string(let string): Self.write(string, to: &text)
    case .array(let values):
      Self.write(values, between: ("[", "]"), to: &text, depth: depth) { value, text in
        value.write(to: &text, depth: depth + 1)
      }
    case .object(let members):
      let names = members.keys.sorted {
        $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
      }
      Self.write(names, between: ("{", "}"), to: &text, depth: depth) { name, text in
        Self.write(name, to: &text)
        text += ": "
        members[name]?.write(to: &text, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between marks: (String, String), to text: inout String, depth: Int,
    each: (Item, inout String) -> Void
  ) {
    text += marks.0
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: depth + 1)
      each(item, &text)
    }
    if !items.isEmpty { text += "\n" + String(repeating: " ", count: depth) }
    text += marks.1
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      if let escape = escapes[scalar] {
        text += escape
      } else if scalar.value < 0x20 {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private static let escapes: [Unicode.Scalar: String] = [
    "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{8}": "\\b",
    "\u{C}": "\\f",
  ]
}
