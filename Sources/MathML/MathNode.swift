/// A piece of a formula, as TeX sees it.
indirect enum MathNode: Hashable, Sendable {
  /// Letters; one letter alone is set in italics unless it is upright.
  case identifier(String, isUpright: Bool)
  case number(String)
  /// The name of a function; with limits, its scripts stand over and under it in display style.
  case function(String, hasLimits: Bool)
  case symbol(MathSymbol)
  case text(String, TextFont)
  /// A length of CSS.
  case space(String)
  case row([MathNode])
  /// A piece that is spaced as something else than it is.
  case classed(AtomClass, MathNode)
  case fraction(Fraction)
  case root(MathNode, index: MathNode?)
  case scripts(Scripts)
  /// A mark over or under the whole of a base.
  case accent(MathNode, mark: Accent)
  case fenced(opening: String, body: [MathNode], closing: String)
  case styled(MathStyle, MathNode)
  case table(MathTable)
}

/// How TeX spaces a piece of a formula (*The TeXbook*, chapter 17).
enum AtomClass: Int, Hashable, Sendable {
  case ordinary, `operator`, binary, relation, opening, closing, punctuation, inner
}

/// A sign that is no letter and no digit.
struct MathSymbol: Hashable, Sendable {
  /// The characters.
  var text: String
  /// How it is spaced.
  var atom: AtomClass
  /// Its height in `em`, for fences that `\big` and the like size.
  var size: String?
  /// Whether it grows to the height of what is around it.
  var grows = false
  /// Whether it is set in bold.
  var isBold = false
}

/// One piece above another.
struct Fraction: Hashable, Sendable {
  var numerator: MathNode
  var denominator: MathNode
  /// The thickness of the line as a length of CSS; `nil` for the usual line.
  var thickness: String?
  /// The fences around it, for binomials.
  var fences: [String] = []
}

/// A base with what stands at its corners, or over and under it.
struct Scripts: Hashable, Sendable {
  /// Where scripts stand.
  enum Placement: Hashable, Sendable {
    case beside
    /// Over and under in display style, beside elsewhere.
    case limits
    /// Over and under everywhere.
    case stacked
  }

  var base: MathNode
  var lower: MathNode?
  var upper: MathNode?
  var placement: Placement
}

/// What a command does to the look of a piece.
enum MathStyle: Hashable, Sendable {
  case level(MathLevel)
  /// Declarations of CSS.
  case css(String)
  case phantom
  /// Attributes of `mpadded`.
  case padded(String, isHidden: Bool)
}

/// The sizes of TeX's styles.
enum MathLevel: Hashable, Sendable {
  case display, text, script, scriptScript
}

/// The typefaces of words in formulas.
enum TextFont: String, Hashable, Sendable {
  case plain = ""
  case bold = "font-weight: bold"
  case italic = "font-style: italic"
  case sans = "font-family: sans-serif"
  case monospace = "font-family: monospace"
}

/// Rows of cells.
struct MathTable: Hashable, Sendable {
  /// A row of cells.
  struct Row: Hashable, Sendable {
    var cells: [[MathNode]] = []
    /// What `\tag` puts at the side, without parentheses where the tag has none.
    var tag: MathNode?
    /// More space below the row, as a length of CSS.
    var spaceBelow: String?
    /// Whether a line is drawn above the row.
    var hasRule = false
  }

  var rows: [Row]
  var layout: TableLayout
  /// The columns; the last one goes on for what is to its right.
  var columns: [TableColumn]
  /// Whether there is no space outside the outer columns.
  var isTrimmed = false
  /// Whether a line is drawn below the last row.
  var hasRuleBelow = false
}

/// How a table is set.
enum TableLayout: Hashable, Sendable {
  /// Apart in both directions, in text style.
  case matrix
  /// Close together, in script style.
  case small
  /// Alternately right and left, in display style, with no space in the pairs and, with gaps,
  /// some between them.
  case aligned(hasGaps: Bool)
  /// In text or display style, with the space of text.
  case cases(isDisplay: Bool)
}

/// A column of a table.
struct TableColumn: Hashable, Sendable {
  /// How cells stand in it.
  enum Alignment: String, Hashable, Sendable { case left, center, right }

  var alignment = Alignment.center
  var hasRuleBefore = false
  var hasRuleAfter = false
}
