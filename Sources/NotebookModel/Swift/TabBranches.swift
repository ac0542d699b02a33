package import SourceText

/// Returns `source` with only the branches for `tab` left of each top-level
/// `if tab.selected("a", "b") { … } else { … }`.
///
/// Everything else of such an `if` becomes spaces, so lines and columns stay as they are; what the
/// chosen branch declares is declared at the top level. The diagnostics are about names that
/// `known` does not hold, and about other uses of `tab.selected`; their positions are those in
/// `source`, their file is empty. Linear in the length of `source`.
package func selectingTab(
  _ tab: String, in source: String, known: [String]
) -> (source: String, diagnostics: [Diagnostic]) {
  var branches = TabBranches(Array(source.utf8), known: known)
  branches.resolve(choosing: tab)
  let diagnostics = branches.placedFaults.map { fault, position, length in
    Diagnostic(.error, fault.message, file: "", at: position, length: length, hint: fault.hint)
  }
  guard branches.hasFound else { return (source, diagnostics) }
  return (String(decoding: branches.bytes, as: UTF8.self), diagnostics)
}

/// Finds `if tab.selected(…)` chains in Swift source and blanks the branches not chosen.
struct TabBranches {
  private(set) var bytes: [UInt8]
  private(set) var faults: [PlacedFault] = []
  /// Whether a chain was found.
  private(set) var hasFound = false

  private let known: [String]
  private var tokens: [SwiftToken] = []
  /// The closing bracket of each opening one.
  private var closers: [Int: Int] = [:]
  /// Stretches of tokens that stand at the top level and are still to be looked through.
  private var pending: [Range<Int>] = []
  /// The places where `tab.selected` is the condition of a chain.
  private var resolved: Set<Int> = []
  private var chosenTab = ""

  init(_ bytes: [UInt8], known: [String]) {
    self.bytes = bytes
    self.known = known
  }

  /// Returns what is wrong with the chains of `source`, and where in it.
  static func faults(
    in source: String, known: [String]
  ) -> [(fault: Fault, position: SourcePosition, length: Int)] {
    var branches = TabBranches(Array(source.utf8), known: known)
    branches.resolve(choosing: "")
    return branches.placedFaults
  }

  /// The faults with their lines and columns.
  var placedFaults: [(fault: Fault, position: SourcePosition, length: Int)] {
    guard !faults.isEmpty else { return [] }
    let table = LineTable(bytes)
    return faults.map {
      ($0.fault, table.position(at: $0.range.lowerBound), max(1, $0.range.count))
    }
  }

  /// Blanks what is not for `tab` and collects what is wrong.
  mutating func resolve(choosing tab: String) {
    // Most cells never say `selected`.
    guard bytes.contains("selected") else { return }
    tokens = SwiftLexer.tokens(of: bytes)
    matchBrackets()
    chosenTab = tab.lowercased()
    pending = [tokens.indices]
    while let range = pending.popLast() { resolve(range) }
    findOtherUses()
    faults = Array(Set(faults)).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func resolve(_ range: Range<Int>) {
    var index = range.lowerBound
    var depth = 0
    var isStatementStart = true
    while index < range.upperBound {
      if depth == 0, isStatementStart, isKeyword("if", at: index),
        let chain = chain(at: index, before: range.upperBound)
      {
        choose(chain)
        index = chain.end
        continue
      }
      switch text(at: index) {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      if tokens[index].kind == .newline || text(at: index) == ";" {
        isStatementStart = true
      } else if !tokens[index].isTrivia {
        isStatementStart = false
      }
      index += 1
    }
  }
}

// MARK: - Chains

extension TabBranches {
  /// An `if` with all its branches.
  private struct Chain {
    /// The tokens of the whole, and of the inside of each branch with whom it is for.
    var start: Int
    var end: Int
    var branches: [(condition: Condition, body: Range<Int>)] = []
  }

  /// Whom a branch is for; an `else` is for everyone.
  private struct Condition {
    /// The token where `tab.selected` stands.
    var place: Int?
    var names: [String] = []
    var isNegated = true

    func holds(for tab: String) -> Bool { names.contains(tab) != isNegated }
  }

  /// Reads the chain whose `if` is the token at `start`.
  private mutating func chain(at start: Int, before end: Int) -> Chain? {
    var chain = Chain(start: start, end: start)
    var index = start
    while true {
      guard let (condition, afterCondition) = condition(after: index, before: end),
        let body = body(at: afterCondition, before: end)
      else { return nil }
      chain.branches.append((condition, body))
      chain.end = body.upperBound + 1
      let next = skipTrivia(from: chain.end)
      guard next < end, isKeyword("else", at: next) else { return chain }
      index = skipTrivia(from: next + 1)
      if index < end, isKeyword("if", at: index) { continue }
      guard let last = self.body(at: index, before: end) else { return nil }
      chain.branches.append((Condition(), last))
      chain.end = last.upperBound + 1
      return chain
    }
  }

  /// Reads `tab.selected("a", …)` or its negation after the `if` at `start`.
  private mutating func condition(
    after start: Int, before end: Int
  ) -> (condition: Condition, end: Int)? {
    var condition = Condition(isNegated: false)
    var index = skipTrivia(from: start + 1)
    if index < end, text(at: index) == "!" {
      condition.isNegated = true
      index = skipTrivia(from: index + 1)
    }
    let place = index
    for word in ["tab", ".", "selected", "("] {
      guard index < end, text(at: index) == word else { return nil }
      index = skipTrivia(from: index + 1)
    }
    var names: [Int] = []
    while index < end, text(at: index) != ")" {
      if tokens[index].kind == .string {
        names.append(index)
      } else if text(at: index) != "," {
        return nil
      }
      index = skipTrivia(from: index + 1)
    }
    guard index < end, !names.isEmpty else { return nil }
    let afterCondition = skipTrivia(from: index + 1)
    guard afterCondition < end, text(at: afterCondition) == "{" else { return nil }
    condition.place = place
    condition.names = names.map { name(at: $0) }
    return (condition, afterCondition)
  }

  /// Returns the name in the string literal at `index`, in lower case, and reports unknown ones.
  private mutating func name(at index: Int) -> String {
    let literal = tokens[index].bytes
    let range = (literal.lowerBound + 1)..<max(literal.lowerBound + 1, literal.upperBound - 1)
    let name = String(decoding: bytes[range], as: UTF8.self)
    let isKnown = known.contains { $0.lowercased() == name.lowercased() }
    if !isKnown { faults.append(PlacedFault(.unknownTab(name, known: known), range)) }
    return name.lowercased()
  }

  /// Returns the tokens between the braces of which the first is the token at `start`.
  private func body(at start: Int, before end: Int) -> Range<Int>? {
    guard start < end, text(at: start) == "{", let close = closers[start] else { return nil }
    return (start + 1)..<close
  }

  /// Finds the bracket that closes each opening one.
  private mutating func matchBrackets() {
    var open: [Int] = []
    for index in tokens.indices where tokens[index].kind == .punctuation {
      switch text(at: index) {
      case "{", "(", "[": open.append(index)
      case "}", ")", "]":
        if let opener = open.popLast() { closers[opener] = index }
      default: break
      }
    }
  }

  /// Keeps the first branch for the chosen tab.
  private mutating func choose(_ chain: Chain) {
    hasFound = true
    let chosen = chain.branches.first { $0.condition.holds(for: chosenTab) }?.body
    let kept = chosen ?? chain.end..<chain.end
    for index in chain.start..<kept.lowerBound { blank(index) }
    for index in kept.upperBound..<chain.end { blank(index) }
    resolved.formUnion(chain.branches.compactMap(\.condition.place))
    if let chosen { pending.append(chosen) }
    // A semicolon after an `if` that left nothing would begin a statement.
    let isEmpty = chosen?.allSatisfy { tokens[$0].isTrivia } ?? true
    let next = skipTrivia(from: chain.end)
    if isEmpty, next < tokens.count, text(at: next) == ";" { blank(next) }
  }

  private mutating func blank(_ index: Int) {
    for offset in tokens[index].bytes where !bytes[offset].isLineEnd { bytes[offset] = .space }
  }

  /// Reports each `tab.selected(` that nothing resolved: the compiler does not know `tab`.
  private mutating func findOtherUses() {
    for index in tokens.indices where text(at: index) == "tab" && !resolved.contains(index) {
      let member = skipTrivia(from: index + 1)
      let name = skipTrivia(from: member + 1)
      let call = skipTrivia(from: name + 1)
      guard call < tokens.count, text(at: member) == ".", text(at: name) == "selected",
        text(at: call) == "("
      else { continue }
      let range = tokens[index].bytes.lowerBound..<tokens[name].bytes.upperBound
      faults.append(PlacedFault(.misplacedTabCondition, range))
    }
  }
}

// MARK: - Tokens

extension TabBranches {
  private func text(at index: Int) -> String {
    guard index < tokens.count else { return "" }
    let range = tokens[index].bytes
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private func isKeyword(_ word: String, at index: Int) -> Bool {
    tokens[index].kind == .keyword && text(at: index) == word
  }

  private func skipTrivia(from start: Int) -> Int {
    var index = start
    while index < tokens.count, tokens[index].isTrivia { index += 1 }
    return index
  }
}

extension [UInt8] {
  /// Whether `word` stands somewhere among the bytes.
  fileprivate func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first else { return true }
    return indices.contains { self[$0] == first && self[$0...].starts(with: word) }
  }
}
