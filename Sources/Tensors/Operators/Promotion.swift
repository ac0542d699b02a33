extension Tensor {
  /// Returns the type in which an operator combines two tensors, as `torch.result_type`.
  ///
  /// Tensors with dimensions decide before those without, and these before Swift numbers, unless
  /// the weaker one is of a higher kind (truth, integer, float).
  static func resultType(_ a: Tensor, _ b: Tensor) -> DType {
    if a.dtype == b.dtype { return a.dtype }
    if a.priority == b.priority { return a.dtype.promoted(with: b.dtype) }
    let (strong, weak) = a.priority > b.priority ? (a.dtype, b.dtype) : (b.dtype, a.dtype)
    if strong.isFloatingPoint { return strong }
    if strong == .bool || weak.isFloatingPoint { return strong.promoted(with: weak) }
    return strong
  }

  private var priority: Int { isNumber ? 0 : shape.isEmpty ? 1 : 2 }

  /// Returns the type of a number beside this tensor in an operator.
  func resultType(with number: Number) -> DType {
    switch (dtype.isFloatingPoint, number) {
    case (true, _), (_, .truth): dtype
    case (false, .real): .float32
    case (false, .integer): dtype == .bool ? .int64 : dtype
    }
  }
}
