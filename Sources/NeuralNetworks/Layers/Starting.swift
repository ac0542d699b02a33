internal import Tensors

extension Tensor {
  /// A parameter of `shape` whose values are yet to be set.
  static func parameter(_ shape: [Int]) -> Tensor {
    Tensor.empty(shape).requiresGrad(true)
  }

  /// A parameter of `shape` full of `value`.
  static func parameter(_ shape: [Int], full value: Double) -> Tensor {
    Tensor.full(shape, value, dtype: .float32, requiresGrad: true)
  }
}

/// Fills weight and bias uniformly within `±1/√fanIn`, drawn as PyTorch's layers draw them.
func startUniform(_ weight: Tensor, _ bias: Tensor?) {
  noGrad {
    kaimingUniform(weight, slope: 5.0.squareRoot())
    guard let bias else { return }
    let fan = weight.shape.dropFirst().reduce(1, *)
    let bound = fan > 0 ? 1 / Double(fan).squareRoot() : 0
    bias.fillUniform(-bound, bound)
  }
}
