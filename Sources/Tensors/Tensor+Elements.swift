extension Tensor {
  /// The elements in row-major order, as 32-bit floats.
  public var scalars: [Float] { scalars(as: Float.self) }

  /// The elements in row-major order, as 64-bit floats.
  public var array: [Double] { scalars(as: Double.self) }

  /// Returns the elements in row-major order, converted to `type`.
  ///
  /// - Complexity: O(*n*); one copy, two when this is not contiguous.
  public func scalars<S: TensorScalar>(as type: S.Type) -> [S] {
    Kernels.store(packed, as: type)
  }

  /// The element, whatever the shape, as a double, as `torch.Tensor.item`.
  ///
  /// - Precondition: There is exactly one element.
  public func item(file: StaticString = #filePath, line: UInt = #line) -> Double {
    item(as: Double.self, file: file, line: line)
  }

  /// The element, whatever the shape, converted to `type`.
  ///
  /// - Precondition: There is exactly one element.
  public func item<S: TensorScalar>(
    as type: S.Type, file: StaticString = #filePath, line: UInt = #line
  ) -> S {
    guard count == 1, let only = scalars(as: type).first else {
      fail(
        "item", "a tensor of shape \(shape.shapeText) has \(count) elements, not one",
        at: Site(file, line))
    }
    return only
  }

  /// Calls `body` with the elements in row-major order, without a copy when this is contiguous.
  ///
  /// - Precondition: `type` is laid out as `dtype` is: `Float` for `float32`, and so on.
  public func withUnsafeBufferPointer<S: TensorScalar, Result, Failure: Error>(
    of type: S.Type, file: StaticString = #filePath, line: UInt = #line,
    _ body: (UnsafeBufferPointer<S>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let source = packed
    guard S.dtype == dtype else {
      fail(
        "withUnsafeBufferPointer", "the elements are \(dtype.name), not \(S.dtype.name)",
        at: Site(file, line))
    }
    let start = unsafe source.pointer.assumingMemoryBound(to: type)
    let result = try unsafe body(UnsafeBufferPointer(start: start, count: count))
    return withExtendedLifetime(source) { result }
  }

  /// Calls `body` with the elements of this contiguous tensor, to be changed in place.
  ///
  /// As `Array.withUnsafeMutableBufferPointer`, so that `sort()` and its like can be called on them.
  ///
  /// - Precondition: This is contiguous, and `type` is laid out as `dtype` is.
  public func withUnsafeMutableBufferPointer<S: TensorScalar, Result, Failure: Error>(
    of type: S.Type, file: StaticString = #filePath, line: UInt = #line,
    _ body: (inout UnsafeMutableBufferPointer<S>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let operation = "withUnsafeMutableBufferPointer"
    guard S.dtype == dtype else {
      fail(operation, "the elements are \(dtype.name), not \(S.dtype.name)", at: Site(file, line))
    }
    guard isContiguous else {
      fail(operation, "the tensor is not contiguous", at: Site(file, line))
    }
    storage.version += 1
    let start = unsafe pointer.assumingMemoryBound(to: type)
    var buffer = unsafe UnsafeMutableBufferPointer(start: start, count: count)
    return try unsafe body(&buffer)
  }
}

extension Tensor {
  /// The elements without gaps: this tensor, or a copy that no gradient flows through.
  var packed: Tensor {
    if isContiguous { return self }
    let copy = Tensor(uninitialized: shape, dtype)
    Kernels.copy(self, to: copy)
    return copy
  }

  /// The elements as `dtype`, without gaps: this tensor, or a copy that no gradient flows through.
  func packed(as dtype: DType) -> Tensor {
    if dtype == self.dtype { return packed }
    let source = packed
    let converted = Tensor(uninitialized: shape, dtype)
    Kernels.cast(source, to: converted)
    return converted
  }

  /// The elements as `dtype`: this tensor with its strides, or a copy.
  func converted(to dtype: DType) -> Tensor {
    dtype == self.dtype ? self : packed(as: dtype)
  }
}
