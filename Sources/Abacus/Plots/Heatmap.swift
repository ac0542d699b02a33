public import Plotting
public import Tensors

/// Returns a table of numbers as colours, with a bar that says which colour is which number.
///
///     X [rows, columns] → rows × columns cells
///
/// The first row is at the top; a cell that is NaN is empty. As `heatmap` of nested arrays.
public func heatmap(
  _ X: Tensor, rowNames: [String] = [], columnNames: [String] = [], xLabel: String = "",
  yLabel: String = "", title: String = "", colors: ColorMap = .sequential,
  limits: ClosedRange<Double>? = nil, annotated: Bool? = nil, decimals: Int? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  guard X.ndim == 2 else {
    fatalError(
      "heatmap: a table of shape (rows, columns) is needed, not \(X.shape.shapeText)", file: (file),
      line: line)
  }
  let values = X.scalars(as: Double.self)
  let (rows, width) = (X.shape[0], X.shape[1])
  return heatmap(
    (0..<rows).map { Array(values[$0 * width..<($0 + 1) * width]) }, rowNames: rowNames,
    columnNames: columnNames, xLabel: xLabel, yLabel: yLabel, title: title, colors: colors,
    limits: limits, annotated: annotated, decimals: decimals, file: file, line: line)
}
