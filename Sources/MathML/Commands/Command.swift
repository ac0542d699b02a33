/// What a command of TeX, LaTeX or AMS does.
enum Command: Sendable {
  case symbol(String, AtomClass)
  /// A letter that alphabets change.
  case letter(Unicode.Scalar)
  /// A letter that stays upright.
  case upright(String)
  case function(String, hasLimits: Bool)
  case accent(Accent)
  /// A length of CSS.
  case space(String)
  case alphabet(Alphabet)
  /// The same, for the rest of the group.
  case alphabetFromHere(Alphabet)
  case text(TextFont)
  /// A fence of a fixed height in `em`.
  case sized(String, AtomClass)
  /// What its argument is spaced as.
  case atom(AtomClass)
  case level(MathLevel)
  case rule(Rule)

  /// Reads what follows the command; `nil` when it shows nothing.
  typealias Rule = @Sendable (inout MathParser, Token) throws(MathError) -> MathNode?
}

extension Command {
  /// Every command that is no macro, by name.
  static let all: [String: Command] = {
    var all: [String: Command] = [:]
    for (atom, rows) in Symbols.byClass {
      for (name, text) in pairs(rows) { all[name] = .symbol(text, atom) }
    }
    for (name, text) in pairs(Symbols.letters) {
      if let scalar = text.unicodeScalars.first { all[name] = .letter(scalar) }
    }
    for (name, text) in pairs(Symbols.uprightLetters) { all[name] = .upright(text) }
    for (name, text) in pairs(Symbols.functions) {
      all[name] = .function(text.replacing("·", with: "\u{2009}"), hasLimits: false)
    }
    for (name, text) in pairs(Symbols.limitFunctions) {
      all[name] = .function(text.replacing("·", with: "\u{2009}"), hasLimits: true)
    }
    for table in [accents, spaces, alphabets, texts, sizes, atoms, levels] {
      all.merge(table) { $1 }
    }
    for table in [pieces, longArrows, looks, definitions, structures] {
      all.merge(table.mapValues { .rule($0) }) { $1 }
    }
    return all
  }()

  /// The names that a misspelt one is compared with.
  static let names = (Array(all.keys) + Array(Macro.standard.keys) + Array(InfixFraction.all.keys))
    .filter { $0.count > 1 }.sorted()

  /// How signs are spaced that stand for themselves, by their text.
  static let classes: [String: AtomClass] = {
    var classes: [String: AtomClass] = [:]
    for (atom, rows) in Symbols.byClass {
      for (_, text) in pairs(rows) { classes[text] = atom }
    }
    return classes.merging(Symbols.characters) { $1 }
  }()

  /// Whether a big operator has its scripts over and under it in display style.
  static func takesLimits(_ text: String) -> Bool {
    classes[text] == .operator && !Symbols.integrals.contains(text)
  }

  /// The names and texts of a table written as words.
  private static func pairs(_ rows: String) -> [(String, String)] {
    let words = rows.split { $0 == " " || $0 == "\n" }.map(String.init)
    return stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }
  }
}
