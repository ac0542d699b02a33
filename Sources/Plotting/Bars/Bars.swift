/// Rectangles that stand on zero: the bars of a bar chart or of a histogram.
package struct Bars: Hashable, Sendable {
  /// What the bars count.
  package enum Kind: Hashable, Sendable {
    /// A bar a value.
    case bar
    /// A bar for all values between two edges.
    case histogram
  }

  package let kind: Kind
  /// Where each bar begins and ends along the horizontal axis.
  package let sides: [ClosedRange<Double>]
  package let heights: [Double]
}

extension Bars {
  /// The corners of each bar in `area`, as far as they are in it; none for missing numbers.
  func outlines(in area: PlotArea) -> [[Point]] {
    zip(sides, heights).compactMap { side, height in
      let base = area.y.fraction(0)
      let top = area.y.fraction(height)
      let places = [area.x.fraction(side.lowerBound), area.x.fraction(side.upperBound)]
      guard !top.isNaN, !places.contains(where: \.isNaN) else { return nil }
      func bounded(_ share: Double) -> Double { min(max(share, 0), 1) }
      let (left, right) = (bounded(places[0]) * area.size.x, bounded(places[1]) * area.size.x)
      let foot = (1 - bounded(base.isNaN ? 0 : base)) * area.size.y
      let head = (1 - bounded(top)) * area.size.y
      guard right > left else { return nil }
      return [Point(left, foot), Point(left, head), Point(right, head), Point(right, foot)]
    }
  }

  /// The values the axes have to take in.
  var columns: (x: [Double], y: [Double]) {
    (sides.flatMap { [$0.lowerBound, $0.upperBound] }, heights.flatMap { [0, $0] })
  }
}
