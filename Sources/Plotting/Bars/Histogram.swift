/// Returns a histogram: how many of `values` are in each of `bins`.
///
/// `[n] → bins`. A bin takes in its lower edge, the last one its upper edge too, as
/// `numpy.histogram`. What is not finite, or outside `range`, is not counted. With `density` the
/// areas of the bars sum to 1.
/// - Precondition: `bins` are at least one, and edges ascend.
public func histogram(
  _ values: some PlotValues, bins: Bins = .automatic, range: ClosedRange<Double>? = nil,
  density: Bool = false, label: String = "", xLabel: String = "", yLabel: String = "",
  title: String = "", yScale: AxisScale = .linear, legend: Legend = .automatic,
  file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  histogramChart(
    [(label, values.plotValues)], values.areWhole, bins, range, density, title, legend,
    AxisOptions(label: xLabel),
    AxisOptions(label: yLabel, scale: yScale), file, line)
}

/// Returns histograms over the same bins: `histogram(["before": a, "after": b])`.
public func histogram(
  _ series: KeyValuePairs<String, some PlotValues>, bins: Bins = .automatic,
  range: ClosedRange<Double>? = nil, density: Bool = false, xLabel: String = "",
  yLabel: String = "", title: String = "", yScale: AxisScale = .linear,
  legend: Legend = .automatic, file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  histogramChart(
    series.map { ($0.key, $0.value.plotValues) }, series.allSatisfy(\.value.areWhole), bins, range,
    density, title, legend,
    AxisOptions(label: xLabel), AxisOptions(label: yLabel, scale: yScale), file, line)
}

/// The figure both forms of `histogram` come down to.
private func histogramChart(
  _ series: [(name: String, values: [Double])], _ areWhole: Bool, _ bins: Bins,
  _ range: ClosedRange<Double>?, _ density: Bool, _ title: String, _ legend: Legend,
  _ xAxis: AxisOptions, _ yAxis: AxisOptions,
  _ file: StaticString, _ line: UInt
) -> Figure {
  if let problem = bins.problem { fatalError("histogram: \(problem)", file: (file), line: line) }
  if let range, !(range.lowerBound.isFinite && range.upperBound.isFinite) {
    fatalError("histogram: the range \(range) is not finite", file: (file), line: line)
  }
  let series = series.map { ($0.name, values: $0.values.filter { abs($0) < 1e300 }) }
  let edges = bins.edges(for: series.flatMap(\.values), areWhole: areWhole, in: range)
  let sides = zip(edges, edges.dropFirst()).map { $0...$1 }
  var panel = Panel()
  panel.title = title
  panel.legend = legend
  panel.x = xAxis
  panel.y = yAxis
  panel.marks = series.enumerated().map { index, series in
    var heights = counts(of: series.values, between: edges)
    if density {
      let total = heights.reduce(0, +)
      heights = zip(heights, sides).map { $0 / (($1.upperBound - $1.lowerBound) * total) }
    }
    return Mark(
      series.0, slot: index, .bars(Bars(kind: .histogram, sides: sides, heights: heights)))
  }
  return Figure(panel)
}

/// How many of `values` are between each two neighbours of `edges`, the last one included.
package func counts(of values: [Double], between edges: [Double]) -> [Double] {
  var counts = [Double](repeating: 0, count: edges.count - 1)
  guard let first = edges.first, let last = edges.last else { return counts }
  for value in values where value >= first && value <= last {
    var (low, high) = (0, counts.count)  // The last edge at or below the value is in low..<high.
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= value { low = middle } else { high = middle }
    }
    counts[low] += 1
  }
  return counts
}
