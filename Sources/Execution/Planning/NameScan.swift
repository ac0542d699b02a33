internal import NotebookModel

/// Finds where code reads a name of the program rather than one of its own.
///
/// It follows the brackets of the code and, in each, the statement that is being read, as far as
/// that may give the name another meaning: `for x in`, `if let x`, `case let x`, `{ x in`, `func f(x:`.
struct NameScan {
  /// A read of the name: the end of it when it also has to be spelt out, as in `if let x`.
  struct Read: Hashable {
    var token: CellToken
    var isShorthand = false
  }

  private let name: String
  private let tokens: [CellToken]
  private var scopes = [Scope(bracket: "")]

  /// The reads of `name` in `tokens`, in order.
  static func reads(of name: String, in tokens: ArraySlice<CellToken>) -> [Read] {
    let tokens = tokens.filter { $0.kind != .comment }
    guard tokens.contains(where: { $0.text == name }) else { return [] }
    var scan = NameScan(name: name, tokens: tokens)
    return tokens.indices.compactMap { scan.read(at: $0) }
  }

  private init(name: String, tokens: [CellToken]) {
    self.name = name
    self.tokens = tokens
  }

  /// What stands between two brackets.
  private struct Scope {
    var bracket: String
    /// Whether the name means something of its own here.
    var isOwn = false
    var isSwitch = false
    /// The statement being read, if it may declare the name.
    var head: Head?
  }

  /// The beginning of a statement, up to its block.
  private struct Head {
    var keyword: String
    /// Whether a pattern, or a list of parameters, is being read.
    var isPattern: Bool
    /// Whether names in the pattern are declared by it rather than compared with.
    var declares: Bool
    /// Whether the pattern declares the name, and whether what is read now sees that.
    var isBound = false
    var isInForce = false
  }

  private static let blockHeads: Set = [
    "if", "while", "guard", "for", "switch", "catch", "func", "init",
  ]
}

extension NameScan {
  private var isOwn: Bool {
    scopes.contains { $0.isOwn || $0.head?.isInForce == true }
  }

  /// The innermost scope whose statement is being read, when that is in its pattern.
  private var patternScope: Int? {
    let last = scopes.lastIndex { $0.bracket == "{" || $0.head != nil }
    return last.flatMap { scopes[$0].head?.isPattern == true ? $0 : nil }
  }

  private mutating func read(at index: Int) -> Read? {
    let token = tokens[index]
    switch token.text {
    case "(", "[": scopes.append(Scope(bracket: token.text))
    case "{": open(before: index + 1)
    case ")", "]", "}": if scopes.count > 1 { scopes.removeLast() }
    case name where token.isName: return nameRead(at: index)
    default: note(token)
    }
    return nil
  }

  private mutating func nameRead(at index: Int) -> Read? {
    let token = tokens[index]
    let previous = tokens[..<index].last { $0.kind != .newline }?.text ?? ""
    let next = tokens[(index + 1)...].first?.text ?? ""
    if previous.hasSuffix("."), !previous.hasSuffix("..") { return nil }
    if next == ":", ["(", ","].contains(previous), scopes.last?.bracket == "(",
      patternScope == nil
    {
      return nil
    }
    if ["func", "struct", "class", "enum", "actor", "typealias"].contains(previous) {
      scopes[scopes.count - 1].isOwn = true
      return nil
    }
    guard let pattern = patternScope, let head = scopes[pattern].head else {
      return isOwn ? nil : Read(token: token)
    }
    guard head.declares else { return isOwn ? nil : Read(token: token) }
    let isShorthand =
      Self.blockHeads.contains(head.keyword) && [",", "{", "else"].contains(next)
      && ["let", "var"].contains(previous) && pattern == scopes.count - 1
      && head.keyword != "catch"
    let read = isShorthand && !isOwn ? Read(token: token, isShorthand: true) : nil
    let isParameter = !["func", "init"].contains(head.keyword) || next == ":"
    if isParameter { scopes[pattern].head?.isBound = true }
    return read
  }

  private mutating func open(before index: Int) {
    var scope = Scope(bracket: "{")
    let last = scopes.count - 1
    if let head = scopes[last].head, Self.blockHeads.contains(head.keyword) {
      scope.isOwn = head.isBound && head.keyword != "guard"
      scope.isSwitch = head.keyword == "switch"
      if head.keyword == "guard", head.isBound { scopes[last].isOwn = true }
      scopes[last].head = nil
    } else {
      scope.isOwn = Self.parameters(of: tokens[index...]).contains(name)
    }
    scopes.append(scope)
  }

  /// The names between `{` and `in`, if what follows a brace is a closure that has any.
  private static func parameters(of tokens: ArraySlice<CellToken>) -> Set<String> {
    let head = tokens.prefix { $0.isName || ["(", ")", ",", ":", "_", "[", "]"].contains($0.text) }
    guard head.endIndex < tokens.endIndex, tokens[head.endIndex].text == "in" else { return [] }
    return Set(head.filter(\.isName).map(\.text))
  }
}

extension NameScan {
  /// Follows the statement of the innermost scope.
  private mutating func note(_ token: CellToken) {
    let last = scopes.count - 1
    let head = scopes[last].head
    switch token.text {
    case "case" where scopes[last].isSwitch, "default" where scopes[last].isSwitch:
      scopes[last].isOwn = false
      scopes[last].head = Head(keyword: "case", isPattern: true, declares: false)
    case ":" where head?.keyword == "case":
      scopes[last].isOwn = head?.isBound ?? false
      scopes[last].head = nil
    case "for", "func", "init", "catch":
      scopes[last].head = Head(
        keyword: token.text, isPattern: true, declares: token.text != "catch")
    case "if", "while", "guard", "switch":
      scopes[last].head = Head(keyword: token.text, isPattern: false, declares: false)
    case "let", "var": declare(last)
    case "case" where head != nil: scopes[last].head?.isPattern = true
    case "in" where head?.keyword == "for": scopes[last].head?.isPattern = false
    case "=": scopes[last].head?.isPattern = false
    case "where": scopes[last].head?.isInForce = head?.isBound ?? false
    case "," where head?.isPattern == false:
      scopes[last].head?.isInForce = head?.isBound ?? false
    default:
      if token.kind == .newline || token.text == ";", head?.keyword == "let" { endBinding(last) }
    }
  }

  private mutating func declare(_ last: Int) {
    if let pattern = patternScope {
      scopes[pattern].head?.declares = true
    } else if let head = scopes[last].head, head.keyword != "let" {
      scopes[last].head?.isPattern = true
      scopes[last].head?.declares = true
    } else if scopes[last].bracket == "{" || scopes[last].bracket == "" {
      endBinding(last)
      scopes[last].head = Head(keyword: "let", isPattern: true, declares: true)
    }
  }

  private mutating func endBinding(_ last: Int) {
    guard let head = scopes[last].head, head.keyword == "let" else { return }
    if head.isBound { scopes[last].isOwn = true }
    scopes[last].head = nil
  }
}
