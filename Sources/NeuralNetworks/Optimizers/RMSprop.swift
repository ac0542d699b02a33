import Tensors

/// Gradients divided by the root of the running mean of their squares, as `torch.optim.RMSprop`.
///
/// With the gradient `g`, which weight decay `λ` makes `g + λ · p`:
///
///     v = α · v + (1 - α) · g²        p -= η · g / (√v + ε)
///
/// When `centered`, the square of the running mean of `g` is taken from `v` first. Momentum `μ`
/// replaces the quotient `q` by `b = μ · b + q`. After Hinton, "Neural networks for machine
/// learning", lecture 6, 2012; Graves, "Generating sequences with recurrent neural networks", 2013.
public final class RMSprop: Optimizer {
  /// How much of the running mean stays at a step.
  public var alpha: Double
  /// What keeps the divisor from 0.
  public var epsilon: Double
  /// How much of the last step goes on.
  public var momentum: Double
  /// Whether gradients are divided by their deviation.
  public var centered: Bool
  /// Whether steps go up the gradient.
  public var maximize: Bool

  /// Creates an optimizer of `parameters`: tensors, or groups of them.
  public init(
    _ parameters: [some Optimizable], learningRate: Double = 0.01, alpha: Double = 0.99,
    epsilon: Double = 1e-8, weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false,
    maximize: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) {
    self.alpha = alpha
    self.epsilon = epsilon
    self.momentum = momentum
    self.centered = centered
    self.maximize = maximize
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, file: file, line: line)
  }

  override func update(_ slot: Slot, along gradient: Tensor, in group: Group) {
    var step = ParameterStep(
      .rmsprop, rate: group.learningRate, climbs: maximize, decay: group.weightDecay)
    (step.squaresKept, step.squaresShare) = (alpha, 1 - alpha)
    step.kept = momentum
    step.epsilon = epsilon
    slot.take(step, along: gradient, first: momentum > 0, second: true, third: centered)
  }
}
