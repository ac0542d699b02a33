public import NeuralNetworks
public import Plotting
public import Tensors

/// Returns the regions in which `model` predicts each class, with the points of `X` on top.
///
///     X [n, 2], y [n]; model: [m, 2] → [m] or [m, 1] logits of class 1, or [m, classes] logits
///
/// With one logit class 1 is predicted where it exceeds `threshold`, which for 0 is where its sigmoid
/// exceeds one half; with several the class of the highest. The model is evaluated once, on a grid of
/// `resolution` points a side, without recording gradients.
public func plotDecisionBoundary(
  _ model: (Tensor) throws -> Tensor, _ X: Tensor, _ y: Tensor, classNames: [String] = [],
  threshold: Double = 0, margin: Double = 0.1, resolution: Int = 101, xLabel: String = "",
  yLabel: String = "", title: String = "", legend: Legend = .automatic,
  file: StaticString = #filePath, line: UInt = #line
) rethrows -> Figure {
  let (first, second) = columns(of: X, "plotDecisionBoundary", file, line)
  return try decisionBoundary(
    first, second, labels: y, classNames: classNames, threshold: threshold, margin: margin,
    resolution: resolution, xLabel: xLabel, yLabel: yLabel, title: title, legend: legend,
    file: file, line: line
  ) { points in
    let grid = Tensor(points, shape: [points.count / 2, 2], dtype: X.dtype)
    return try noGrad { try model(grid) }.scalars(as: Double.self)
  }
}

/// Returns the regions in which `model` predicts each class, with the points of `X` on top.
///
/// The model is evaluated as after `eval()`, and is in its own mode again afterwards.
public func plotDecisionBoundary(
  _ model: Module, _ X: Tensor, _ y: Tensor, classNames: [String] = [],
  threshold: Double = 0, margin: Double = 0.1, resolution: Int = 101, xLabel: String = "",
  yLabel: String = "", title: String = "", legend: Legend = .automatic,
  file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  let training = model.modules().filter(\.isTraining)
  model.eval()
  defer { for module in training { module.isTraining = true } }
  return plotDecisionBoundary(
    { model($0, file: file, line: line) }, X, y, classNames: classNames, threshold: threshold,
    margin: margin,
    resolution: resolution, xLabel: xLabel, yLabel: yLabel, title: title, legend: legend,
    file: file, line: line)
}
