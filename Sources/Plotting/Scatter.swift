/// Returns a scatter plot of the points (`x`, `y`).
///
/// `[n], [n] → n markers`; a point with a coordinate that is not finite is left out.
/// - Precondition: `x` and `y` have the same length.
public func scatter(
  _ x: some PlotValues, _ y: some PlotValues, label: String = "",
  xLabel: String = "", yLabel: String = "", title: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let (x, y) = (x.plotValues, y.plotValues)
  requireSameLength(x, y, in: "scatter", file, line)
  var panel = Panel()
  panel.title = title
  panel.legend = legend
  panel.x = AxisOptions(label: xLabel, scale: xScale, limits: xLimits)
  panel.y = AxisOptions(label: yLabel, scale: yScale, limits: yLimits)
  panel.marks = [Mark(label, slot: 0, .points(x: x, y: y))]
  return Figure(panel)
}

/// Returns a scatter plot with a colour and a marker of its own for each class in `labels`.
///
/// `[n], [n], [n] → n markers`. Labels that are small integers from 0 choose their own colour, so
/// that class 2 looks the same in every figure; others are numbered in ascending order.
/// `classNames` names the classes in that order.
/// - Precondition: `x`, `y` and `labels` have the same length.
public func scatter(
  _ x: some PlotValues, _ y: some PlotValues, labels: some PlotValues, classNames: [String] = [],
  xLabel: String = "", yLabel: String = "", title: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let (x, y, labels) = (x.plotValues, y.plotValues, labels.plotValues)
  requireSameLength(x, y, in: "scatter", file, line)
  requireLabels(labels, for: x, in: "scatter", file, line)
  var panel = Panel()
  panel.title = title
  panel.legend = legend
  panel.x = AxisOptions(label: xLabel, scale: xScale, limits: xLimits)
  panel.y = AxisOptions(label: yLabel, scale: yScale, limits: yLimits)
  panel.marks = classMarks(x, y, labels: labels, names: classNames)
  return Figure(panel)
}

/// Stops the cell at the author's own line when not every point has a label.
func requireLabels(
  _ labels: [Double], for x: [Double], in operation: String, _ file: StaticString, _ line: UInt
) {
  guard labels.count != x.count else { return }
  fatalError(
    "\(operation): there are \(x.count) points, but \(labels.count) labels", file: (file),
    line: line)
}

/// The points of each class as a mark of its own, in ascending order of the labels.
func classMarks(_ x: [Double], _ y: [Double], labels: [Double], names: [String]) -> [Mark] {
  let known = Set(labels.map { $0.isFinite ? $0 : .infinity }).sorted()
  let areIndices = known.allSatisfy { $0 >= 0 && $0 < 64 && $0 == $0.rounded() }
  var ranks: [Double: Int] = [:]
  for (rank, value) in known.enumerated() { ranks[value] = rank }
  var columns = known.map { _ in (x: [Double](), y: [Double]()) }
  for (index, label) in labels.enumerated() {
    guard let rank = ranks[label.isFinite ? label : .infinity] else { continue }
    columns[rank].x.append(x[index])
    columns[rank].y.append(y[index])
  }
  return known.enumerated().map { rank, value in
    let slot = areIndices ? Int(value) : rank
    let name = slot < names.count ? names[slot] : "class \(shortDecimal(value))"
    return Mark(name, slot: slot, .points(x: columns[rank].x, y: columns[rank].y))
  }
}
