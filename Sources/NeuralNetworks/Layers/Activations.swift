public import Tensors

/// `max(x, 0)`, element by element.
public final class ReLU: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.relu() }
  package override var members: [Member] { [] }
}

/// `1 / (1 + e⁻ˣ)`, element by element.
public final class Sigmoid: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.sigmoid() }
  package override var members: [Member] { [] }
}

/// The hyperbolic tangent, element by element.
public final class Tanh: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.tanh() }
  package override var members: [Member] { [] }
}

/// Positive numbers that sum to 1 along an axis: `eˣⁱ / Σⱼ eˣʲ`.
public final class Softmax: Module {
  /// The axis; negative ones count from the end.
  public let dim: Int

  /// Creates a softmax along `dim`.
  public init(dim: Int) { self.dim = dim }

  public override func forward(_ x: Tensor) -> Tensor {
    x.softmax(dim, file: caller.file, line: caller.line)
  }

  public override var details: String { "dim=\(dim)" }
  package override var members: [Member] { [] }
}

/// Joins the axes from `startDim` to `endDim` into one.
public final class Flatten: Module {
  /// The first axis to join.
  public let startDim: Int
  /// The last axis to join; negative ones count from the end.
  public let endDim: Int

  /// Creates a layer that keeps the first axis unless told otherwise.
  public init(_ startDim: Int = 1, _ endDim: Int = -1) {
    self.startDim = startDim
    self.endDim = endDim
  }

  public override func forward(_ x: Tensor) -> Tensor {
    x.flatten(startDim, endDim, file: caller.file, line: caller.line)
  }

  public override var details: String { "start_dim=\(startDim), end_dim=\(endDim)" }
  package override var members: [Member] { [] }
}
