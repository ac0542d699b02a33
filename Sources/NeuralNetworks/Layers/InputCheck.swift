internal import Tensors

extension Module {
  /// Stops at the caller's line unless `x` has `size` elements along `dim` and a rank of `ranks`.
  ///
  /// - Parameter expected: The shapes that fit, as messages write them.
  func requireInput(
    _ x: Tensor, ranks: ClosedRange<Int>, dim: Int, size: Int, _ expected: @autoclosure () -> String
  ) {
    let isFitting = ranks.contains(x.ndim) && x.shape[dim < 0 ? x.ndim + dim : dim] == size
    if !isFitting { refuse(x, "it must be \(expected())") }
  }

  /// Stops at the caller's line because of the shape of `x`.
  func refuse(_ x: Tensor, _ why: String) -> Never {
    fatalError(
      "\(typeName)(\(details)): the input has shape \(x.shape.shapeText), but \(why)",
      file: caller.file, line: caller.line)
  }
}
