internal import Checking
internal import Markup

/// The part of the plane that two panels show, and where its points are on the drawing.
struct OverlayFrame {
  private let x: Scale
  private let y: Scale
  private static let margin = 6.0

  /// The frame that shows what both panels do; `nil` when their axes have no finite ends.
  init?(_ old: FigureRecord.Panel?, _ new: FigureRecord.Panel?) {
    guard let x = Scale([old?.x, new?.x].compactMap(\.self)),
      let y = Scale([old?.y, new?.y].compactMap(\.self))
    else { return nil }
    (self.x, self.y) = (x, y)
  }

  /// One direction: what it shows, in logarithms when its axis is logarithmic.
  private struct Scale {
    let lower: Double
    let upper: Double
    let isLogarithmic: Bool

    init?(_ axes: [FigureRecord.Axis]) {
      let isLogarithmic = axes.allSatisfy { $0.isLogarithmic && $0.lower > 0 && $0.upper > 0 }
      let ends = axes.flatMap { [$0.lower, $0.upper] }.filter(\.isFinite)
      guard let lower = ends.min(), let upper = ends.max() else { return nil }
      self.isLogarithmic = isLogarithmic
      (self.lower, self.upper) = (lower, upper)
    }

    /// How far `value` is from the lower to the upper end, 0 to 1; outside of that no further than
    /// a little, so that drawings stay small.
    func part(_ value: Double) -> Double {
      let (low, high) = (exponent(of: lower), exponent(of: upper))
      guard high / 2 - low / 2 > 0 else { return 0.5 }
      let part = (exponent(of: value) / 2 - low / 2) / (high / 2 - low / 2)
      return part.isNaN ? 0.5 : min(max(part, -1), 2)
    }

    private func exponent(of value: Double) -> Double {
      guard isLogarithmic else { return value }
      return Self.binaryLogarithm(max(value, lower * 1e-3))
    }

    /// The binary logarithm, exact at powers of two and straight between them: a drawing needs no
    /// more, and no library.
    private static func binaryLogarithm(_ value: Double) -> Double {
      value > 0 && value.isFinite ? Double(value.exponent) + value.significand - 1 : 0
    }
  }

  /// The place of a point on the drawing, to a hundredth.
  func place(_ x: Double, _ y: Double) -> String { "\(across(x)) \(down(y))" }

  /// How far to the right `value` is, to a hundredth.
  func across(_ value: Double) -> Double {
    Self.rounded(x.part(value) * (FigureOverlay.width - 2 * Self.margin) + Self.margin)
  }

  /// How far down `value` is, to a hundredth.
  func down(_ value: Double) -> Double {
    Self.rounded((1 - y.part(value)) * (FigureOverlay.height - 2 * Self.margin) + Self.margin)
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// The ends of both axes, as text.
  var labels: HTML {
    let (right, low) = (Int(FigureOverlay.width) - 4, Int(FigureOverlay.height))
    return """
      <text x="2" y="\(low + 14)">\(Self.text(x.lower))</text>
      <text x="\(right)" y="\(low + 14)" text-anchor="end">\(Self.text(x.upper))</text>
      <text x="4" y="\(low - 5)">\(Self.text(y.lower))</text>
      <text x="4" y="13">\(Self.text(y.upper))</text>

      """
  }

  private static func text(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return abs(value) >= 0.01 && abs(value) < 1e6 || value == 0 ? "\(rounded)" : "\(Float(value))"
  }
}
