internal import AbacusKernels

/// One step of an optimizer on one parameter, in one pass over its elements.
///
/// The formulas are in the kernels' `optimizers.h`; the names of the numbers are theirs.
package struct ParameterStep: Sendable {
  /// How the parameter is moved.
  package enum Rule: UInt32, Sendable {
    case momentum, adam, rmsprop, adagrad, adadelta
  }

  package var rule: Rule
  package var rate: Double
  /// Whether the step is up the gradient.
  package var climbs: Bool
  /// How much of the parameter is added to its gradient.
  package var decay: Double
  /// What is left of the parameter before the step.
  package var shrink = 1.0
  /// How much of the running mean of gradients stays, and how much of a new one is added.
  package var (kept, share) = (0.0, 1.0)
  /// The same for the running mean of their squares.
  package var (squaresKept, squaresShare) = (0.0, 1.0)
  /// What the root of that mean is divided by.
  package var correction = 1.0
  package var epsilon = 0.0
  /// Whether momentum looks ahead.
  package var nesterov = false

  package init(_ rule: Rule, rate: Double, climbs: Bool = false, decay: Double = 0) {
    self.rule = rule
    self.rate = rate
    self.climbs = climbs
    self.decay = decay
  }
}

extension ParameterStep {
  /// Moves `parameter` along `gradient`, in place and unseen by autograd.
  ///
  /// What is carried from step to step starts as zeros in the parameter's shape: `first` a mean or
  /// velocity, `second` the mean of squares, `third` what `ab_kernels.step` says of the rule.
  ///
  /// - Complexity: O(*n*) in one pass; allocates nothing unless the parameter has gaps.
  package func callAsFunction(
    _ parameter: Tensor, along gradient: Tensor, _ first: Tensor?, _ second: Tensor?,
    _ third: Tensor?
  ) {
    let (target, slope) = (parameter.packed, gradient.packed(as: parameter.dtype))
    Kernels.step(self, target, slope, first, second, third)
    if target !== parameter { Kernels.copy(target, to: parameter) }
    parameter.storage.version += 1
  }

  var kernelStep: ab_step {
    ab_step(
      rate: rate, sign: climbs ? -1 : 1, decay: decay, shrink: shrink, kept: kept, share: share,
      squares_kept: squaresKept, squares_share: squaresShare, correction: correction,
      epsilon: epsilon, nesterov: nesterov)
  }
}
