/// How far a number may be from the one that was accepted.
package struct Tolerance: Hashable, Sendable {
  /// The part of the accepted number by which another may differ.
  package var relative: Double
  /// What another may differ by whatever the number's size.
  package var absolute: Double

  /// Creates a tolerance; unless told otherwise, the sixth digit counts.
  package init(relative: Double = 1e-6, absolute: Double = 0) {
    self.relative = relative
    self.absolute = absolute
  }

  /// Whether `new` may stand for `old`: |new − old| ≤ absolute + relative · max(|old|, scale).
  ///
  /// NaN stands for NaN only, an infinity for itself only, and 0 and −0 for each other: the sign of
  /// a zero is the sign of the last rounding error.
  package func accepts(_ new: Double, for old: Double, scale: Double = 0) -> Bool {
    if new == old || new.isNaN && old.isNaN { return true }
    guard new.isFinite, old.isFinite else { return false }
    return abs(new - old) <= absolute + relative * max(abs(old), scale)
  }
}

extension Tolerance {
  /// In words: `1e-06`, or `1e-06 and 0.001 absolute`.
  var words: String {
    let relative = Decimal.text(self.relative)
    return absolute > 0 ? "\(relative), \(Decimal.text(absolute)) absolute" : relative
  }
}

/// A number that is further off than it may be.
package struct NumberDifference: Hashable, Sendable {
  package var old: String
  package var new: String
  package var relativeError: Double

  init(old: String, new: String) {
    self.old = old
    self.new = new
    relativeError = Self.relativeError(of: Double(new) ?? .nan, for: Double(old) ?? .nan)
  }

  /// |new − old| / |old|, which is infinite when the accepted number is 0.
  static func relativeError(of new: Double, for old: Double) -> Double {
    abs(new - old) / abs(old)
  }

  /// In words: `0.69295 → 0.69301, relative error 8.7e-05`.
  var words: String { "\(old) → \(new), relative error \(Self.short(relativeError))" }

  /// A number to two significant digits, for people.
  static func short(_ number: Double) -> String {
    guard number.isFinite, number > 0 else { return Decimal.text(number) }
    var (scaled, exponent) = (number, 0)
    while scaled >= 10 { (scaled, exponent) = (scaled / 10, exponent + 1) }
    while scaled < 1 { (scaled, exponent) = (scaled * 10, exponent - 1) }
    let digits = Decimal.text((scaled * 10).rounded() / 10)
    guard !(-2...2).contains(exponent) else {
      return Decimal.text((number * 1000).rounded() / 1000)
    }
    let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return "\(digits)e\(exponent < 0 ? "-" : "+")\(size)"
  }
}
