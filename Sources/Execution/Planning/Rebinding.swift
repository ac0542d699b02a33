internal import NotebookModel

/// Finds where a cell that declares a name anew still means the older one.
///
/// In `let x = x + 1` the second `x` is the one an earlier cell declared. The compiler would take it
/// for the new one, so it is spelt with the module of its declaration. Code that runs before the new
/// declaration is complete means the older name, unless it is a member, a label, or a name that
/// the code itself declares.
enum Rebinding {
  /// Text to be put before a name, or behind it: `if let x` becomes `if let x = Module.x`.
  struct Replacement: Hashable, Sendable {
    var offset: Int
    var prefix: String
  }

  /// Returns what to insert, in order; `older` has the module of each name declared before.
  static func replacements(in syntax: CellSyntax, older: [String: String]) -> [Replacement] {
    var result: [Replacement] = []
    for name in syntax.declaredAtTopLevel {
      guard let module = older[name],
        let declaring = syntax.items.firstIndex(where: {
          !$0.isExtension && $0.names.contains(name)
        })
      else { continue }
      for item in syntax.items[...declaring] {
        let tokens = syntax.tokens.filter { item.bytes.contains($0.bytes.lowerBound) }
        let code = item.code(before: name, in: tokens)
        result += NameScan.reads(of: name, in: code).map { Replacement($0, in: module) }
      }
    }
    return result.sorted { $0.offset < $1.offset }
  }
}

extension Rebinding {
  /// What to insert so that `expect` in a check means ours, whatever the code it checks declares.
  static func expectations(in syntax: CellSyntax) -> [Replacement] {
    let tokens = syntax.tokens.filter { $0.kind != .comment && $0.kind != .newline }
    return tokens.indices.compactMap { index in
      guard tokens[index].text == "expect", index + 1 < tokens.count,
        tokens[index + 1].text == "(",
        index == 0 || ![".", "func", "::"].contains(tokens[index - 1].text)
      else { return nil }
      return Replacement(offset: tokens[index].bytes.lowerBound, prefix: "CellSupport::")
    }
  }
}

extension SyntaxItem {
  /// The part of the item that is computed before `name` is there.
  ///
  /// Functions and types may stand in any order, so theirs is the new name wherever they stand.
  fileprivate func code(before name: String, in tokens: [CellToken]) -> ArraySlice<CellToken> {
    switch kind {
    case .importDeclaration, .declaration, .conformance: return []
    case .binding where names.contains(name): return initialValue(of: name, in: tokens)
    default: return tokens[...]
    }
  }

  /// What stands behind the first `=`, up to the next pattern or to what observes the variable.
  private func initialValue(of name: String, in tokens: [CellToken]) -> ArraySlice<CellToken> {
    guard let equals = tokens.firstIndex(where: { $0.text == "=" }) else { return [] }
    var depth = 0
    let isFirst = tokens[..<equals].contains { $0.text == name }
    for index in tokens.indices[(equals + 1)...] {
      let next = tokens[(index + 1)...].first { $0.kind != .newline && $0.kind != .comment }?.text
      switch tokens[index].text {
      case "{" where depth == 0 && ["didSet", "willSet"].contains(next):
        return tokens[(equals + 1)..<index]
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "," where depth == 0 && (isFirst || next == name):
        return tokens[(equals + 1)..<index]
      default: break
      }
    }
    return tokens[(equals + 1)...]
  }
}

extension Rebinding.Replacement {
  fileprivate init(_ read: NameScan.Read, in module: String) {
    let bytes = read.token.bytes
    self.init(
      offset: read.isShorthand ? bytes.upperBound : bytes.lowerBound,
      prefix: read.isShorthand ? " = \(module).\(read.token.text)" : module + ".")
  }
}
