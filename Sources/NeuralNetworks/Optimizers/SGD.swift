import Tensors

/// Stochastic gradient descent, as `torch.optim.SGD`.
///
/// With the gradient `g`, which weight decay `λ` makes `g + λ · p`, a step is `p - η · g`. Momentum
/// `μ` replaces `g` by `b = μ · b + (1 - dampening) · g` (the first `b` is `g`), or, in Nesterov's
/// form, by `g + μ · b`.
public final class SGD: Optimizer {
  /// How much of the last step goes on.
  public var momentum: Double
  /// How much of the gradient momentum leaves out.
  public var dampening: Double
  /// Whether the gradient is looked at ahead of the step.
  public var nesterov: Bool
  /// Whether steps go up the gradient.
  public var maximize: Bool

  /// Creates an optimizer of `parameters`: tensors, or groups of them.
  ///
  /// - Precondition: Nesterov's form has momentum and no dampening.
  public init(
    _ parameters: [some Optimizable], learningRate: Double = 0.001, momentum: Double = 0,
    dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false, maximize: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    guard !nesterov || momentum > 0 && dampening == 0 else {
      fatalError(
        "SGD: nesterov needs a momentum above 0 and no dampening", file: (file), line: line)
    }
    self.momentum = momentum
    self.dampening = dampening
    self.nesterov = nesterov
    self.maximize = maximize
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, file: file, line: line)
  }

  override func update(_ slot: Slot, along gradient: Tensor, in group: Group) {
    guard momentum != 0 else {
      let sign = maximize ? -1.0 : 1
      return slot.parameter.descend(
        along: gradient, rate: sign * group.learningRate, decay: sign * group.weightDecay)
    }
    var step = ParameterStep(
      .momentum, rate: group.learningRate, climbs: maximize, decay: group.weightDecay)
    step.kept = momentum
    step.share = slot.isFresh ? 1 : 1 - dampening
    step.nesterov = nesterov
    slot.take(step, along: gradient, first: true)
  }
}
