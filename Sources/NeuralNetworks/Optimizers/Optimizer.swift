public import Tensors

/// Changes parameters along their gradients.
///
/// Subclasses override `step()`.
open class Optimizer {
  /// The parameters to change.
  public let parameters: [Tensor]
  /// The length of a step.
  public var learningRate: Double

  /// Creates an optimizer of `parameters`.
  ///
  /// - Precondition: There are parameters: a model without any has not been found to have layers.
  public init(
    _ parameters: [Tensor], learningRate: Double, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    guard !parameters.isEmpty else {
      fatalError("Optimizer: there are no parameters to change", file: (file), line: line)
    }
    self.parameters = parameters
    self.learningRate = learningRate
  }

  /// Forgets the gradients, so that the next backward pass starts from nothing.
  public func zeroGrad() {
    for parameter in parameters { parameter.grad = nil }
  }

  /// Changes every parameter that has a gradient.
  open func step() {}
}
