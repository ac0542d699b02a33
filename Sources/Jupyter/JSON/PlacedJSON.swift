/// A value of a JSON file, with where in the file it begins.
struct PlacedJSON: Sendable {
  /// What a value is; of members with the same name the last one counts.
  indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([PlacedJSON])
    case object([String: PlacedJSON])
  }

  /// What the value is.
  let content: Content
  /// The offset of its first byte.
  let offset: Int
}

extension PlacedJSON {
  /// The text, if the value is one.
  var string: String? { if case .string(let text) = content { text } else { nil } }

  /// The truth value, if the value is one.
  var bool: Bool? { if case .bool(let bool) = content { bool } else { nil } }

  /// The whole number, if the value is one.
  var integer: Int? { if case .number(let spelling) = content { Int(spelling) } else { nil } }

  /// The elements, if the value is a list.
  var array: [PlacedJSON]? { if case .array(let values) = content { values } else { nil } }

  /// The members, if the value is an object.
  var object: [String: PlacedJSON]? {
    if case .object(let members) = content { members } else { nil }
  }

  /// The member `name`, if the value is an object that has it.
  subscript(name: String) -> PlacedJSON? { object?[name] }

  /// Text in one piece or as a list of lines, as notebooks store it; `nil` for all else.
  ///
  /// Notebooks of old formats may hold lines without line ends.
  func lines(ofFormat format: Int) -> String? {
    if let string { return string }
    guard let array else { return nil }
    let lines = array.compactMap(\.string)
    guard lines.count == array.count else { return nil }
    let isWithoutEnds = format < 4 && lines.first.map { $0.utf8.last != 0x0A } ?? false
    return lines.joined(separator: isWithoutEnds ? "\n" : "")
  }

  /// What the value is, for an error that expected something else.
  var kind: String {
    switch content {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The value without places.
  var json: JSON {
    switch content {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .number(let spelling): .number(spelling)
    case .string(let string): .string(string)
    case .array(let values): .array(values.map(\.json))
    case .object(let members): .object(members.mapValues(\.json))
    }
  }
}
