public import Tensors

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
  /// The factor that pulls every parameter to 0.
  public var weightDecay: Double
  /// Whether the gradient is looked at ahead of the step.
  public var nesterov: Bool

  private var velocities: [Tensor?]

  /// Creates an optimizer of `parameters`.
  public init(
    _ parameters: [Tensor], learningRate: Double = 0.001, momentum: Double = 0,
    dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    self.momentum = momentum
    self.dampening = dampening
    self.weightDecay = weightDecay
    self.nesterov = nesterov
    velocities = Array(repeating: nil, count: parameters.count)
    super.init(parameters, learningRate: learningRate, file: file, line: line)
  }

  /// Changes every parameter that has a gradient: one pass over each, outside any graph.
  public override func step() {
    let descent = Descent(
      rate: learningRate, decay: weightDecay, momentum: momentum, dampening: dampening,
      nesterov: nesterov)
    for (index, parameter) in parameters.enumerated() {
      descent.step(parameter, velocity: &velocities[index])
    }
  }
}
