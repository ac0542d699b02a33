/// Returns the regions a classifier assigns to each class, with the points (`x`, `y`) on top.
///
/// `scores` gets the corners of a grid as `[x₀, y₀, x₁, y₁, …]`, row by row from the bottom, and
/// returns one score a point (class 1 above `threshold`, class 0 else) or one a point and class,
/// point by point (the highest wins, the first of several). Continuous scores such as logits give
/// smooth outlines: between grid points they are interpolated linearly. The grid has `resolution`
/// points a side and spans the data and `margin` on each side.
///
/// - Precondition: `x`, `y` and `labels` have the same length, and `scores` returns as many scores
///   for each point.
public func decisionBoundary(
  _ x: some PlotValues, _ y: some PlotValues, labels: some PlotValues, classNames: [String] = [],
  threshold: Double = 0, margin: Double = 0.1, resolution: Int = 101,
  xLabel: String = "", yLabel: String = "", title: String = "", legend: Legend = .automatic,
  file: StaticString = #filePath, line: UInt = #line,
  scores: (_ points: [Double]) throws -> [Double]
) rethrows -> Figure {
  let (x, y, labels) = (x.plotValues, y.plotValues, labels.plotValues)
  requireSameLength(x, y, in: "decisionBoundary", file, line)
  requireLabels(labels, for: x, in: "decisionBoundary", file, line)
  let (xRange, yRange) = (range(of: x, margin: margin), range(of: y, margin: margin))
  let count = min(max(resolution, 2), 1001)
  let values = try scores(gridPoints(xRange, yRange, count))
  guard values.count >= count * count, values.count.isMultiple(of: count * count) else {
    fatalError(
      "decisionBoundary: there are \(values.count) scores for \(count * count) points",
      file: (file), line: line)
  }
  var classes = values.count / (count * count)
  let isSingle = classes == 1
  if isSingle { classes = 2 }
  let grid = ScoreGrid(
    columns: count, rows: count, classes: classes,
    scores: isSingle ? values.flatMap { [threshold, $0] } : values)
  var panel = Panel()
  panel.title = title
  panel.legend = legend == .automatic && classNames.isEmpty ? .hidden : legend
  panel.x = AxisOptions(label: xLabel, limits: xRange)
  panel.y = AxisOptions(label: yLabel, limits: yRange)
  panel.marks = classMarks(x, y, labels: labels, names: classNames)
  panel.marks.insert(Mark("", slot: 0, .regions(Regions(grid, x: xRange, y: yRange))), at: 0)
  return Figure(panel)
}

/// The range of the finite numbers in `values` and `margin` on each side; never empty.
private func range(of values: [Double], margin: Double) -> ClosedRange<Double> {
  let finite = values.filter { abs($0) < 1e300 }
  guard let low = finite.min(), let high = finite.max() else { return 0...1 }
  let free = margin.isFinite ? abs(margin) : 0.1
  let (lower, upper) = (low - free, high + free)
  if upper - lower > max(abs(lower), abs(upper)) * 1e-12 { return lower...upper }
  let reach = max(abs(low) * 0.1, 0.5)
  return (low - reach)...(low + reach)
}

/// The corners of a grid of `count` points a side, row by row from the bottom.
private func gridPoints(
  _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ count: Int
) -> [Double] {
  func places(_ range: ClosedRange<Double>) -> [Double] {
    let step = (range.upperBound - range.lowerBound) / Double(count - 1)
    return (0..<count).map {
      $0 == count - 1 ? range.upperBound : range.lowerBound + Double($0) * step
    }
  }
  let columns = places(x)
  var points: [Double] = []
  points.reserveCapacity(2 * count * count)
  for row in places(y) {
    for column in columns {
      points.append(column)
      points.append(row)
    }
  }
  return points
}
