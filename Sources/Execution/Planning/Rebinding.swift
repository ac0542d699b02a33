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
        guard !declares(name, in: code) else { continue }
        result += reads(of: name, in: code).map {
          Replacement(offset: $0, prefix: module + ".")
        }
      }
    }
    return result.sorted { $0.offset < $1.offset }
  }

  /// The offsets in `tokens` at which `name` is read.
  private static func reads(of name: String, in tokens: ArraySlice<CellToken>) -> [Int] {
    let tokens = tokens.filter { $0.kind != .newline && $0.kind != .comment }
    var brackets: [String] = []
    var result: [Int] = []
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "(", "[", "{": brackets.append(token.text)
      case ")", "]", "}": _ = brackets.popLast()
      default: break
      }
      guard token.isName, token.text == name else { continue }
      let previous = index > 0 ? tokens[index - 1].text : ""
      let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
      let isLabel =
        next == ":" && brackets.last == "(" && (previous == "(" || previous == ",")
      if previous != ".", previous != "?.", !isLabel { result.append(token.bytes.lowerBound) }
    }
    return result
  }

  /// Whether a closure or function in `tokens` has a name of its own like this.
  private static func declares(_ name: String, in tokens: ArraySlice<CellToken>) -> Bool {
    let words = Array(tokens)
    return words.indices.contains { index in
      guard words[index].text == name, words[index].isName else { return false }
      let previous = index > 0 ? words[index - 1].text : ""
      guard !["let", "var", "for"].contains(previous) else { return true }
      // `{ name in`, `{ (a, name) in`: only names and punctuation up to `in`.
      let rest = words[(index + 1)...].prefix { $0.isName || [",", ")", ":"].contains($0.text) }
      let next = index + 1 + rest.count
      let opens = words[..<index].last { !$0.isName && ![",", "(", ":"].contains($0.text) }
      return next < words.count && words[next].text == "in" && opens?.text == "{"
    }
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
