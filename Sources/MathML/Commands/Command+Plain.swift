extension Command {
  /// The spaces, as lengths of CSS.
  static let spaces: [String: Command] = [
    ",": "0.1667em", ":": "0.2222em", ">": "0.2222em", ";": "0.2778em", "!": "-0.1667em",
    " ": "0.25em", "~": "0.25em", "nobreakspace": "0.25em", "space": "0.25em", "quad": "1em",
    "qquad": "2em", "enspace": "0.5em", "enskip": "0.5em", "medspace": "0.2222em",
    "thickspace": "0.2778em", "negmedspace": "-0.2222em", "negthickspace": "-0.2778em",
    "hfill": "1em",
  ].mapValues { .space($0) }

  /// The typefaces of letters and digits, for an argument or for the rest of the group.
  static let alphabets: [String: Command] = [
    "mathrm": .roman, "mathup": .roman, "mathbf": .bold, "mathbfup": .bold, "mathit": .italic,
    "mathbb": .doubleStruck, "Bbb": .doubleStruck, "mathds": .doubleStruck,
    "mathcal": .script, "mathscr": .script, "mathfrak": .fraktur, "frak": .fraktur,
    "mathsf": .sans, "mathsfup": .sans, "mathsfit": .sansItalic, "mathbfsf": .boldSans,
    "mathtt": .monospace, "mathbfit": .boldItalic, "mathbfcal": .boldScript,
    "mathbfscr": .boldScript, "mathbffrak": .boldFraktur, "mathnormal": .normal,
    "symbf": .bold, "symrm": .roman, "symit": .italic, "symsf": .sans, "symtt": .monospace,
    "symbb": .doubleStruck, "symcal": .script, "symbfit": .boldItalic,
  ].mapValues { .alphabet($0) }
    .merging(
      [
        "rm": .roman, "bf": .bold, "it": .italic, "sf": .sans, "tt": .monospace, "cal": .script,
        "mit": .normal,
      ].mapValues { .alphabetFromHere($0) }
    ) { $1 }

  /// The words among mathematics.
  static let texts: [String: Command] = [
    "text": .plain, "textrm": .plain, "textnormal": .plain, "textup": .plain, "mbox": .plain,
    "hbox": .plain, "textmd": .plain, "textbf": .bold, "textit": .italic, "textsl": .italic,
    "emph": .italic, "textsf": .sans, "texttt": .monospace,
  ].mapValues { .text($0) }

  /// The fences of four fixed heights: ordinary, opening, closing and between.
  static let sizes: [String: Command] = {
    let heights = ["big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"]
    let sides = ["": AtomClass.ordinary, "l": .opening, "r": .closing, "m": .relation]
    var sizes: [String: Command] = [:]
    for (name, height) in heights {
      for (side, atom) in sides { sizes[name + side] = .sized(height, atom) }
    }
    return sizes
  }()

  /// The commands that say how their argument is spaced.
  static let atoms: [String: Command] = [
    "mathord": .ordinary, "mathop": .operator, "mathbin": .binary, "mathrel": .relation,
    "mathopen": .opening, "mathclose": .closing, "mathpunct": .punctuation, "mathinner": .inner,
  ].mapValues { .atom($0) }

  /// The styles, for the rest of the group.
  static let levels: [String: Command] = [
    "displaystyle": .display, "textstyle": .text, "scriptstyle": .script,
    "scriptscriptstyle": .scriptScript,
  ].mapValues { .level($0) }
}

/// A fraction that is written between its two parts.
struct InfixFraction: Sendable {
  private let thickness: String?
  private let fences: [String]

  private init(thickness: String? = nil, fences: [String] = []) {
    self.thickness = thickness
    self.fences = fences
  }

  /// The commands that take what is before them in the group and what is after.
  static let all: [String: InfixFraction] = [
    "over": InfixFraction(),
    "atop": InfixFraction(thickness: "0"),
    "choose": InfixFraction(thickness: "0", fences: ["(", ")"]),
    "brace": InfixFraction(thickness: "0", fences: ["{", "}"]),
    "brack": InfixFraction(thickness: "0", fences: ["[", "]"]),
  ]

  /// Returns the fraction.
  func fraction(of numerator: [MathNode], over denominator: [MathNode]) -> MathNode {
    .fraction(
      Fraction(
        numerator: .row(numerator), denominator: .row(denominator), thickness: thickness,
        fences: fences))
  }
}
