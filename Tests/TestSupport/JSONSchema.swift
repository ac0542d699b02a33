public import Foundation

/// A JSON Schema, for holding reports against: the words of it that ours use.
///
/// (JSON Schema 2020-12: `$ref` within the file, `type`, `const`, `enum`, `minimum`, `required`,
/// `properties`, `additionalProperties: false`, `items`.)
public struct JSONSchema {
  private let root: JSON

  /// Reads the schema in a file.
  public init(at url: URL) throws {
    root = try JSONDecoder().decode(JSON.self, from: try Data(contentsOf: url))
  }

  /// What is wrong with `value`, each with the way to it; empty when it is as the schema says.
  public func faults(of value: JSON) -> [String] { faults(of: value, by: root, at: "$") }

  private func faults(of value: JSON, by rule: JSON, at path: String) -> [String] {
    var faults: [String] = []
    if case .string(let reference) = rule["$ref"] {
      let target = reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] }
      if case .null = target { faults.append("\(path): no \(reference)") }
      faults += self.faults(of: value, by: target, at: path)
    }
    if case .string(let type) = rule["type"], !value.isOf(type) {
      faults.append("\(path) is no \(type)")
    }
    if case .integer(let wanted) = rule["const"], value.integer != wanted {
      faults.append("\(path) is not \(wanted)")
    }
    let words = rule["enum"].array.map(\.string)
    if !words.isEmpty, !words.contains(value.string) {
      faults.append("\(path) is '\(value.string)', which is none of \(words)")
    }
    if case .integer(let least) = rule["minimum"], value.number < Double(least) {
      faults.append("\(path) is below \(least)")
    }
    for (index, element) in value.array.enumerated() {
      faults += self.faults(of: element, by: rule["items"], at: "\(path)[\(index)]")
    }
    return faults + membersFaults(of: value, by: rule, at: path)
  }

  private func membersFaults(of value: JSON, by rule: JSON, at path: String) -> [String] {
    guard case .object(let members) = value else { return [] }
    let known = rule["properties"]
    var faults: [String] = []
    for name in rule["required"].array.map(\.string) where members[name] == nil {
      faults.append("\(path) has no '\(name)'")
    }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if case .null = known[name] {
        if case .bool(false) = rule["additionalProperties"] {
          faults.append("\(path) has '\(name)', which is not in the schema")
        }
      } else {
        faults += self.faults(of: member, by: known[name], at: "\(path).\(name)")
      }
    }
    return faults
  }
}

extension JSON {
  /// Whether the value is of a type of JSON Schema.
  fileprivate func isOf(_ type: String) -> Bool {
    switch (self, type) {
    case (.null, "null"), (.bool, "boolean"), (.integer, "integer"), (.integer, "number"),
      (.number, "number"), (.string, "string"), (.array, "array"), (.object, "object"):
      true
    default: false
    }
  }
}
