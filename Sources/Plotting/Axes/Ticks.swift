import Glibc

/// The marks along an axis.
package struct Ticks: Hashable, Sendable {
  /// A mark with its number.
  package struct Tick: Hashable, Sendable {
    /// The value it stands at.
    package var value: Double
    /// The number, without a power of ten: `0.5`, or `2×10` when `exponent` is set.
    package var label: String
    /// The power of ten that `label` ends with, set above the line.
    package var exponent: Int?
  }

  /// The marks with numbers, ascending.
  package var major: [Tick] = []
  /// The values of the marks between them, which have no numbers.
  package var minor: [Double] = []
  /// The power of ten by which all numbers are to be multiplied, shown once at the axis' end.
  package var factor: Int?
}

extension Ticks {
  /// The round steps of linear axes: 1, 2 or 5 times a power of ten.
  private static let mantissas = [1, 2, 5, 10]

  /// Returns at most `count` round ticks for a linear axis from `lower` to `upper`.
  ///
  /// The step is the smallest of 1, 2 and 5 · 10ᵏ that gives no more than `count` intervals (after
  /// Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990); with `integers` it is at
  /// least 1. Numbers come from integer arithmetic, so that they carry no rounding noise.
  package static func linear(
    from lower: Double, to upper: Double, atMost count: Int, integers: Bool = false
  ) -> Ticks {
    guard lower.isFinite, upper.isFinite, lower < upper, upper - lower < .infinity else {
      return Ticks()
    }
    let (mantissa, exponent) = step(
      atLeast: (upper - lower) / Double(max(1, count)), integers: integers)
    let unit = Double(mantissa)
    // The bounds in units of 10^exponent; beyond 2^53 ticks could not be told apart.
    let first = (scaled(lower, exponent) / unit - 1e-9).rounded(.up)
    let last = (scaled(upper, exponent) / unit + 1e-9).rounded(.down)
    guard first <= last, abs(first) < 9e14, abs(last) < 9e14 else { return Ticks() }
    let numbers = (Int(first)...Int(last)).map { $0 * mantissa }
    return labelled(numbers, exponent)
  }

  /// Returns ticks at 0, 1, 2 and so on with `names`, by a round step thinned out to `count`.
  static func named(_ names: [String], atMost count: Int) -> Ticks {
    let least = Double(names.count) / Double(max(1, count))
    let (mantissa, exponent) = step(atLeast: least, integers: true)
    let step = mantissa * Int(powerOfTen(exponent))
    let places = stride(from: 0, to: names.count, by: step)
    return Ticks(major: places.map { Tick(value: Double($0), label: names[$0]) })
  }

  /// The smallest round step that is no smaller than `size`.
  private static func step(
    atLeast size: Double, integers: Bool
  ) -> (mantissa: Int, exponent: Int) {
    guard size > 1e-305 else { return (1, -305) }
    if integers && size <= 1 { return (1, 0) }
    let exponent = Int(log10(size).rounded(.down))
    let leading = scaled(size, exponent)
    let mantissa = mantissas.first { Double($0) >= leading * (1 - 1e-9) } ?? 10
    return mantissa == 10 ? (1, exponent + 1) : (mantissa, exponent)
  }

  /// The value in units of 10^`exponent`.
  private static func scaled(_ value: Double, _ exponent: Int) -> Double {
    exponent < 0 ? value * powerOfTen(-exponent) : value / powerOfTen(exponent)
  }

  /// The ticks at `numbers` · 10^`exponent`, with a common factor where numbers would be long.
  private static func labelled(_ numbers: [Int], _ exponent: Int) -> Ticks {
    let largest = numbers.map(\.magnitude).max() ?? 0
    let leading = String(largest).utf8.count - 1 + exponent
    let isFar = largest > 0 && (leading > 5 || leading < -3)
    let isShort = leading - exponent <= 4
    let factor = isFar && (isShort || leading > 14 || exponent < -9) ? leading : nil
    var ticks = Ticks(factor: factor)
    for number in numbers {
      let value =
        exponent < 0
        ? Double(number) / powerOfTen(-exponent) : Double(number) * powerOfTen(exponent)
      let label = decimal(number, exponent: number == 0 ? 0 : exponent - (factor ?? 0))
      ticks.major.append(Tick(value: value, label: label))
    }
    return ticks
  }
}
