extension Tensor {
  /// Returns the median of all elements, of an even number the lower one; NaN if there is one.
  ///
  /// Equal ones share the gradient. As `torch.median`.
  public func median(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let site = Site(file, line)
    let result = detach().reshape(-1).medianAndPlace(0, site).values
    return result.recorded("MedianBackward0", self, saving: [self, result], isSmooth: true) {
      node, g in
      let hits = (node.saved(0) .== node.saved(1)).to(g.dtype)
      return [hits * (g / hits.sum())]
    }
  }

  /// Returns the medians along `dim`, and where each is.
  public func median(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    let site = Site(file, line)
    let axis = axis(dim, "median", at: site)
    let found = medianAndPlace(axis, site)
    return keepDim || shape.isEmpty
      ? found : (found.values.squeeze(axis), found.indices.squeeze(axis))
  }

  private func medianAndPlace(_ axis: Int, _ site: Site) -> (values: Tensor, indices: Tensor) {
    guard count > 0 else {
      fail("median", "there are no elements to choose from in \(shape.shapeText)", at: site)
    }
    guard !shape.isEmpty else { return (self, Tensor.zeros([], dtype: .int64)) }
    let order = detach().argsort(axis)
    let last = order.narrowed(axis, shape[axis] - 1, 1).packed
    let middle = order.narrowed(axis, (shape[axis] - 1) / 2, 1).packed
    // NaN sorts last, and makes the median NaN.
    let place = Tensor.where(detach().gather(axis, last).isnan(), last, middle)
    return (gather(axis, place, named: "MedianBackward1", at: site), place)
  }
}

extension Tensor {
  /// Returns the running products along `dim`, of integers as `int64`; floats multiply in double.
  ///
  /// The gradient is exact where elements are 0 too, at a cost of O(*n*²) along `dim`.
  public func cumprod(_ dim: Int, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let axis = axis(dim, "cumprod", at: Site(file, line))
    guard axis < ndim else { return dtype.isFloatingPoint ? clone() : to(.int64).clone() }
    let length = shape[axis]
    let out =
      dtype.isFloatingPoint
      ? rows(axis) { row in runningProducts(row, 1.0, *) }
      : detach().to(.int64).rows(axis) { row in runningProducts(row, 1, &*) }
    return out.recorded("CumprodBackward0", self, saving: [self]) { node, g in
      let x = node.saved(0).transpose(axis, -1).array
      var result = [Double](repeating: 0, count: x.count)
      let gradient = g.transpose(axis, -1).array
      for start in stride(from: 0, to: x.count, by: Swift.max(length, 1)) {
        var before = 1.0
        for i in start..<start + length {
          var product = before
          result[i] = gradient[i] * product
          for k in i + 1..<Swift.max(start + length, i + 1) {
            product *= x[k]
            result[i] += gradient[k] * product
          }
          before *= x[i]
        }
      }
      let shape = g.transpose(axis, -1).shape
      return [Tensor(result, shape: shape, dtype: g.dtype).transpose(axis, -1)]
    }
  }

  /// What `body` makes of each run of elements along `axis`.
  private func rows<S: TensorScalar>(_ axis: Int, _ body: (ArraySlice<S>) -> [S]) -> Tensor {
    let turned = alias.transpose(axis, -1)
    let values = turned.scalars(as: S.self)
    var result: [S] = []
    for start in stride(from: 0, to: values.count, by: Swift.max(shape[axis], 1)) {
      result += body(values[start..<start + shape[axis]])
    }
    return Tensor(result, shape: turned.shape, dtype: dtype).transpose(axis, -1).packed
  }
}

private func runningProducts<S>(_ row: ArraySlice<S>, _ one: S, _ times: (S, S) -> S) -> [S] {
  var product = one
  return row.map { value in
    product = times(product, value)
    return product
  }
}
