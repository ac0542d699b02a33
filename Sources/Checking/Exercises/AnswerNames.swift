internal import Execution
package import NotebookModel

extension Exercise.Part {
  /// A name or operator that checks use and that `answer` gives another meaning, although neither
  /// the starter nor the solution declares it; `nil` when there is none.
  ///
  /// `extension Int { static func == … }` would make every comparison in a check come out true. That
  /// only matters where checks are compiled against the answer, which may declare types.
  package func redeclared(by answer: Cell) -> String? {
    if let author = solution ?? starter, AnswerInterface.isPlain(author.source) { return nil }
    let own = [starter, solution].compactMap(\.self).map { AnswerNames(in: $0.source).declared }
    let known = own.reduce(into: Set(["expect"])) { $0.formUnion($1) }
    let used = checks.reduce(into: AnswerNames.bending) {
      $0.formUnion(AnswerNames(in: $1.source).all)
    }
    return AnswerNames(in: answer.source).declared.intersection(used).subtracting(known).min()
  }
}

/// The names in a cell, and which of them it declares for all cells behind it.
struct AnswerNames {
  /// Every name and operator.
  private(set) var all: Set<String> = []
  /// Those declared at the top level or in an extension, operators wherever they are, and the
  /// protocols by which a type takes the place of another.
  private(set) var declared: Set<String> = []

  private enum Scope { case type, extended, code }

  private struct Word {
    var text: String
    var isOperator: Bool
    var isName: Bool
    /// Whether it is the first of its line.
    var begins: Bool
  }

  private static let namers: Set = [
    "func", "struct", "class", "enum", "actor", "protocol", "typealias", "macro", "operator",
    "precedencegroup",
  ]
  private static let types: Set = ["struct", "class", "enum", "actor", "protocol"]
  /// What stands before a `let` whose names are for a block only.
  private static let blocks: Set = ["if", "while", "case", "for", ",", "catch"]
  private static let opening: Set = ["(", "[", "{"]
  private static let closing: Set = [")", "]", "}"]

  /// Protocols with which literals in a check become values of the answer's types.
  static let bending = Set(
    ["Integer", "Float", "Boolean", "String", "Array", "Dictionary", "Nil"].map {
      "ExpressibleBy\($0)Literal"
    })

  private var words: [Word] = []
  private var scopes: [Scope] = []

  /// Reads the names in `source`.
  init(in source: String) {
    let bytes = Array(source.utf8)
    var begins = true
    for token in SwiftLexer.tokens(of: bytes) {
      if token.kind == .newline { begins = true }
      guard !token.isTrivia else { continue }
      let text = String(decoding: bytes[token.bytes], as: UTF8.self).filter { $0 != "`" }
      let isName = text.first.map { $0.isLetter || $0 == "_" } ?? false
      let isOperator = token.kind == .operator
      words.append(Word(text: text, isOperator: isOperator, isName: isName, begins: begins))
      begins = false
    }
    all = Set(words.map(\.text))
    declared = all.intersection(Self.bending)
    for index in words.indices { read(index) }
  }

  /// Whether what is declared here is so for the cells behind.
  private var isSeen: Bool { scopes.allSatisfy { $0 == .extended } }

  private mutating func read(_ index: Int) {
    let next = index + 1 < words.count ? words[index + 1] : nil
    switch words[index].text {
    case "{": scopes.append(kindOfBrace(at: index))
    case "}": _ = scopes.popLast()
    case "let", "var":
      let before = index > 0 ? words[index - 1].text : ""
      if isSeen, !Self.blocks.contains(before) { readPatterns(from: index + 1) }
    case let word where Self.namers.contains(word):
      guard let next, isSeen || next.isOperator else { return }
      declared.insert(next.text)
    default: break
    }
  }

  /// What the brace at `index` opens: the keyword of the statement it belongs to tells.
  private func kindOfBrace(at index: Int) -> Scope {
    for word in words[..<index].reversed() {
      if ["{", "}", "=", "func", "init", "let", "var"].contains(word.text) { return .code }
      if word.text == "extension" { return .extended }
      if Self.types.contains(word.text) { return .type }
    }
    return .code
  }

  /// Reads `a = 1, (b, c): T = …` up to the end of the statement.
  private mutating func readPatterns(from start: Int) {
    var (depth, angles, isPattern) = (0, 0, true)
    for index in start..<words.count {
      let word = words[index]
      let isInside = depth > 0 || angles > 0
      if index > start, !isInside, endsStatement(at: index) { return }
      switch word.text {
      case _ where Self.opening.contains(word.text): depth += 1
      case _ where Self.closing.contains(word.text): depth -= 1
      case "=" where depth == 0: (isPattern, angles) = (false, 0)
      case ":" where depth == 0: (isPattern, angles) = (false, 0)
      case "," where depth == 0 && angles == 0: isPattern = true
      case _ where word.isOperator: angles = max(0, angles + self.angles(at: index))
      case _ where isPattern && word.isName: declared.insert(word.text)
      default: break
      }
      if depth < 0 { return }
    }
  }

  /// How many `<` of a type open at the operator at `index`, less those that close.
  private func angles(at index: Int) -> Int {
    let text = words[index].text
    guard text.allSatisfy({ "<>?!=".contains($0) }) else { return 0 }
    let isInType = words[..<index].last { ["=", ":", "let", "var"].contains($0.text) }?.text == ":"
    return isInType ? text.count { $0 == "<" } - text.count { $0 == ">" } : 0
  }

  /// Whether a new statement begins with the word at `index`.
  private func endsStatement(at index: Int) -> Bool {
    let (before, word) = (words[index - 1], words[index])
    if word.text == ";" { return true }
    let goesOn = [",", ".", "(", ":", "="].contains(before.text) || before.isOperator
    return word.begins && !goesOn && !word.isOperator && ![",", "."].contains(word.text)
      && word.text != "{"
  }
}
