/// How a line that was put out stands to one that was accepted.
enum LineComparison: Hashable {
  case equal
  /// The same but for numbers that are too far off.
  case numbers([NumberDifference])
  case different

  /// Compares `new` with the accepted line `old`.
  ///
  /// Numbers with a decimal point or an exponent may differ within `tolerance`, whole numbers not
  /// at all. Where a number has become longer or shorter, the blanks before it may differ too.
  init(_ old: String, _ new: String, _ tolerance: Tolerance) {
    if old == new {
      self = .equal
      return
    }
    let (olds, news) = (LineToken.tokens(of: old), LineToken.tokens(of: new))
    guard olds.count == news.count else {
      self = .different
      return
    }
    var differences: [NumberDifference] = []
    for pair in zip(olds, news) {
      guard case (.number(let blanks, let old), .number(let newBlanks, let new)) = pair else {
        if pair.0 == pair.1 { continue }
        self = .different
        return
      }
      guard blanks == newBlanks || old.utf8.count != new.utf8.count,
        Self.isDecimal(old) == Self.isDecimal(new)
      else {
        self = .different
        return
      }
      if old == new { continue }
      let isClose =
        Self.isDecimal(old)
        && tolerance.accepts(Double(new) ?? .nan, for: Double(old) ?? .infinity)
      if !isClose { differences.append(NumberDifference(old: old, new: new)) }
    }
    self = differences.isEmpty ? .equal : .numbers(differences)
  }

  private static func isDecimal(_ digits: String) -> Bool {
    digits.utf8.contains { $0 == 0x2E || $0 | 0x20 == UInt8(ascii: "e") }
  }
}
