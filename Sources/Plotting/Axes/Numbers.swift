import Glibc

/// The number with at most two decimals, as SVG attributes want it: `12.5`, `-3`, `0`.
func coordinate(_ value: Double) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "0" }
  let hundredths = Int((value * 100).rounded())
  return decimal(hundredths, exponent: -2, trimming: true, minus: "-")
}

/// The number to four significant digits, for people: `0.6931`, `1200`, `3.1e-07`.
package func shortDecimal(_ value: Double) -> String {
  guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
  let exponent = 3 - Int(log10(abs(value)).rounded(.down))
  let scale = powerOfTen(abs(exponent))
  let rounded = exponent < 0 ? (value / scale).rounded() * scale : (value * scale).rounded() / scale
  let text = "\(rounded.isFinite ? rounded : value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// The exact decimal form of `number` · 10^`exponent`, without an exponent.
///
/// `decimal(25, exponent: -1)` is `2.5`; `trimming` drops zeros at the end of the decimals.
func decimal(
  _ number: Int, exponent: Int, trimming: Bool = false, minus: String = "\u{2212}"
) -> String {
  var digits = Array(String(number.magnitude).utf8)
  let zero = UInt8(ascii: "0")
  if exponent > 0, number != 0 {
    digits += [UInt8](repeating: zero, count: min(exponent, 330))
  }
  var decimals = min(max(0, -exponent), 330)
  if digits.count <= decimals {
    digits = [UInt8](repeating: zero, count: decimals + 1 - digits.count) + digits
  }
  if trimming {
    while decimals > 0, digits.last == zero {
      digits.removeLast()
      decimals -= 1
    }
  }
  if decimals > 0 { digits.insert(UInt8(ascii: "."), at: digits.count - decimals) }
  return (number < 0 ? minus : "") + String(decoding: digits, as: UTF8.self)
}

/// The power 10^`exponent`, exact where a double can be.
func powerOfTen(_ exponent: Int) -> Double {
  exponent < 0 && exponent >= -22 ? 1 / pow(10, Double(-exponent)) : pow(10, Double(exponent))
}
