internal import NotebookModel

/// Finds where a cell that declares a name anew still means the older one.
///
/// In `let x = x + 1` the second `x` is the one an earlier cell declared. The compiler would take it
/// for the new one, so it is spelt with the module of its declaration. What stands before the end
/// of the new declaration means the older name, unless it is a member, a label, or a name of a
/// closure or function of its own.
enum Rebinding {
  /// Text to be put before a name.
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
      for (index, item) in syntax.items[...declaring].enumerated() {
        let tokens = syntax.tokens.filter { item.bytes.contains($0.bytes.lowerBound) }
        let code = index == declaring ? item.initialValue(in: tokens) : tokens[...]
        result += reads(of: name, in: code).map {
          Replacement(offset: $0, prefix: module + ".")
        }
      }
    }
    return result.sorted { $0.offset < $1.offset }
  }

  /// The offsets in `tokens` at which `name` is read and is not a name of a closure's own.
  private static func reads(of name: String, in tokens: ArraySlice<CellToken>) -> [Int] {
    let tokens = tokens.filter { $0.kind != .newline && $0.kind != .comment }
    var open: [(bracket: String, isOwn: Bool)] = []
    var result: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "(", "[": open.append((token.text, false))
      case "{": open.append(("{", parameters(of: tokens[(index + 1)...]).contains(name)))
      case ")", "]", "}": _ = open.popLast()
      default: break
      }
      guard token.isName, token.text == name else { continue }
      let previous = index > 0 ? tokens[index - 1].text : ""
      let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
      if ["let", "var", "for", "func"].contains(previous), !open.isEmpty {
        open[open.count - 1].isOwn = true
      }
      let isLabel =
        next == ":" && open.last?.bracket == "(" && (previous == "(" || previous == ",")
      let isOwn = open.contains(where: \.isOwn) || ["for", "func"].contains(previous)
      if previous != ".", !isLabel, !isOwn { result.append(token.bytes.lowerBound) }
    }
    return result
  }

  /// The names between `{` and `in`, if what follows a brace is a closure that has any.
  private static func parameters(of tokens: ArraySlice<CellToken>) -> Set<String> {
    let head = tokens.prefix { $0.isName || ["(", ")", ",", ":", "_", "[", "]"].contains($0.text) }
    guard head.endIndex < tokens.endIndex, tokens[head.endIndex].text == "in" else { return [] }
    return Set(head.filter(\.isName).map(\.text))
  }
}

extension SyntaxItem {
  /// The part of a declaration that is computed before the name is there.
  fileprivate func initialValue(in tokens: [CellToken]) -> ArraySlice<CellToken> {
    guard case .binding = kind, let equals = tokens.firstIndex(where: { $0.text == "=" }) else {
      return kind == .statement ? tokens[...] : []
    }
    return tokens[(equals + 1)...]
  }
}
