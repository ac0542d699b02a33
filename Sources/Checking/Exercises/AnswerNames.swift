package import NotebookModel

extension Exercise.Part {
  /// A name or operator that checks use and that `answer` gives another meaning, although neither
  /// the starter nor the solution declares it; `nil` when there is none.
  ///
  /// `extension Int { static func == … }` would make every comparison in a check come out true.
  package func redeclared(by answer: Cell) -> String? {
    let own = [starter, solution].compactMap(\.self).map { AnswerNames(in: $0.source).declared }
    let known = own.reduce(into: Set(["expect"])) { $0.formUnion($1) }
    let used = checks.reduce(into: Set<String>()) { $0.formUnion(AnswerNames(in: $1.source).all) }
    return AnswerNames(in: answer.source).declared.intersection(used).subtracting(known).min()
  }
}

/// The names in a cell, and which of them it declares for all cells behind it.
struct AnswerNames {
  /// Every name and operator.
  private(set) var all: Set<String> = []
  /// Those declared at the top level, or in an extension.
  private(set) var declared: Set<String> = []

  private enum Scope { case type, extended, code }

  private static let declaring: Set = [
    "func", "let", "var", "struct", "class", "enum", "actor", "protocol", "typealias", "macro",
  ]
  private static let types: Set = ["struct", "class", "enum", "actor", "protocol"]

  private var scopes: [Scope] = []
  /// What the next brace opens.
  private var next = Scope.code
  /// Whether names are being declared, up to the end of a pattern.
  private var isDeclaring = false
  private var isPattern = false

  /// Reads the names in `source`.
  init(in source: String) {
    let bytes = Array(source.utf8)
    for token in SwiftLexer.tokens(of: bytes) where !token.isTrivia {
      add(String(decoding: bytes[token.bytes], as: UTF8.self).filter { $0 != "`" })
    }
  }

  private mutating func add(_ word: String) {
    all.insert(word)
    switch word {
    case "{":
      scopes.append(next)
      (next, isDeclaring) = (.code, false)
    case "}": _ = scopes.popLast()
    case "extension": next = .extended
    case _ where Self.declaring.contains(word):
      if Self.types.contains(word) { next = .type }
      if word == "func" { next = .code }
      isDeclaring = scopes.allSatisfy { $0 == .extended }
      isPattern = word == "let" || word == "var"
    case "(" where isDeclaring && isPattern, ",", ")": break
    case "=" where isPattern, ":", "(": isDeclaring = false
    default:
      guard isDeclaring else { return }
      declared.insert(word)
      isDeclaring = isPattern
    }
  }
}
