internal import NotebookModel

/// What an exercise asks of the answers to it.
struct AnswerContract: Sendable {
  /// Where the answer stands among the program's cells.
  var position: Int
  /// The author's own answer, if there is one.
  ///
  /// Checks are compiled against it where they can be, and then mean what they mean with it.
  var reference: ProgramCell?
  /// Whether the answer has to be memory safe.
  var asksForSafety: Bool
  /// Whether the author's own answer says that it is not.
  var isKnownUnsafe = false
  /// The names that the author uses, which an answer may use as well.
  var known: Set<String> = []

  /// Notes what the author says, in the cells before and in the own answers.
  mutating func learn(from sources: [[UInt8]], _ answers: [Cell]) {
    guard asksForSafety else { return }
    let own = answers.map { Array($0.source.utf8) }
    isKnownUnsafe = own.contains(where: AnswerRules.isBroken)
    known = (sources + own).reduce(into: []) {
      $0.formUnion(CellToken.all(of: $1).filter { $0.kind != .string }.map(\.text))
    }
  }
}

/// Whether the declarations of an author's answer can stand for those of all answers.
package enum AnswerInterface {
  /// Words with which more of an answer than its functions' and variables' symbols gets into what is
  /// compiled against it: layouts, conformances, operators, bodies, the types behind `some`.
  private static let revealing: Set = [
    "struct", "class", "enum", "actor", "protocol", "extension", "typealias", "macro", "operator",
    "precedencegroup", "some", "@inlinable", "@inline", "@usableFromInline", "@frozen", "lazy",
    "async", "weak", "unowned", "@propertyWrapper", "@resultBuilder", "#if",
  ]

  /// Whether `source` declares functions and variables only, so that checks reach whatever answers
  /// it by the names and types of these alone.
  package static func isPlain(_ source: String) -> Bool { isPlain(Array(source.utf8)) }

  static func isPlain(_ source: [UInt8]) -> Bool {
    let tokens = CellToken.all(of: source).filter { $0.kind != .comment && $0.kind != .string }
    let declares = tokens.contains { ["func", "let", "var"].contains($0.text) }
    return declares
      && !tokens.contains { revealing.contains($0.text) || $0.text.hasPrefix("@_") }
  }
}

extension Notebook {
  /// The author's cells for the exercise that `answer` is of: the solution and the starter.
  func authors(of answer: Cell, tab: String) -> (solution: Cell?, starter: Cell?) {
    guard let id = answer.role?.id else { return (nil, nil) }
    let own = cells.filter { $0.role?.id == id && $0.tabs.contains(tab) && $0.kind == .cell }
    let solution = own.first { if case .solution = $0.role { true } else { false } }
    let starter = own.first { if case .exercise = $0.role { true } else { false } }
    return (solution, starter)
  }
}
