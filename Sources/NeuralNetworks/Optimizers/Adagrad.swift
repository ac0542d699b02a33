import Tensors

/// Gradients divided by the root of the sum of their squares, as `torch.optim.Adagrad`.
///
/// With the gradient `g`, which weight decay `λ` makes `g + λ · p`, at step `t`:
///
///     v = v + g²        p -= η / (1 + (t - 1) · rateDecay) · g / (√v + ε)
///
/// After Duchi, Hazan and Singer, "Adaptive subgradient methods", 2011.
public final class Adagrad: Optimizer {
  /// How fast steps become shorter.
  public var learningRateDecay: Double
  /// Where the sum of squares starts.
  public let initialAccumulatorValue: Double
  /// What keeps the divisor from 0.
  public var epsilon: Double
  /// Whether steps go up the gradient.
  public var maximize: Bool

  /// Creates an optimizer of `parameters`: tensors, or groups of them.
  public init(
    _ parameters: [some Optimizable], learningRate: Double = 0.01, learningRateDecay: Double = 0,
    weightDecay: Double = 0, initialAccumulatorValue: Double = 0, epsilon: Double = 1e-10,
    maximize: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) {
    self.learningRateDecay = learningRateDecay
    self.initialAccumulatorValue = initialAccumulatorValue
    self.epsilon = epsilon
    self.maximize = maximize
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, file: file, line: line)
  }

  override func update(_ slot: Slot, along gradient: Tensor, in group: Group) {
    var step = ParameterStep(
      .adagrad, rate: group.learningRate / (1 + Double(slot.steps - 1) * learningRateDecay),
      climbs: maximize, decay: group.weightDecay)
    step.epsilon = epsilon
    slot.fillSecond(with: initialAccumulatorValue)
    slot.take(step, along: gradient, second: true)
  }
}
