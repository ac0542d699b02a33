extension Tensor: CustomStringConvertible {
  /// The tensor as PyTorch prints it, character for character.
  public var description: String {
    (isParameter ? "Parameter containing:\n" : "")
      + TensorText(shape: shape) { self.printedScalar(at: $0) }(suffixes: suffixes)
  }

  private var suffixes: [String] {
    var suffixes: [String] = []
    if count == 0, ndim != 1 { suffixes.append("size=\(shape.shapeText)") }
    let isObvious = dtype == .float32 || count > 0 && (dtype == .int64 || dtype == .bool)
    if !isObvious { suffixes.append("dtype=\(dtype)") }
    if let gradFn {
      suffixes.append("grad_fn=<\(gradFn)>")
    } else if requiresGrad {
      suffixes.append("requires_grad=True")
    }
    return suffixes
  }

  /// The element at a position in row-major order, whatever the strides.
  private func printedScalar(at position: Int) -> PrintedScalar {
    var place = offset
    var rest = position
    for axis in shape.indices.reversed() {
      place += rest % shape[axis] * strides[axis]
      rest /= shape[axis]
    }
    let element = Tensor(viewing: self, shape: [], strides: [], offset: place)
    switch dtype {
    case .float32, .float64: return .floating(element.item())
    case .bool: return .boolean(element.item(as: Bool.self))
    default: return .integer(element.item(as: Int64.self))
    }
  }
}

extension DefaultStringInterpolation {
  /// Appends the only element of `tensor` with a fixed number of decimals.
  public mutating func appendInterpolation(
    _ tensor: Tensor, decimals: Int, file: StaticString = #filePath, line: UInt = #line
  ) {
    appendInterpolation(tensor.item(file: file, line: line), decimals: decimals)
  }
}
