/// A mark over or under a piece.
struct Accent: Hashable, Sendable {
  /// The character that is the mark.
  var mark: String
  /// Whether it stands under the base.
  var isUnder = false
  /// Whether it is as wide as the base.
  var isWide = false
  /// Whether the base keeps its spacing.
  var keepsClass = false
  /// Whether scripts stand beyond the mark, as on braces.
  var takesLimits = false
}

extension Command {
  /// The commands that set a mark on their argument.
  static let accents: [String: Command] = narrow.mapValues { .accent(Accent(mark: $0)) }
    .merging(wide.mapValues { .accent(Accent(mark: $0, isWide: true)) }) { $1 }
    .merging(wideUnder.mapValues { .accent(Accent(mark: $0, isUnder: true, isWide: true)) }) { $1 }
    .merging(braces) { $1 }

  private static let narrow = [
    "hat": "ˆ", "bar": "¯", "tilde": "˜", "vec": "→", "dot": "˙", "ddot": "¨", "dddot": "⃛",
    "ddddot": "⃜", "check": "ˇ", "breve": "˘", "acute": "´", "grave": "`", "mathring": "˚",
  ]

  private static let wide = [
    "widehat": "^", "widetilde": "~", "widecheck": "ˇ", "overrightarrow": "→",
    "overleftarrow": "←", "overleftrightarrow": "↔",
  ]

  private static let wideUnder = [
    "underrightarrow": "→", "underleftarrow": "←", "underleftrightarrow": "↔",
  ]

  private static let braces: [String: Command] = [
    "overbrace": .accent(Accent(mark: "⏞", isWide: true, takesLimits: true)),
    "underbrace": .accent(Accent(mark: "⏟", isUnder: true, isWide: true, takesLimits: true)),
    "overbracket": .accent(Accent(mark: "⎴", isWide: true, takesLimits: true)),
    "underbracket": .accent(Accent(mark: "⎵", isUnder: true, isWide: true, takesLimits: true)),
    "overparen": .accent(Accent(mark: "⏜", isWide: true, takesLimits: true)),
    "underparen": .accent(Accent(mark: "⏝", isUnder: true, isWide: true, takesLimits: true)),
  ]
}
