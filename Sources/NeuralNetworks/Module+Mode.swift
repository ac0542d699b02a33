internal import Tensors

extension Module {
  /// Makes this module and everything in it behave as in training, or not.
  @discardableResult
  public func train(_ isTraining: Bool = true) -> Self {
    for module in modules() { module.isTraining = isTraining }
    return self
  }

  /// Makes this module and everything in it behave as in use: the same as `train(false)`.
  @discardableResult
  public func eval() -> Self { train(false) }

  /// Keeps all parameters as they are: optimizers pass them over until `unfreeze()`.
  @discardableResult
  public func freeze() -> Self {
    for parameter in parameters() { parameter.requiresGrad = false }
    return self
  }

  /// Lets all parameters learn again.
  @discardableResult
  public func unfreeze() -> Self {
    for parameter in parameters() { parameter.requiresGrad = true }
    return self
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() {
    for parameter in parameters() { parameter.grad = nil }
  }
}
