/// Tensors that take their type from another and their shape from the caller; the `like` forms take
/// both from the other.
extension Tensor {
  /// Returns a tensor of this one's type, unless given, with unspecified contents.
  ///
  /// As `torch.Tensor.new_empty`.
  public func newEmpty(
    _ shape: [Int], dtype: DType? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    .empty(shape, dtype: dtype ?? self.dtype, file: file, line: line)
  }

  /// Returns a tensor of this one's type, unless given, with unspecified contents.
  ///
  /// As `torch.Tensor.new_empty`.
  public func newEmpty(
    _ shape: Int..., dtype: DType? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newEmpty(shape, dtype: dtype, file: file, line: line)
  }

  /// Returns zeros of this tensor's type, unless given, as `torch.Tensor.new_zeros`.
  public func newZeros(
    _ shape: [Int], dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    .zeros(shape, dtype: dtype ?? self.dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns zeros of this tensor's type, unless given, as `torch.Tensor.new_zeros`.
  public func newZeros(
    _ shape: Int..., dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newZeros(shape, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns ones of this tensor's type, unless given, as `torch.Tensor.new_ones`.
  public func newOnes(
    _ shape: [Int], dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    .ones(shape, dtype: dtype ?? self.dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns ones of this tensor's type, unless given, as `torch.Tensor.new_ones`.
  public func newOnes(
    _ shape: Int..., dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    newOnes(shape, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of `value` of this tensor's type, unless given, as `torch.Tensor.new_full`.
  public func newFull(
    _ shape: [Int], _ value: some TensorScalar, dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    .full(
      shape, value, dtype: dtype ?? self.dtype, requiresGrad: requiresGrad, file: file,
      line: line)
  }

  /// Returns the numbers of nested arrays in this tensor's type, unless given.
  ///
  /// As `torch.Tensor.new_tensor`.
  ///
  /// - Precondition: The arrays of one level are equally long.
  public func newTensor(
    _ literal: some TensorLiteral, dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    Tensor(
      literal, dtype: dtype ?? self.dtype, requiresGrad: requiresGrad, file: file, line: line)
  }
}
