public import Tensors

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
