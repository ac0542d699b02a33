extension Tensor {
  /// Returns a tensor of `literal` with this tensor's element type, as `torch.Tensor.new_tensor`.
  ///
  /// - Precondition: The arrays of one level are equally long.
  public func newTensor<Literal: TensorLiteral>(
    _ literal: Literal, dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    Tensor(
      literal, dtype: dtype ?? self.dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor with unspecified contents and, unless given, this tensor's element type.
  public func newEmpty(
    _ shape: [Int], dtype: DType? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    .empty(shape, dtype: dtype ?? self.dtype, file: file, line: line)
  }

  /// Returns a tensor of `value` with, unless given, this tensor's element type.
  public func newFull(
    _ shape: [Int], _ value: some TensorScalar, dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    .full(
      shape, value, dtype: dtype ?? self.dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of zeros with, unless given, this tensor's element type.
  public func newZeros(
    _ shape: [Int], dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newFull(shape, 0, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of ones with, unless given, this tensor's element type.
  public func newOnes(
    _ shape: [Int], dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newFull(shape, 1, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor with unspecified contents and, unless given, this tensor's element type.
  public func newEmpty(
    _ shape: Int..., dtype: DType? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newEmpty(shape, dtype: dtype, file: file, line: line)
  }

  /// Returns a tensor of zeros with, unless given, this tensor's element type.
  public func newZeros(
    _ shape: Int..., dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newZeros(shape, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of ones with, unless given, this tensor's element type.
  public func newOnes(
    _ shape: Int..., dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newOnes(shape, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }
}
