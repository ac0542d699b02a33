/// The rectangle marks are drawn in, with the axes that say where.
struct PlotArea {
  /// The horizontal axis.
  let x: Axis
  /// The vertical axis.
  let y: Axis
  /// The width and height in pixels.
  let size: Point
  /// How many points are drawn in it; markers are smaller in a crowd.
  let crowd: Int

  init(_ panel: Panel, _ x: Axis, _ y: Axis, size: Point) {
    self.x = x
    self.y = y
    self.size = size
    crowd = panel.marks.reduce(0) { count, mark in
      if case .points(let x, _) = mark.shape { count + x.count } else { count }
    }
  }

  /// The rectangle itself, to cut marks off at its edges.
  var box: ClipBox { ClipBox(low: .zero, high: size) }

  /// The place of a pair of values, in pixels from the top left; NaN for values without a place.
  func place(_ xValue: Double, _ yValue: Double) -> Point {
    Point(x.fraction(xValue), 1 - y.fraction(yValue)) * size
  }

  /// The places of pairs of values: a run for each stretch without missing numbers.
  func runs(_ xValues: [Double], _ yValues: [Double]) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    for (xValue, yValue) in zip(xValues, yValues) {
      let point = place(xValue, yValue)
      if point.x.isNaN || point.y.isNaN {
        if !run.isEmpty { runs.append(run) }
        run = []
      } else {
        run.append(point.clamped(lowerBound: Self.farthest * -1, upperBound: Self.farthest))
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  /// Beyond this many pixels a place is moved closer, so that arithmetic on it stays finite.
  private static let farthest = Point(1e9, 1e9)
}
