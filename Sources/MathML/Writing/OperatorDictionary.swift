/// What browsers do with signs when nothing is said (MathML Core, appendix B).
enum OperatorDictionary {
  /// Returns the space around a sign, in the steps of `Spacing`; `nil` where it is better said.
  static func spacing(of symbol: MathSymbol, isFirst: Bool) -> (before: Int, after: Int)? {
    if signs.contains(symbol.text) { return isFirst ? (0, 0) : (2, 2) }
    if let spacing = known[symbol.text] { return spacing }
    if symbol.atom == .relation, !exceptions.contains(symbol.text) { return (3, 3) }
    return nil
  }

  /// Whether a sign grows with what is beside it unless it is told not to.
  static func isStretchy(_ text: String) -> Bool { stretchy.contains(text) }

  /// The operators that are signs of what follows when they come first.
  private static let signs: Set<String> = ["+", "−", "±", "∓"]

  private static let known: [String: (before: Int, after: Int)] = {
    var known: [String: (before: Int, after: Int)] = [",": (0, 1), ";": (0, 1)]
    for sign in ["÷", "∪", "∩", "∧", "∨", "∖"] { known[sign] = (2, 2) }
    for sign in ["∑", "∏", "∐", "∫", "∬", "∭", "∮", "⋂", "⋃", "⋁", "⋀", "⨁", "⨂"] {
      known[sign] = (1, 1)
    }
    for fence in ["(", ")", "[", "]", "{", "}", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉"] {
      known[fence] = (0, 0)
    }
    return known
  }()

  /// The relations that browsers do not space as relations.
  private static let exceptions: Set<String> = [":", "∣", "∥", "⌣", "⌢", "∴", "∵", "∶"]

  private static let stretchy: Set<String> = [
    "(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "⟦", "⟧", "⟮", "⟯",
    "⎰", "⎱", "∣", "∥", "↑", "↓", "↕", "⇑", "⇓", "⇕", "⌜", "⌝", "⌞", "⌟",
  ]
}
