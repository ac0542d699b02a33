extension Tensor: CustomStringConvertible {
  /// The tensor as PyTorch prints it, character for character.
  public var description: String {
    let options = PrintOptions.current
    let text = TensorText(shape: shape, options: options, element: elements(options))
    return (isParameter ? "Parameter containing:\n" : "") + text(suffixes: suffixes(options))
  }

  private func suffixes(_ options: PrintOptions) -> [String] {
    var suffixes: [String] = []
    if count == 0 ? ndim != 1 : options.edgeItems == 0 {
      suffixes.append("size=\(shape.shapeText)")
    }
    let isObvious = dtype == .float32 || count > 0 && (dtype == .int64 || dtype == .bool)
    if !isObvious { suffixes.append("dtype=\(dtype)") }
    if let gradFn {
      suffixes.append("grad_fn=<\(gradFn)>")
    } else if requiresGrad {
      suffixes.append("requires_grad=True")
    }
    return suffixes
  }

  /// A way to read the elements by their positions in row-major order.
  ///
  /// Of a tensor that is printed in full all are read at once, of a large one each as it is needed.
  private func elements(_ options: PrintOptions) -> (_ position: Int) -> PrintedScalar {
    guard count <= Swift.max(options.threshold, 1) else {
      return { self.view(of: $0).elements(options)(0) }
    }
    switch dtype {
    case .float32, .float64:
      let scalars = scalars(as: Double.self)
      return { .floating(scalars[$0]) }
    case .bool:
      let scalars = scalars(as: Bool.self)
      return { .boolean(scalars[$0]) }
    default:
      let scalars = scalars(as: Int64.self)
      return { .integer(scalars[$0]) }
    }
  }

  /// The element at a position in row-major order, whatever the strides.
  private func view(of position: Int) -> Tensor {
    var place = offset
    var rest = position
    for axis in shape.indices.reversed() {
      place += rest % shape[axis] * strides[axis]
      rest /= shape[axis]
    }
    return Tensor(viewing: self, shape: [], strides: [], offset: place)
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
