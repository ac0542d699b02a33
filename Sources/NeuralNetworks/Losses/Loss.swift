public import Tensors

/// How far predictions are from what was wanted, as one number or one each.
///
/// Subclasses override `forward(_:_:)`; a loss is called with the prediction first.
open class Loss: Module {
  /// Whether the losses of single examples become their mean, their sum, or stay.
  public let reduction: LossReduction

  /// Creates a loss.
  public init(reduction: LossReduction = .mean) { self.reduction = reduction }

  /// Returns the loss of `prediction` against `target`.
  open func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    fatalError(
      "\(typeName) cannot be called: it does not override forward(_:_:)", file: caller.file,
      line: caller.line)
  }

  /// Returns the loss of `prediction` against `target`; a mistake is reported at the caller's line.
  public func callAsFunction(
    _ prediction: Tensor, _ target: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    caller = CallSite(file, line)
    return forward(prediction, target)
  }

  /// Returns the loss: the form that a reference to `loss.callAsFunction` means.
  @_disfavoredOverload
  public func callAsFunction(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    forward(prediction, target)
  }

  package override var members: [Member] { [] }
}
