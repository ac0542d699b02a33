/// Returns a table of numbers as colours, with a bar that says which colour is which number.
///
/// `[rows][columns] → rows × columns cells`, the first row at the top; a cell that is NaN is empty.
///
/// - Parameters:
///   - limits: The numbers that take the first and the last colour; those of the table without.
///   - annotated: Whether the numbers stand in the cells; where they fit, when it is not said.
///   - decimals: Of those numbers; none for integers and 2 for others, when it is not said.
/// - Precondition: The rows are equally long, and there are as many names as rows and columns, or
///   none.
public func heatmap<Scalar: PlotScalar>(
  _ rows: [[Scalar]], rowNames: [String] = [], columnNames: [String] = [], xLabel: String = "",
  yLabel: String = "", title: String = "", colors: ColorMap = .sequential,
  limits: ClosedRange<Double>? = nil, annotated: Bool? = nil, decimals: Int? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let values = rows.map { $0.map(\.plotValue) }
  if let problem = problem(values, rowNames, columnNames) {
    fatalError("heatmap: \(problem)", file: (file), line: line)
  }
  let all = values.flatMap { $0 }
  let isIntegral = all.allSatisfy { $0 == $0.rounded() || $0.isNaN }
  let digits = min(max(decimals ?? (isIntegral ? 0 : 2), 0), 12)
  let isAnnotated = annotated ?? (all.count <= 900)
  let cells = Cells(
    rows: values, rowNames: names(rowNames, rows.count),
    columnNames: names(columnNames, values.first?.count ?? 0), colors: colors,
    limits: limits ?? Cells.limits(for: all, colors),
    texts: isAnnotated ? values.map { $0.map { Cells.text($0, decimals: digits) } } : nil)
  var panel = Panel()
  panel.title = title
  panel.legend = .hidden
  panel.x = AxisOptions(named: cells.columnNames, label: xLabel)
  panel.y = AxisOptions(named: cells.rowNames, label: yLabel, isReversed: true)
  panel.marks = [Mark("", slot: 0, .cells(cells))]
  var figure = Figure(panel)
  figure.panelSize = PanelSize(width: 480, height: height(of: cells))
  return figure
}

/// The height at which cells are about square in a panel 480 pixels wide.
private func height(of cells: Cells) -> Double {
  let size = Theme.smallText
  let name = cells.rowNames.map { min($0.width(size: size), AxisOptions.longestName) }.max() ?? 0
  let side = (480 - name - 110) / Double(max(cells.width, 1))
  return (min(max(Double(cells.rows.count) * min(side, 60), 60), 700) + 90).rounded()
}

/// The given names, or the numbers from 0.
private func names(_ given: [String], _ count: Int) -> [String] {
  given.isEmpty ? (0..<count).map(String.init) : given
}

/// Why `rows` is no table with these names, or nil.
private func problem(_ rows: [[Double]], _ rowNames: [String], _ columnNames: [String]) -> String? {
  let width = rows.first?.count ?? 0
  if let index = rows.firstIndex(where: { $0.count != width }) {
    return "row \(index) has \(rows[index].count) numbers where row 0 has \(width)"
  }
  if !rowNames.isEmpty, rowNames.count != rows.count {
    return "there are \(rows.count) rows, but \(rowNames.count) names for them"
  }
  if !columnNames.isEmpty, columnNames.count != width {
    return "there are \(width) columns, but \(columnNames.count) names for them"
  }
  return nil
}
