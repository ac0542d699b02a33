import Tensors

/// Steps as long as the steps before, not as the gradients, as `torch.optim.Adadelta`.
///
/// With the gradient `g`, which weight decay `λ` makes `g + λ · p`:
///
///     v = ρ · v + (1 - ρ) · g²        d = √(w + ε) / √(v + ε) · g
///     w = ρ · w + (1 - ρ) · d²        p -= η · d
///
/// After Zeiler, "ADADELTA: An adaptive learning rate method", 2012.
public final class Adadelta: Optimizer {
  /// How much of the running means stays at a step.
  public var rho: Double
  /// What keeps the divisor from 0 and starts the first steps.
  public var epsilon: Double
  /// Whether steps go up the gradient.
  public var maximize: Bool

  /// Creates an optimizer of `parameters`: tensors, or groups of them.
  public init(
    _ parameters: [some Optimizable], learningRate: Double = 1, rho: Double = 0.9,
    epsilon: Double = 1e-6, weightDecay: Double = 0, maximize: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    self.rho = rho
    self.epsilon = epsilon
    self.maximize = maximize
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, file: file, line: line)
  }

  override func update(_ slot: Slot, along gradient: Tensor, in group: Group) {
    var step = ParameterStep(
      .adadelta, rate: group.learningRate, climbs: maximize, decay: group.weightDecay)
    (step.squaresKept, step.squaresShare) = (rho, 1 - rho)
    step.epsilon = epsilon
    slot.take(step, along: gradient, second: true, third: true)
  }
}
