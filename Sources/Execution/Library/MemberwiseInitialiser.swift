internal import NotebookModel

/// Writes out the initialiser that a structure has by itself, which is never public.
enum MemberwiseInitialiser {
  /// A stored property that the initialiser sets.
  private struct Property {
    var name: String
    var type: String
    var value: String?

    /// What the initialiser takes for it.
    var parameter: String {
      let isFunction = type.contains("->") && type.last != "?" && type.last != "!"
      let fallback = value ?? (type.last == "?" ? "nil" : nil)
      return "\(name): \(isFunction ? "@escaping " : "")\(type)"
        + (fallback.map { " = \($0)" } ?? "")
    }
  }

  /// Returns the initialiser for a structure with `members`, or `nil` when it has none that others
  /// could call: a property is private, or a wrapper decides what it takes.
  ///
  /// A property whose type is not written keeps its initial value.
  static func text(for members: [SyntaxTree.Node], in source: [UInt8]) -> String? {
    var properties: [Property] = []
    for (index, node) in members.enumerated() where node.kind == "pattern_binding_decl" {
      let variables = members[(index + 1)...].prefix { $0.kind == "var_decl" }
      guard let first = variables.first, !isComputed(first, in: source),
        !node.begins(with: "static", in: source), !first.has("static")
      else { continue }
      let own = self.properties(of: node, isConstant: first.has("let"), in: source)
      guard !first.hasCustomAttribute, let own else { return nil }
      let isPrivate = first.access.map { ["private", "fileprivate"].contains($0.level) } ?? false
      guard !isPrivate || own.isEmpty else { return nil }
      properties += own
    }
    let assignments = properties.map { "self.\($0.name) = \($0.name)" }.joined(separator: "; ")
    let parameters = properties.map(\.parameter).joined(separator: ", ")
    return "public init(\(parameters)) {\(assignments.isEmpty ? "" : " \(assignments) ")}"
  }

  private static func isComputed(_ variable: SyntaxTree.Node, in source: [UInt8]) -> Bool {
    let accessors = variable["accessors"] as? [SyntaxTree.Node] ?? []
    return accessors.contains { accessor in
      guard let range = accessor.range else { return true }
      let words = source[range.lowerBound...].prefix(8)
      return !words.starts(with: "didSet".utf8) && !words.starts(with: "willSet".utf8)
    }
  }

  /// The properties that a binding declares with their types; `nil` when it can't be read.
  private static func properties(
    of node: SyntaxTree.Node, isConstant: Bool, in source: [UInt8]
  ) -> [Property]? {
    guard let range = node.range else { return nil }
    let line = source[range.lowerBound...]
    let tokens = CellToken.all(of: Array(line)).filter { $0.kind != .comment }
    var result: [Property] = []
    for pattern in patterns(tokens.drop { $0.text != "let" && $0.text != "var" }.dropFirst()) {
      guard let name = pattern.first?.text, pattern.first?.isName == true else { return nil }
      let parts = pattern.dropFirst().split(maxSplits: 1) { $0.text == "=" }
      let value = parts.count > 1 ? text(parts[1], line) : nil
      if isConstant, value != nil { continue }
      guard pattern.dropFirst().first?.text == ":", let type = parts.first else { continue }
      result.append(Property(name: name, type: text(type.dropFirst(), line), value: value))
    }
    return result
  }

  /// The patterns of a binding: what stands between its commas, up to the end of its line.
  private static func patterns(_ tokens: ArraySlice<CellToken>) -> [ArraySlice<CellToken>] {
    var depth = 0
    var result: [ArraySlice<CellToken>] = []
    var start = tokens.startIndex
    for index in tokens.indices {
      let text = tokens[index].text
      let isEnd = depth == 0 && (tokens[index].kind == .newline || [";", "}", "{"].contains(text))
      if isEnd || (depth == 0 && text == ",") {
        result.append(tokens[start..<index])
        start = index + 1
        if isEnd { return result }
      }
      if ["(", "[", "{", "<"].contains(text) { depth += 1 }
      if [")", "]", "}", ">"].contains(text) { depth -= 1 }
    }
    return result + [tokens[start...]]
  }

  private static func text(_ tokens: ArraySlice<CellToken>, _ line: ArraySlice<UInt8>) -> String {
    guard let first = tokens.first, let last = tokens.last else { return "" }
    let base = line.startIndex
    let bytes = line[(base + first.bytes.lowerBound)..<(base + last.bytes.upperBound)]
    return String(decoding: bytes, as: UTF8.self)
  }
}
