/// Returns a line chart of `y` against `x`.
///
/// `[n], [n] → one line`. A value that is not finite (or not positive, on a logarithmic axis)
/// interrupts the line.
/// - Precondition: `x` and `y` have the same length.
public func plot(
  _ x: some PlotValues, _ y: some PlotValues, label: String = "",
  xLabel: String = "", yLabel: String = "", title: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  lineChart(
    x.plotValues, [(label, y.plotValues)], title, legend,
    AxisOptions(label: xLabel, scale: xScale, limits: xLimits),
    AxisOptions(label: yLabel, scale: yScale, limits: yLimits), file, line)
}

/// Returns a line chart of `y` against its index, which counts from 0.
public func plot(
  _ y: some PlotValues, label: String = "",
  xLabel: String = "", yLabel: String = "", title: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  lineChart(
    nil, [(label, y.plotValues)], title, legend,
    AxisOptions(label: xLabel, scale: xScale, limits: xLimits),
    AxisOptions(label: yLabel, scale: yScale, limits: yLimits), file, line)
}

/// Returns a line chart of several `ys` against one `x`, named in the order of `names`.
///
/// - Precondition: each of `ys` is as long as `x`.
public func plot<Values: PlotValues>(
  _ x: some PlotValues, _ ys: [Values], names: [String] = [],
  xLabel: String = "", yLabel: String = "", title: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let lines = ys.enumerated().map { index, y in
    (name: index < names.count ? names[index] : "", y: y.plotValues)
  }
  return lineChart(
    x.plotValues, lines, title, legend,
    AxisOptions(label: xLabel, scale: xScale, limits: xLimits),
    AxisOptions(label: yLabel, scale: yScale, limits: yLimits), file, line)
}

/// Returns a line chart of named series against one `x`: `plot(epochs, ["train": a, "test": b])`.
///
/// - Precondition: each series is as long as `x`.
public func plot(
  _ x: some PlotValues, _ series: KeyValuePairs<String, some PlotValues>,
  xLabel: String = "", yLabel: String = "", title: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  lineChart(
    x.plotValues, series.map { ($0.key, $0.value.plotValues) }, title, legend,
    AxisOptions(label: xLabel, scale: xScale, limits: xLimits),
    AxisOptions(label: yLabel, scale: yScale, limits: yLimits), file, line)
}

/// Returns a line chart of named series against their index: `plot(["train": a, "test": b])`.
public func plot(
  _ series: KeyValuePairs<String, some PlotValues>,
  xLabel: String = "", yLabel: String = "", title: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  xLimits: ClosedRange<Double>? = nil, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  lineChart(
    nil, series.map { ($0.key, $0.value.plotValues) }, title, legend,
    AxisOptions(label: xLabel, scale: xScale, limits: xLimits),
    AxisOptions(label: yLabel, scale: yScale, limits: yLimits), file, line)
}

/// The figure all forms of `plot` come down to; `x` of `nil` counts from 0.
private func lineChart(
  _ x: [Double]?, _ lines: [(name: String, y: [Double])], _ title: String, _ legend: Legend,
  _ xAxis: AxisOptions, _ yAxis: AxisOptions, _ file: StaticString, _ line: UInt
) -> Figure {
  var panel = Panel()
  panel.title = title
  panel.legend = legend
  panel.x = xAxis
  panel.y = yAxis
  panel.marks = lines.enumerated().map { index, series in
    let x = x ?? series.y.indices.map(Double.init)
    requireSameLength(x, series.y, in: "plot", file, line)
    return Mark(series.name, slot: index, .line(x: x, y: series.y))
  }
  return Figure(panel)
}

/// Stops the cell at the author's own line when `x` and `y` don't pair up.
func requireSameLength(
  _ x: [Double], _ y: [Double], in operation: String, _ file: StaticString, _ line: UInt
) {
  guard x.count != y.count else { return }
  fatalError(
    "\(operation): x has \(x.count) values, but y has \(y.count)", file: (file), line: line)
}
