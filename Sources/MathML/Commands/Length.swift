/// Lengths of TeX.
enum Length {
  /// Returns a length as CSS writes it.
  static func css(_ text: String, at token: Token) throws(MathError) -> String {
    let compact = text.filter { $0 != " " }
    let number = compact.prefix { $0.isNumber || "+-.".contains($0) }
    let unit = String(compact.dropFirst(number.count).prefix(2))
    guard let value = Double(number), abs(value) < 10_000, let factor = units[unit] else {
      throw MathError(kind: .notALength(text), range: token.range)
    }
    return format(value * factor.scale) + factor.unit
  }

  /// By unit of TeX, the unit of CSS and how many of them it is.
  private static let units: [String: (unit: String, scale: Double)] = [
    "em": ("em", 1), "ex": ("ex", 1), "mu": ("em", 1 / 18), "pt": ("pt", 1), "bp": ("pt", 1),
    "px": ("px", 1), "pc": ("pt", 12), "cm": ("cm", 1), "mm": ("mm", 1), "in": ("in", 1),
  ]

  /// Returns a number with four decimals at most.
  private static func format(_ value: Double) -> String {
    let tenThousandths = Int(value * 10_000 + (value < 0 ? -0.5 : 0.5))
    let (whole, rest) = abs(tenThousandths).quotientAndRemainder(dividingBy: 10_000)
    var decimals = String(10_000 + rest).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    let sign = tenThousandths < 0 ? "-" : ""
    return sign + String(whole) + (decimals.isEmpty ? "" : "." + decimals)
  }
}
