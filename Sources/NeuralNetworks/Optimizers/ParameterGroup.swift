public import Tensors

/// Parameters that an optimizer treats alike.
///
///     Adam([
///       ParameterGroup(model.body.parameters(), learningRate: 1e-5),
///       ParameterGroup(model.head.parameters()),
///     ], learningRate: 1e-3)
///
/// What a group leaves open, the optimizer's own setting decides. As the dictionaries that the
/// optimizers of PyTorch take.
public struct ParameterGroup {
  /// The parameters.
  public let parameters: [Tensor]
  /// The length of a step; nil for the optimizer's.
  public var learningRate: Double?
  /// The factor that pulls the parameters to 0; nil for the optimizer's.
  public var weightDecay: Double?

  /// Makes a group of `parameters`.
  public init(
    _ parameters: [Tensor], learningRate: Double? = nil, weightDecay: Double? = nil
  ) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.weightDecay = weightDecay
  }
}

/// What an optimizer can be given a list of: tensors, or groups of them.
public protocol Optimizable {
  /// Returns the groups that a list of these means.
  static func groups(_ list: [Self]) -> [ParameterGroup]
}

extension Tensor: Optimizable {
  /// Returns one group of all.
  public static func groups(_ list: [Tensor]) -> [ParameterGroup] { [ParameterGroup(list)] }
}

extension ParameterGroup: Optimizable {
  /// Returns the groups as they are.
  public static func groups(_ list: [ParameterGroup]) -> [ParameterGroup] { list }
}
