/// Reads the compiler's parse tree, which it writes as JSON.
enum SyntaxTree {
  typealias Node = [String: Any]

  /// The top-level items of a file in order.
  static func items(_ nodes: [Node]) -> [SyntaxItem] {
    var items: [SyntaxItem] = []
    for node in nodes {
      guard let kind = node["_kind"] as? String, let bytes = range(of: node) else { continue }
      if kind == "var_decl" {  // Follows the binding it belongs to.
        if let last = items.indices.last, let name = name(of: node) {
          items[last].names.insert(name)
        }
        continue
      }
      items.append(
        kind == "top_level_code_decl"
          ? code(node, bytes) : declaration(kind, node, bytes))
    }
    return items
  }

  private static func declaration(_ kind: String, _ node: Node, _ bytes: Range<Int>) -> SyntaxItem {
    switch kind {
    case "import_decl":
      let path = node["module_path"] as? [String] ?? []
      return SyntaxItem(
        kind: .importDeclaration(module: path.joined(separator: ".")), bytes: bytes, names: [])
    case "extension_decl":
      let conforms = !(node["inherits"] as? [Any] ?? []).isEmpty
      return SyntaxItem(
        kind: conforms ? .conformance : .declaration, bytes: bytes, names: memberNames(of: node),
        isExtension: true)
    default:
      return SyntaxItem(
        kind: .declaration, bytes: bytes, names: Set([name(of: node)].compactMap { $0 }))
    }
  }

  private static func code(_ node: Node, _ bytes: Range<Int>) -> SyntaxItem {
    let body = node["body"] as? Node
    guard let element = (body?["elements"] as? [Node])?.first else {
      return SyntaxItem(kind: .statement, bytes: bytes, names: [])
    }
    var item = SyntaxItem(kind: self.kind(of: element), bytes: bytes, names: [])
    item.awaits = waits(element)
    item.isSilenced = element["trailing_semi"] as? Bool ?? false
    if element["_kind"] as? String == "guard_stmt" {
      item.names = boundNames(in: element["conditions"] ?? [])
    }
    return item
  }

  private static func kind(of element: Node) -> SyntaxItem.Kind {
    let kind = element["_kind"] as? String ?? ""
    switch kind {
    case "pattern_binding_decl":
      return .binding(patterns: (element["pattern_entries"] as? [Any] ?? []).count)
    case "defer_stmt": return .deferred
    case _ where kind.hasSuffix("_stmt"): return .statement
    case _ where kind.hasSuffix("_expr"): return assigns(element) ? .assignment : .expression
    default: return .statement
    }
  }

  private static func assigns(_ element: Node) -> Bool {
    switch element["_kind"] as? String {
    case "assign_expr": return true
    case "try_expr", "await_expr", "unsafe_expr":
      return (element["sub_expr"] as? Node).map(assigns) ?? false
    case "sequence_expr":
      let parts = element["elements"] as? [Node] ?? []
      return parts.contains { $0["_kind"] as? String == "assign_expr" }
    default: return false
    }
  }

  /// Whether something in `value` waits, closures and functions aside.
  private static func waits(_ value: Any) -> Bool {
    if let list = value as? [Any] { return list.contains(where: waits) }
    guard let node = value as? Node else { return false }
    let kind = node["_kind"] as? String ?? ""
    if kind == "await_expr" { return true }
    if kind == "closure_expr" || kind.hasSuffix("func_decl") || nominal.contains(kind) {
      return false
    }
    return node.values.contains(where: waits)
  }

  private static let nominal: Set = [
    "class_decl", "struct_decl", "enum_decl", "protocol_decl", "extension_decl", "var_decl",
  ]

  private static func boundNames(in value: Any) -> Set<String> {
    if let list = value as? [Any] {
      return list.reduce(into: []) { $0.formUnion(boundNames(in: $1)) }
    }
    guard let node = value as? Node else { return [] }
    if node["_kind"] as? String == "pattern_named" {
      return Set([name(of: node)].compactMap { $0 })
    }
    return node.values.reduce(into: []) { $0.formUnion(boundNames(in: $1)) }
  }

  private static func memberNames(of node: Node) -> Set<String> {
    Set((node["members"] as? [Node] ?? []).compactMap(name))
  }

  private static func name(of node: Node) -> String? {
    let base = (node["name"] as? Node)?["base_name"] as? Node
    return base?["name"] as? String
  }

  private static func range(of node: Node) -> Range<Int>? {
    guard
      let range = node["range"] as? Node, let start = range["start"] as? Int,
      let end = range["end"] as? Int, start <= end
    else { return nil }
    return start..<end
  }
}
