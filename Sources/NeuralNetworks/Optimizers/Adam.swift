import Glibc
import Tensors

/// Adaptive moment estimation, as `torch.optim.Adam`.
///
/// With the gradient `g`, which weight decay `λ` makes `g + λ · p`, and running means of it and of
/// its square, at step `t`:
///
///     m = β₁ · m + (1 - β₁) · g        v = β₂ · v + (1 - β₂) · g²
///     p -= η / (1 - β₁ᵗ) · m / (√v / √(1 - β₂ᵗ) + ε)
///
/// With `amsgrad` the largest `v` so far stands in its place. After Kingma and Ba, "Adam: A method
/// for stochastic optimization", 2015; Reddi and others, "On the convergence of Adam and beyond",
/// 2018.
public class Adam: Optimizer {
  /// How much of the running means stays at a step: of the gradient, and of its square.
  public var betas: (Double, Double)
  /// What keeps the divisor from 0.
  public var epsilon: Double
  /// Whether the largest mean of squares so far counts.
  public var amsgrad: Bool
  /// Whether steps go up the gradient.
  public var maximize: Bool
  /// Whether weight decay shrinks the parameter instead of taking part in the gradient.
  var isDecoupled: Bool { false }

  /// Creates an optimizer of `parameters`: tensors, or groups of them.
  public init(
    _ parameters: [some Optimizable], learningRate: Double = 0.001,
    betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8, weightDecay: Double = 0,
    amsgrad: Bool = false, maximize: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    self.betas = betas
    self.epsilon = epsilon
    self.amsgrad = amsgrad
    self.maximize = maximize
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, file: file, line: line)
  }

  override func update(_ slot: Slot, along gradient: Tensor, in group: Group) {
    let (rate, decay) = (group.learningRate, group.weightDecay)
    var step = ParameterStep(
      .adam, rate: rate / (1 - pow(betas.0, Double(slot.steps))), climbs: maximize,
      decay: isDecoupled ? 0 : decay)
    step.shrink = isDecoupled ? 1 - rate * decay : 1
    step.share = 1 - betas.0
    (step.squaresKept, step.squaresShare) = (betas.1, 1 - betas.1)
    step.correction = (1 - pow(betas.1, Double(slot.steps))).squareRoot()
    step.epsilon = epsilon
    slot.take(step, along: gradient, first: true, second: true, third: amsgrad)
  }
}

/// Adam with weight decay apart from the gradient, as `torch.optim.AdamW`.
///
/// A step first multiplies the parameter by `1 - η · λ`, and is Adam's for the rest. After Loshchilov
/// and Hutter, "Decoupled weight decay regularization", 2019.
public final class AdamW: Adam {
  override var isDecoupled: Bool { true }

  /// Creates an optimizer of `parameters`: tensors, or groups of them.
  public override init(
    _ parameters: [some Optimizable], learningRate: Double = 0.001,
    betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8, weightDecay: Double = 0.01,
    amsgrad: Bool = false, maximize: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    super.init(
      parameters, learningRate: learningRate, betas: betas, epsilon: epsilon,
      weightDecay: weightDecay, amsgrad: amsgrad, maximize: maximize, file: file, line: line)
  }
}
