internal import AbacusKernels

extension Tensor {
  /// Returns the largest element, or NaN if there is one.
  ///
  /// Equal ones share the gradient.
  public func max(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    extreme(ab_reduce_max, "max", "MaxBackward1", Site(file, line))
  }

  /// Returns the smallest element, or NaN if there is one.
  ///
  /// Equal ones share the gradient.
  public func min(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    extreme(ab_reduce_min, "min", "MinBackward1", Site(file, line))
  }

  /// Returns the largest elements along `dim`, and where the first of each is.
  public func max(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    extremes(ab_reduce_argmax, dim, keepDim, "max", "MaxBackward0", Site(file, line))
  }

  /// Returns the smallest elements along `dim`, and where the first of each is.
  public func min(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    extremes(ab_reduce_argmin, dim, keepDim, "min", "MinBackward0", Site(file, line))
  }

  /// Returns the position of the first largest element: along `dim`, or in the flattened tensor.
  public func argmax(
    _ dim: Int? = nil, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    position(ab_reduce_argmax, dim, keepDim, "argmax", Site(file, line))
  }

  /// Returns the position of the first smallest element: along `dim`, or in the flattened tensor.
  public func argmin(
    _ dim: Int? = nil, keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    position(ab_reduce_argmin, dim, keepDim, "argmin", Site(file, line))
  }

  /// Returns the largest elements along the dimensions `dims` together, as `torch.amax`.
  ///
  /// Equal ones share the gradient.
  public func amax(
    _ dims: [Int], keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    shared(ab_reduce_max, dims, keepDim, "amax", "AmaxBackward0", Site(file, line))
  }

  /// Returns the smallest elements along the dimensions `dims` together, as `torch.amin`.
  ///
  /// Equal ones share the gradient.
  public func amin(
    _ dims: [Int], keepDim: Bool = false, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    shared(ab_reduce_min, dims, keepDim, "amin", "AminBackward0", Site(file, line))
  }

  private func shared(
    _ op: ab_reduction, _ dims: [Int], _ keepDim: Bool, _ operation: String, _ name: StaticString,
    _ site: Site
  ) -> Tensor {
    let reduction = Reduction(self, dims, keepDim, operation, site)
    requireElements(operation, reduction.span.count, at: site)
    let result = reduction.reduce(self, op).converted(to: dtype)
    return result.recorded(name, self, saving: [self, result], isSmooth: true) { node, g in
      let best = node.saved(1).reshape(reduction.keptShape)
      let hits = (node.saved(0) .== best).to(g.dtype)
      return [hits * (g.reshape(reduction.keptShape) / hits.sum(reduction.axes, keepDim: true))]
    }
  }

  private func extreme(
    _ op: ab_reduction, _ operation: String, _ name: StaticString, _ site: Site
  ) -> Tensor {
    requireElements(operation, count, at: site)
    let reduction = Reduction(self, Array(shape.indices), false, operation, site)
    let result = reduction.reduce(self, op).converted(to: dtype)
    return result.recorded(name, self, saving: [self, result], isSmooth: true) { node, g in
      let hits = (node.saved(0) .== node.saved(1)).to(g.dtype)
      let lost = node.saved(0).isnan().logicalAnd(node.saved(1).isnan()).to(g.dtype)
      return [(hits + lost) * (g / (hits + lost).sum())]
    }
  }

  private func extremes(
    _ op: ab_reduction, _ dim: Int, _ keepDim: Bool, _ operation: String, _ name: StaticString,
    _ site: Site
  ) -> (values: Tensor, indices: Tensor) {
    let axis = axis(dim, operation, at: site)
    let kept = position(op, dim, true, operation, site)
    let found = shape.isEmpty ? self : gather(axis, kept, named: name, at: site)
    let (values, indices) = (found, kept)
    return keepDim ? (values, indices) : (values.dropping(axis), indices.dropping(axis))
  }

  private func dropping(_ axis: Int) -> Tensor {
    guard axis < ndim else { return self }
    var shape = shape
    shape.remove(at: axis)
    let result = alias.reshape(shape)
    let original = self.shape
    if let node {
      result.base = nil
      result.node = Node(node.name, [.node(node)], saving: [], isSmooth: true) { _, g in
        [g.reshape(original)]
      }
    }
    return result
  }

  private func position(
    _ op: ab_reduction, _ dim: Int?, _ keepDim: Bool, _ operation: String, _ site: Site
  ) -> Tensor {
    let dims = dim.map { [$0] } ?? Array(shape.indices)
    let reduction = Reduction(self, dims, keepDim, operation, site)
    requireElements(operation, reduction.span.count, at: site)
    return reduction.reduce(self, op, as: .int64)
  }

  private func requireElements(_ operation: String, _ count: Int, at site: Site) {
    guard count > 0 else {
      fail(operation, "there are no elements to choose from in \(shape.shapeText)", at: site)
    }
  }
}
