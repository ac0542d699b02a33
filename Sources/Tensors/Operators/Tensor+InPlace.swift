internal import AbacusKernels

extension Tensor {
  /// Sets every element to `value` in place.
  public func fill(_ value: some TensorScalar) {
    guard prepareChange("fill", at: .unknown) else {
      return assign(Tensor(number: value.number, dtype), "fill", at: .unknown)
    }
    if isContiguous {
      Kernels.fill(self, with: value.number)
    } else {
      Kernels.copy(Tensor(number: value.number, dtype), to: self)
    }
  }

  /// Sets every element to 0 in place.
  public func zero() { fill(0) }

  /// Copies the elements of `source`, broadcast to this shape and converted, into this tensor.
  public func copy(_ source: Tensor, file: StaticString = #filePath, line: UInt = #line) {
    assign(source.to(dtype), "copy", at: Site(file, line))
  }

  /// Replaces the elements by those of `value`, which the in-place `operation` has computed.
  func assign(_ value: Tensor, _ operation: String, at site: Site) {
    guard value.dtype.canBecome(dtype) else {
      fail(
        operation,
        "the result is \(value.dtype.name) and does not go into a tensor of"
          + " \(dtype.name)", at: site)
    }
    guard Tensor.broadcast(shape, value.shape, operation, at: site) == shape else {
      fail(
        operation,
        "the result of shape \(value.shape.shapeText) does not go into a tensor of shape"
          + " \(shape.shapeText)", at: site)
    }
    let isPlain = prepareChange(operation, at: site)
    Kernels.copy(value.converted(to: dtype), to: self)
    if !isPlain || value.isRecorded { take(value, operation, at: site) }
  }

  /// Stops when the elements may not be changed in place; returns whether autograd need not know.
  func prepareChange(_ operation: String, at site: Site) -> Bool {
    if ab_records_gradients(), requiresGrad {
      guard !collectsGradient else {
        fail(
          operation,
          "a leaf tensor that requires gradients cannot be changed in place; wrap the"
            + " change in noGrad { } or use a new tensor", at: site)
      }
      storage.version += 1
      return false
    }
    storage.version += 1
    return true
  }

  /// Makes the history of `value` that of this tensor, whose elements it has replaced.
  private func take(_ value: Tensor, _ operation: String, at site: Site) {
    guard !isView else {
      fail(
        operation,
        "a view of a tensor that requires gradients cannot be changed in place; assign"
          + " through the tensor itself, as in x[0] = …", at: site)
    }
    let source = value.shape == shape ? value : value.expand(shape)
    node = source.node
  }
}

extension DType {
  /// Whether an in-place operation may put values of this type into a tensor of `other`.
  fileprivate func canBecome(_ other: DType) -> Bool {
    if isFloatingPoint { return other.isFloatingPoint }
    return self == .bool || other != .bool
  }
}
