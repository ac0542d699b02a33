internal import AbacusKernels

extension Tensor {
  /// Sets every element to `value` in place.
  public func fill(
    _ value: some TensorScalar, file: StaticString = #filePath, line: UInt = #line
  ) {
    fill(with: value.number, "fill", Site(file, line))
  }

  /// Sets every element to 0 in place.
  public func zero(file: StaticString = #filePath, line: UInt = #line) {
    fill(with: .integer(0), "zero", Site(file, line))
  }

  private func fill(with number: Number, _ operation: String, _ site: Site) {
    let isPlain = prepareChange(operation, at: site)
    let value = Tensor(number: number, dtype)
    if isContiguous {
      Kernels.fill(self, with: number)
    } else {
      Kernels.copy(value, to: self)
    }
    if !isPlain { take(value, operation == "zero" ? "ZeroBackward0" : "FillBackward0") }
  }

  /// Copies the elements of `source`, broadcast to this shape and converted, into this tensor.
  public func copy(_ source: Tensor, file: StaticString = #filePath, line: UInt = #line) {
    let fitting = source.to(dtype)
    let copied = fitting.alias.recorded("CopyBackwards", fitting, isSmooth: true) { _, g in [g] }
    assign(copied, "copy", at: Site(file, line))
  }

  /// Replaces the elements by those of `value`, which the in-place `operation` has computed.
  ///
  /// `constant` is the history's name when no gradient flows to `value`.
  func assign(
    _ value: Tensor, _ operation: String, _ constant: StaticString = "CopyBackwards", at site: Site
  ) {
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
    requireSeparateElements(operation, at: site)
    let isPlain = prepareChange(operation, at: site)
    let fitting = value.to(dtype)
    Kernels.copy(fitting, to: self)
    if !isPlain || fitting.isRecorded { take(fitting, constant) }
  }

  /// Replaces the elements by what `rule` makes of them and `b`.
  ///
  /// Where the gradient of `b` needs the elements, their old values are kept in a copy.
  func update(by rule: BinaryRule, _ b: Tensor, _ operation: String) {
    guard rule.need == .operands, b.isRecorded else {
      return assign(rule(self, b), operation, at: .unknown)
    }
    let former = alias.clone()
    former.node = node
    assign(rule(former, b), operation, at: .unknown)
  }

  /// Makes the history of `value` that of this tensor, or `constant` when it has none.
  private func take(_ value: Tensor, _ constant: StaticString) {
    if base == nil, !value.isRecorded { forget(constant) } else { take(value) }
  }

  /// Stops when several elements are one place in memory, as after `expand`.
  func requireSeparateElements(_ operation: String, at site: Site) {
    guard zip(shape, strides).contains(where: { $0 > 1 && $1 == 0 }) else { return }
    fail(
      operation,
      "elements of this tensor of shape \(shape.shapeText) share memory, as expand makes them; use"
        + " clone() first", at: site)
  }

  /// Stops when the elements may not be changed in place; returns whether autograd need not know.
  func prepareChange(_ operation: String, at site: Site) -> Bool {
    storage.version += 1
    guard ab_records_gradients(), requiresGrad || base?.requiresGrad ?? false else { return true }
    guard !collectsGradient, !(base?.collectsGradient ?? false) else {
      fail(
        operation,
        "a leaf tensor that requires gradients\(collectsGradient ? "" : ", here through a view,")"
          + " cannot be changed in place; wrap the change in noGrad { } or use a new tensor",
        at: site)
    }
    guard requiresGrad else {
      fail(
        operation,
        "the view was taken inside noGrad, so the change would be lost to gradients; take it"
          + " outside, or change it inside too", at: site)
    }
    if base != nil { requireSeparateElements(operation, at: site) }
    return false
  }
}

extension DType {
  /// Whether an in-place operation may put values of this type into a tensor of `other`.
  fileprivate func canBecome(_ other: DType) -> Bool {
    if isFloatingPoint { return other.isFloatingPoint }
    return self == .bool || other != .bool
  }
}
