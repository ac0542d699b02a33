/// Makes the declarations of a Swift file public, for other modules to use.
///
/// In a book nothing needs to be: cells are compiled without access control. A package has it. What
/// its author made private inside a type stays private, and classes stay open to be extended.
struct PublicInterface {
  typealias Node = SyntaxTree.Node

  private let source: [UInt8]
  private var edits: [Edit] = []

  /// Text to take the place of a range, which is empty for an insertion.
  private struct Edit {
    var range: Range<Int>
    var text: String
  }

  /// Where a declaration stands.
  private enum Place { case file, type, openClass }

  /// Returns `source` with what `nodes`, the compiler's parse tree of it, declare made public.
  static func of(_ source: [UInt8], _ nodes: [Node]) -> [UInt8] {
    var interface = PublicInterface(source: source)
    interface.visit(nodes, in: .file)
    return interface.edited
  }

  private init(source: [UInt8]) { self.source = source }

  private var edited: [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += source[position..<edit.range.lowerBound] + Array(edit.text.utf8)
      position = edit.range.upperBound
    }
    return result + source[position...]
  }
}

extension PublicInterface {
  private static let types: Set = ["struct_decl", "enum_decl", "class_decl"]
  private static let others: Set = [
    "func_decl", "constructor_decl", "subscript_decl", "typealias", "pattern_binding_decl",
    "protocol",
  ]

  private mutating func visit(_ nodes: [Node], in place: Place) {
    for (index, node) in nodes.enumerated() {
      let kind = node.kind
      if kind == "extension_decl" {
        if node.access == nil { visit(node.members, in: .type) }
      } else if Self.types.contains(kind) {
        visit(type: node, in: place)
      } else if Self.others.contains(kind) {
        // The modifiers of `private let x` are those of the variable, which follows.
        let follower = nodes[(index + 1)...].first { $0.kind == "var_decl" }
        open(node, modifiersOf: kind == "pattern_binding_decl" ? follower ?? node : node, in: place)
      }
    }
  }

  private mutating func visit(type node: Node, in place: Place) {
    let isOpen = node.kind == "class_decl" && !node.has("final") && !node.has("actor")
    write(isOpen ? "open" : "public", to: node, modifiersOf: node, in: place)
    visit(node.members, in: isOpen ? .openClass : .type)
    let hasInitialiser = node.members.contains { $0.kind == "constructor_decl" }
    guard !hasInitialiser, let end = node.range?.upperBound else { return }
    let inherits = !(node["inherits"] as? [Any] ?? []).isEmpty
    let text =
      node.kind == "struct_decl"
      ? MemberwiseInitialiser.text(for: node.members, in: source)
      : node.kind == "class_decl" && !inherits ? "public init() {}" : nil
    if let text { edits.append(Edit(range: end..<end, text: "\n  \(text)\n")) }
  }

  private mutating func open(_ node: Node, modifiersOf owner: Node, in place: Place) {
    let isConstant = node.kind == "pattern_binding_decl" && owner.has("let")
    let canBeOpen =
      place == .openClass && !isConstant && !owner.has("final")
      && ["func_decl", "subscript_decl", "pattern_binding_decl"].contains(node.kind)
      && !node.begins(with: "static", in: source)
    write(canBeOpen ? "open" : "public", to: node, modifiersOf: owner, in: place)
  }

  /// Writes an access level in front of `node`, or in the place of a narrower one; inside a type,
  /// what is private stays so.
  private mutating func write(
    _ level: String, to node: Node, modifiersOf owner: Node, in place: Place
  ) {
    guard let range = node.range else { return }
    if let access = owner.access {
      let isNarrow = ["private", "fileprivate"].contains(access.level)
      guard access.level != "public", access.level != "open", place == .file || !isNarrow else {
        return
      }
      let end = access.start + access.level.utf8.count
      edits.append(Edit(range: access.start..<end, text: level))
      return
    }
    let modifiers = owner.modifierStarts(in: source).filter { $0 < range.lowerBound }
    let start = min(range.lowerBound, modifiers.min() ?? range.lowerBound)
    edits.append(Edit(range: start..<start, text: level + " "))
  }
}

extension SyntaxTree.Node {
  var kind: String { self["_kind"] as? String ?? "" }
  var members: [SyntaxTree.Node] { self["members"] as? [SyntaxTree.Node] ?? [] }
  private var attributes: [SyntaxTree.Node] { self["attrs"] as? [SyntaxTree.Node] ?? [] }

  /// From its first byte to that of its last token.
  var range: Range<Int>? {
    guard let range = self["range"] as? SyntaxTree.Node, let start = range["start"] as? Int,
      let end = range["end"] as? Int, start <= end
    else { return nil }
    return start..<end
  }

  func has(_ flag: String) -> Bool { self[flag] as? Bool ?? false }

  func begins(with word: String, in source: [UInt8]) -> Bool {
    range.map { source[$0.lowerBound...].starts(with: word.utf8) } ?? false
  }

  /// Whether it carries an attribute of its author's own, such as a property wrapper.
  var hasCustomAttribute: Bool { attributes.contains { $0.kind == "custom_attr" } }

  /// The access level that is written, and where.
  var access: (level: String, start: Int)? {
    let attribute = attributes.first { $0.kind == "access_control_attr" }
    guard let attribute, let level = attribute["access_level"] as? String,
      let start = attribute.range?.lowerBound
    else { return nil }
    return (level, start)
  }

  /// Where its modifiers stand: the attributes that are written without `@`.
  fileprivate func modifierStarts(in source: [UInt8]) -> [Int] {
    attributes.compactMap { $0.range?.lowerBound }
      .filter { $0 == 0 || source[$0 - 1] != UInt8(ascii: "@") }
  }
}
