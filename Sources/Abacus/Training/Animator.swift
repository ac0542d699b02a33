public import CellOutput
public import Plotting

/// Curves that grow point by point, all at the same places, as the older `d2l.Animator`.
///
///     let animator = Animator(xLabel: "epoch", legend: ["train loss", "test accuracy"])
///     for epoch in 0..<10 { animator.add(Double(epoch + 1), [loss, accuracy]) }
public final class Animator {
  /// What draws the curves.
  public let board: ProgressBoard
  /// The names of the curves.
  public let legend: [String]

  /// Creates curves without points; those beyond `legend` have a number for a name.
  public init(
    xLabel: String = "", yLabel: String = "", legend: [String] = [],
    xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
    xScale: AxisScale = .linear, yScale: AxisScale = .linear
  ) {
    self.legend = legend
    board = ProgressBoard(
      xLabel: xLabel, yLabel: yLabel, xLimits: xLimits, yLimits: yLimits, xScale: xScale,
      yScale: yScale)
  }

  /// Adds the point of each curve at `x`; a curve whose value is nil gets none.
  public func add(_ x: Double, _ values: [Double?]) {
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      board.draw(x, value, index < legend.count ? legend[index] : "\(index + 1)")
    }
  }

  /// Adds the point of the only curve at `x`.
  public func add(_ x: Double, _ value: Double) { add(x, [value]) }
}

extension Animator: Displayable {
  public var display: Display { board.display }
}
