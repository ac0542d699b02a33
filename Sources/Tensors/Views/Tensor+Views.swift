extension Tensor {
  /// Returns the elements in another shape, without a copy; -1 stands for the extent that fits.
  ///
  /// - Precondition: The new shape has as many elements, and does not cut across gaps in memory;
  ///   `reshape` copies in that case.
  public func view(_ shape: [Int], file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let site = Site(file, line)
    let target = fit(shape, "view", at: site)
    guard let strides = strides(reshapedTo: target) else {
      fail(
        "view",
        "a tensor of shape \(self.shape.shapeText) and strides \(self.strides.shapeText) cannot be"
          + " seen as \(target.shapeText) without a copy; use reshape", at: site)
    }
    return reshaped(target, strides)
  }

  /// Returns the elements in another shape, without a copy; -1 stands for the extent that fits.
  public func view(_ shape: Int..., file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    view(shape, file: file, line: line)
  }

  /// Returns the elements in the shape of `other`, without a copy.
  public func view(
    as other: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    view(other.shape, file: file, line: line)
  }

  /// Returns the elements in another shape, sharing memory where that can be; -1 stands for the
  /// extent that fits.
  public func reshape(_ shape: [Int], file: StaticString = #filePath, line: UInt = #line) -> Tensor
  {
    let target = fit(shape, "reshape", at: Site(file, line))
    if let strides = strides(reshapedTo: target) { return reshaped(target, strides) }
    return contiguous().reshaped(target, target.rowMajorStrides, named: "UnsafeViewBackward0")
  }

  /// Returns the elements in another shape, sharing memory where that can be; -1 stands for the
  /// extent that fits.
  public func reshape(_ shape: Int..., file: StaticString = #filePath, line: UInt = #line) -> Tensor
  {
    reshape(shape, file: file, line: line)
  }

  /// Returns the tensor with dimensions `start` to `end` made one; -1 is the last.
  public func flatten(
    _ start: Int = 0, _ end: Int = -1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let (first, last) = (axis(start, "flatten", at: site), axis(end, "flatten", at: site))
    guard first <= last else {
      fail("flatten", "the start \(start) comes after the end \(end)", at: site)
    }
    if shape.isEmpty { return reshape([1]) }
    let middle = shape[first...last].reduce(1, *)
    return reshape(Array(shape[..<first]) + [middle] + Array(shape[(last + 1)...]))
  }

  /// Returns this tensor if its elements lie in row-major order without gaps, else such a copy.
  public func contiguous() -> Tensor { isContiguous ? self : clone() }

  /// Returns a copy with memory of its own, through which gradients flow.
  public func clone() -> Tensor {
    let copy = Tensor(uninitialized: shape, dtype)
    Kernels.copy(self, to: copy)
    return copy.recorded("CloneBackward0", self, isSmooth: true) { _, g in [g] }
  }
}

extension Tensor {
  /// Returns `shape` with its -1 replaced; stops when it does not have the same number of elements.
  private func fit(_ shape: [Int], _ operation: String, at site: Site) -> [Int] {
    var target = shape
    let unknown = shape.indices.filter { shape[$0] == -1 }
    let known = shape.reduce(1) {
      $1 == -1 ? $0 : $0.multipliedReportingOverflow(by: $1).partialValue
    }
    guard unknown.count <= 1, shape.allSatisfy({ $0 >= -1 }) else {
      fail(operation, "only one extent of \(shape.shapeText) can be left open with -1", at: site)
    }
    if let axis = unknown.first, known > 0, count % known == 0 { target[axis] = count / known }
    let product = target.reduce(Int?.some(1)) { product, extent in
      let next = product?.multipliedReportingOverflow(by: extent)
      return next?.overflow == false ? next?.partialValue : nil
    }
    guard !target.contains(-1), product == count else {
      fail(
        operation,
        "\(count) elements of shape \(self.shape.shapeText) do not fit the shape"
          + " \(shape.shapeText)", at: site)
    }
    if count == 0 || target.count > 32 { _ = Tensor.extent(of: target, dtype, at: site) }
    return target
  }

  private func reshaped(
    _ shape: [Int], _ strides: [Int], named name: StaticString = "ViewBackward0"
  ) -> Tensor {
    let original = self.shape
    return Tensor(viewing: self, shape: shape, strides: strides, offset: offset)
      .recorded(name, self, isSmooth: true) { _, g in [g.reshape(original)] }
  }

  /// Returns the strides that give the same elements in `target`'s shape, if there are such.
  ///
  /// Runs of dimensions that lie evenly in memory may be cut up anew, as PyTorch's computeStride.
  private func strides(reshapedTo target: [Int]) -> [Int]? {
    if isContiguous || count == 0 { return target.rowMajorStrides }
    var result = target
    var axis = target.count - 1
    var run = 1
    var base = strides.last ?? 1
    for dimension in shape.indices.reversed() {
      run *= shape[dimension]
      let ends =
        dimension == 0
        || shape[dimension - 1] != 1 && strides[dimension - 1] != run * base
      guard ends else { continue }
      var filled = 1
      while axis >= 0, filled < run || target[axis] == 1 {
        result[axis] = filled * base
        filled *= target[axis]
        axis -= 1
      }
      guard filled == run else { return nil }
      if dimension > 0 { (base, run) = (strides[dimension - 1], 1) }
    }
    return axis == -1 ? result : nil
  }
}
