public import CellSupport
public import Tensors

extension Tensor: Approximable {
  /// The elements in row-major order, as Double.
  public var numbers: Numbers { Numbers(shape: shape, values: array) }
}
