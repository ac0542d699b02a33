internal import AbacusKernels

extension Tensor {
  /// Sets every element to `value` in place.
  public func fill(_ value: some TensorScalar) {
    let number = Tensor(number: value.number, dtype)
    guard prepareChange("fill", at: .unknown) else {
      return assign(number, "fill", at: .unknown)
    }
    if isContiguous {
      Kernels.fill(self, with: value.number)
    } else {
      Kernels.copy(number, to: self)
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
    if ab_records_gradients(), requiresGrad || base?.requiresGrad ?? false {
      guard !collectsGradient, !(base?.collectsGradient ?? false) else {
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
    let source = value.shape == shape ? value : value.expand(shape)
    guard let base else {
      node = source.node
      return
    }
    base.takePart(self, from: source, operation, at: site)
  }

  /// Makes `value` the history of the part of this tensor that `view` looks at; the rest keeps its.
  private func takePart(_ view: Tensor, from value: Tensor, _ operation: String, at site: Site) {
    guard isContiguous, !view.strides.contains(0) else {
      fail(
        operation,
        "a view that repeats elements, or of a tensor with gaps, cannot be changed in"
          + " place while gradients are recorded", at: site)
    }
    let part = Part(view, of: self)
    node = Node("CopySlices", [edge, value.edge], saving: []) { node, g in
      let kept = g.clone()
      Kernels.copy(Tensor.zeros([], dtype: g.dtype), to: part.of(kept))
      return [kept, node.wants(1) ? part.of(g.packed).clone() : nil]
    }
    let whole = shape
    view.node = Node("AsStridedBackward0", [edge], saving: []) { _, g in
      let spread = Tensor.zeros(whole, dtype: g.dtype)
      Kernels.copy(g, to: part.of(spread))
      return [spread]
    }
  }
}

/// Where a view lies in a contiguous tensor.
private struct Part: Sendable {
  let shape: [Int]
  let strides: [Int]
  let offset: Int

  init(_ view: Tensor, of whole: Tensor) {
    (shape, strides) = (view.shape, view.strides)
    offset = view.offset - whole.offset
  }

  /// The same part of another contiguous tensor of the same shape.
  func of(_ whole: Tensor) -> Tensor {
    Tensor(viewing: whole, shape: shape, strides: strides, offset: whole.offset + offset)
  }
}

extension DType {
  /// Whether an in-place operation may put values of this type into a tensor of `other`.
  fileprivate func canBecome(_ other: DType) -> Bool {
    if isFloatingPoint { return other.isFloatingPoint }
    return self == .bool || other != .bool
  }
}
