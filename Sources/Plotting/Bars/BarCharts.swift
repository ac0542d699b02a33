/// Returns a bar for each of `heights`, with a name under it.
///
/// `[n], [n] → n bars`; a height that is not finite leaves a gap.
/// - Precondition: `names` and `heights` have the same length.
public func bar(
  _ names: [String], _ heights: some PlotValues, label: String = "",
  xLabel: String = "", yLabel: String = "", title: String = "",
  yScale: AxisScale = .linear, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  barChart(
    names, [(label, heights.plotValues)], title, legend, xLabel,
    AxisOptions(label: yLabel, scale: yScale, limits: yLimits), file, line)
}

/// Returns groups of bars, side by side: `bar(models, ["train": a, "test": b])`.
///
/// - Precondition: each series is as long as `names`.
public func bar(
  _ names: [String], _ series: KeyValuePairs<String, some PlotValues>,
  xLabel: String = "", yLabel: String = "", title: String = "",
  yScale: AxisScale = .linear, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  barChart(
    names, series.map { ($0.key, $0.value.plotValues) }, title, legend, xLabel,
    AxisOptions(label: yLabel, scale: yScale, limits: yLimits), file, line)
}

/// Returns a bar `width` wide around each of `x`.
///
/// `[n], [n] → n bars`; a number that is not finite leaves a gap.
/// - Precondition: `x` and `heights` have the same length.
public func bar(
  _ x: some PlotValues, _ heights: some PlotValues, width: Double = 0.8, label: String = "",
  xLabel: String = "", yLabel: String = "", title: String = "",
  yScale: AxisScale = .linear, yLimits: ClosedRange<Double>? = nil,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let (x, heights) = (x.plotValues, heights.plotValues)
  requireSameLength(x, heights, in: "bar", file, line)
  var panel = Panel()
  panel.title = title
  panel.legend = legend
  panel.x = AxisOptions(label: xLabel)
  panel.y = AxisOptions(label: yLabel, scale: yScale, limits: yLimits)
  let present = zip(x, heights).filter { $0.0.isFinite }
  let half = width.isFinite ? abs(width) / 2 : 0.4
  let bars = Bars(
    kind: .bar, sides: present.map { ($0.0 - half)...($0.0 + half) }, heights: present.map(\.1))
  panel.marks = [Mark(label, slot: 0, .bars(bars))]
  return Figure(panel)
}

/// The figure of groups of bars, one group a name.
private func barChart(
  _ names: [String], _ series: [(name: String, heights: [Double])], _ title: String,
  _ legend: Legend, _ xLabel: String, _ yAxis: AxisOptions, _ file: StaticString, _ line: UInt
) -> Figure {
  var panel = Panel()
  panel.title = title
  panel.legend = legend
  panel.x = AxisOptions(named: names, label: xLabel)
  panel.y = yAxis
  let width = 0.8 / Double(max(series.count, 1))
  panel.marks = series.enumerated().map { index, series in
    guard series.heights.count == names.count else {
      fatalError(
        "bar: there are \(names.count) names, but \(series.heights.count) heights", file: (file),
        line: line)
    }
    let sides = names.indices.map { place in
      let start = Double(place) - 0.4 + Double(index) * width
      return start...(start + width)
    }
    let bars = Bars(kind: .bar, sides: sides, heights: series.heights)
    return Mark(series.name, slot: index, .bars(bars))
  }
  return Figure(panel)
}
