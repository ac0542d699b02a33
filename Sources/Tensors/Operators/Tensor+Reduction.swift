internal import AbacusKernels

extension Tensor {
  /// Returns the sum of all elements, of integers as `int64`; 0 when there are none.
  ///
  /// Floats are added up in double precision, whatever their type.
  public func sum() -> Tensor { sum([], false, "SumBackward0", .unknown) }

  /// Returns the sums along dimension `dim`.
  public func sum(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    sum([dim], keepDim: keepDim, file: file, line: line)
  }

  /// Returns the sums along the dimensions `dims`; along all when there are none.
  public func sum(
    _ dims: [Int], keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    sum(dims, keepDim, "SumBackward1", Site(file, line))
  }

  private func sum(
    _ dims: [Int], _ keepDim: Bool, _ name: StaticString, _ site: Site
  ) -> Tensor {
    let dims = dims.isEmpty ? Array(shape.indices) : dims
    let reduction = Reduction(self, dims, keepDim, "sum", site)
    let original = shape
    return reduction.sum(of: self).recorded(name, self, isSmooth: true) { _, g in
      [reduction.spread(g, original)]
    }
  }

  /// Returns the mean of all elements; NaN when there are none.
  public func mean(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    mean([], false, "MeanBackward0", Site(file, line))
  }

  /// Returns the means along dimension `dim`.
  public func mean(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    mean([dim], keepDim: keepDim, file: file, line: line)
  }

  /// Returns the means along the dimensions `dims`; along all when there are none.
  ///
  /// - Precondition: The elements are floats.
  public func mean(
    _ dims: [Int], keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    mean(dims, keepDim, "MeanBackward1", Site(file, line))
  }

  private func mean(
    _ dims: [Int], _ keepDim: Bool, _ name: StaticString, _ site: Site
  ) -> Tensor {
    requireFloats("mean", at: site)
    let dims = dims.isEmpty ? Array(shape.indices) : dims
    let reduction = Reduction(self, dims, keepDim, "mean", site)
    let original = shape
    let count = Double(reduction.span.count)
    return reduction.sum(of: self, dividedBy: count)
      .recorded(name, self, isSmooth: true) { _, g in [reduction.spread(g / count, original)] }
  }

  /// Returns the product of all elements, of integers as `int64`; 1 when there are none.
  public func prod() -> Tensor {
    let reduction = Reduction(self, Array(shape.indices), false, "prod", .unknown)
    let result = reduction.reduce(self, ab_reduce_prod)
    return result.recorded("ProdBackward0", self, saving: [self]) { node, g in
      let x = node.saved(0)
      return [g * x.productsOfOthers(x.count)]
    }
  }

  /// Returns the products along dimension `dim`, of integers as `int64`.
  public func prod(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axis = axis(dim, "prod", at: site)
    let reduction = Reduction(self, [dim], keepDim, "prod", site)
    let original = shape
    return reduction.reduce(self, ab_reduce_prod)
      .recorded("ProdBackward1", self, saving: [self]) { node, g in
        let spread = reduction.spread(g, original)
        guard axis < original.count else { return [spread] }
        let rows = node.saved(0).transpose(axis, -1)
        return [spread * rows.productsOfOthers(original[axis]).transpose(axis, -1)]
      }
  }

  /// For each element the product of all the others in its run of `length`, zeros or not.
  private func productsOfOthers(_ length: Int) -> Tensor {
    let x = scalars(as: Double.self)
    var result = [Double](repeating: 1, count: x.count)
    for start in stride(from: 0, to: x.count, by: Swift.max(length, 1)) {
      var before = 1.0
      var after = 1.0
      for index in 0..<length {
        result[start + index] *= before
        before *= x[start + index]
        let mirrored = start + length - 1 - index
        result[mirrored] *= after
        after *= x[mirrored]
      }
    }
    return Tensor(result, shape: shape, dtype: dtype)
  }
}

extension Tensor {
  func requireFloats(_ operation: String, at site: Site) {
    guard dtype.isFloatingPoint else {
      fail(operation, "it needs floating point, not \(dtype.name); convert with float()", at: site)
    }
  }
}

/// The dimensions of a reduction, brought to the form of the kernels.
struct Reduction: Sendable {
  /// Which dimensions go, in ascending order.
  let axes: [Int]
  /// The shape of the result, with and without the reduced dimensions.
  let keptShape: [Int]
  let shape: [Int]
  let span: Kernels.Span
  /// The order of dimensions that brings the reduced ones together, unless they are already.
  private let order: [Int]?

  init(_ x: Tensor, _ dims: [Int], _ keepDim: Bool, _ operation: String, _ site: Site) {
    let named = dims.map { x.axis($0, operation, at: site) }
    axes = Set(named).sorted().filter { $0 < x.ndim }
    guard Set(named).count == named.count else {
      fail(operation, "a dimension appears twice in \(dims.shapeText)", at: site)
    }
    let axes = axes
    let kept = x.shape.indices.filter { !axes.contains($0) }
    keptShape = x.shape.indices.map { axes.contains($0) ? 1 : x.shape[$0] }
    shape = keepDim ? keptShape : kept.map { x.shape[$0] }
    let count = axes.reduce(1) { $0 * x.shape[$1] }
    if let first = axes.first, let last = axes.last, last - first == axes.count - 1 {
      order = nil
      span = Kernels.Span(
        outer: x.shape[..<first].reduce(1, *), count: count,
        inner: x.shape[(last + 1)...].reduce(1, *))
    } else {
      order = axes.isEmpty ? nil : kept + axes
      span = Kernels.Span(outer: kept.reduce(1) { $0 * x.shape[$1] }, count: count, inner: 1)
    }
  }

  /// The elements of `x` in the order in which the kernels take them.
  func arranged(_ x: Tensor) -> Tensor {
    let x = x.alias
    return (order.map { x.permute($0) } ?? x).packed
  }

  /// Sums up `x`; integers as `int64`.
  func sum(of x: Tensor, dividedBy divisor: Double = 1) -> Tensor {
    reduce(x, ab_reduce_sum, divisor: divisor)
  }

  /// Reduces `x`; integers as `int64`.
  func reduce(
    _ x: Tensor, _ op: ab_reduction, divisor: Double = 1, as type: DType? = nil
  ) -> Tensor {
    let source = x.dtype.isFloatingPoint ? arranged(x) : arranged(x.packed(as: .int64))
    let result = Tensor(uninitialized: shape, type ?? source.dtype)
    Kernels.reduce(op, source, into: result, span, divisor: divisor)
    return result
  }

  /// Spreads a result's gradient `g` over the shape that was reduced.
  func spread(_ g: Tensor, _ original: [Int]) -> Tensor {
    g.reshape(keptShape).expand(original)
  }
}
