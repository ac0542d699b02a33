public import Plotting
public import Tensors

extension Tensor: PlotValues {
  /// The elements in row-major order, so that `plot` and `scatter` take tensors.
  public var plotValues: [Double] { scalars(as: Double.self) }

  public var areWhole: Bool { !dtype.isFloatingPoint }
}

/// Returns a scatter plot of the rows of `X`, coloured by class.
///
///     X [n, 2], labels [n] → n markers
public func scatter(
  _ X: Tensor, labels: Tensor, classNames: [String] = [], xLabel: String = "", yLabel: String = "",
  title: String = "", legend: Legend = .automatic, file: StaticString = #filePath,
  line: UInt = #line
) -> Figure {
  let (first, second) = columns(of: X, "scatter", file, line)
  return scatter(
    first, second, labels: labels, classNames: classNames, xLabel: xLabel, yLabel: yLabel,
    title: title,
    legend: legend, file: file, line: line)
}

/// The two columns of `X`, whose rows are points.
func columns(
  of X: Tensor, _ operation: String, _ file: StaticString, _ line: UInt
) -> (first: [Double], second: [Double]) {
  guard X.ndim == 2, X.shape[1] == 2 else {
    fatalError(
      "\(operation): the points must have 2 coordinates, so that X is of shape (n, 2), not"
        + " \(X.shape.shapeText)", file: (file), line: line)
  }
  let scalars = X.scalars(as: Double.self)
  let rows = scalars.indices.lazy.filter { $0.isMultiple(of: 2) }
  return (rows.map { scalars[$0] }, rows.map { scalars[$0 + 1] })
}
