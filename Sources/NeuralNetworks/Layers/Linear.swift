public import Tensors

/// An affine map of the last axis.
///
///     [*, inFeatures] → [*, outFeatures]      y = x · weightᵀ + bias
///
/// Both parameters start uniform in `±1/√inFeatures`, drawn as `torch.nn.Linear` draws them.
public final class Linear: Module {
  /// The factors, of shape `[outFeatures, inFeatures]`.
  public let weight: Tensor
  /// The summands, of shape `[outFeatures]`; `nil` for a linear map.
  public let bias: Tensor?
  /// The length of the last axis of what comes in.
  public let inFeatures: Int
  /// The length of the last axis of what goes out.
  public let outFeatures: Int

  /// Creates a layer from `inFeatures` to `outFeatures` with parameters from the default generator.
  public init(
    _ inFeatures: Int, _ outFeatures: Int, bias: Bool = true, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    guard inFeatures >= 0, outFeatures >= 0 else {
      fatalError(
        "Linear: there is no layer from \(inFeatures) to \(outFeatures) features", file: (file),
        line: line)
    }
    self.inFeatures = inFeatures
    self.outFeatures = outFeatures
    weight = .empty([outFeatures, inFeatures])
    kaimingUniform(weight, slope: 5.0.squareRoot())
    weight.requiresGrad = true
    self.bias = bias ? .empty([outFeatures]) : nil
    if let bias = self.bias {
      let bound = inFeatures > 0 ? 1 / Double(inFeatures).squareRoot() : 0
      bias.fillUniform(-bound, bound)
      bias.requiresGrad = true
    }
  }

  public override func forward(_ x: Tensor) -> Tensor {
    requireInput(x, ranks: 1...Int.max, dim: -1, size: inFeatures, "(*, \(inFeatures))")
    return linear(x, weight, bias, file: caller.file, line: caller.line)
  }

  public override var details: String {
    "in_features=\(inFeatures), out_features=\(outFeatures), bias=\(bias == nil ? "False" : "True")"
  }

  package override var members: [Member] {
    [Member("weight", weight)] + (bias.map { [Member("bias", $0)] } ?? [])
  }
}
