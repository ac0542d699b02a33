extension Tensor {
  /// Returns a copy with elements of `source` at the positions along `dim` that `index` says, as
  /// `torch.scatter`.
  ///
  ///     out[index[i][j]][j] = source[i][j] for dim 0, out[i][index[i][j]] = source[i][j] for dim 1
  ///
  /// Of several for one position, the last stays. Gradients flow to what was not replaced, and from
  /// the positions to `source`.
  ///
  /// - Precondition: `index` has as many dimensions, is nowhere longer than `source`, nor than this
  ///   tensor but along `dim`, and its elements are positions along `dim`.
  public func scatter(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let plan = Scattering(self, dim, index, source.shape, "scatter", site)
    return scattered(plan, plan.part(of: source.to(dtype)), "ScatterBackward0")
  }

  /// Returns a copy with `value` at the positions along `dim` that `index` says.
  public func scatter(
    _ dim: Int, _ index: Tensor, _ value: some TensorScalar, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let plan = Scattering(self, dim, index, index.shape, "scatter", site)
    let source = Tensor(number: value.number, dtype).expand(index.shape)
    return scattered(plan, source, "ScatterBackward1")
  }

  /// Returns a copy to whose elements those of `source` are added, at the positions along `dim` that
  /// `index` says, as `torch.scatter_add`; several for one position all count.
  public func scatterAdd(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let plan = Scattering(self, dim, index, source.shape, "scatterAdd", site)
    let part = plan.part(of: source.to(dtype))
    let out = alias.clone()
    Kernels.scatterRows(part.packed, plan.places, into: out, width: 1, adding: true)
    return out.recorded("ScatterAddBackward0", self, part, isSmooth: true) { node, g in
      [g, node.wants(1) ? g.gather(plan.axis, plan.index) : nil]
    }
  }

  private func scattered(
    _ plan: Scattering, _ part: Tensor, _ name: StaticString
  ) -> Tensor {
    let out = alias.clone()
    Kernels.scatterRows(part.packed, plan.places, into: out, width: 1, adding: false)
    return out.recorded(name, self, part, isSmooth: true) { node, g in
      [
        g.scatter(plan.axis, plan.index, 0),
        node.wants(1) ? g.gather(plan.axis, plan.index) : nil,
      ]
    }
  }
}

/// Where the elements of a source go in a contiguous tensor.
private struct Scattering: Sendable {
  let axis: Int
  let index: Tensor
  let places: [Int64]

  init(
    _ target: Tensor, _ dim: Int, _ index: Tensor, _ source: [Int], _ operation: String,
    _ site: Site
  ) {
    axis = target.axis(dim, operation, at: site)
    let axis = axis
    let fits =
      index.ndim == target.ndim && index.ndim == source.count
      && index.shape.indices.allSatisfy {
        index.shape[$0] <= source[$0] && ($0 == axis || index.shape[$0] <= target.shape[$0])
      }
    guard fits, !index.dtype.isFloatingPoint else {
      fail(
        operation,
        "an index of shape \(index.shape.shapeText) and type \(index.dtype.name) does not say where"
          + " elements of \(source.shapeText) go in \(target.shape.shapeText) along dimension"
          + " \(axis)", at: site)
    }
    // The index may be changed before the derivative is computed.
    self.index = index.detach().clone()
    places = target.places(along: axis, index, site, operation)
  }

  /// The elements that `index` has a position for.
  func part(of source: Tensor) -> Tensor {
    index.shape.enumerated().reduce(source) { part, extent in
      part.shape[extent.offset] == extent.element
        ? part : part.narrow(extent.offset, 0, extent.element)
    }
  }
}

extension Tensor {
  /// Returns a copy to whose slices along `dim` at the positions of the vector `index` those of
  /// `source`, times `alpha`, are added, as `torch.index_add`.
  public func indexAdd(
    _ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Double = 1,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let spread = spread(index, dim, source.shape, "indexAdd", Site(file, line))
    return scatterAdd(
      dim, spread, alpha == 1 ? source : source * alpha, file: file, line: line)
  }

  /// Returns a copy whose slices along `dim` at the positions of the vector `index` are those of
  /// `source`, as `torch.index_copy`.
  public func indexCopy(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let spread = spread(index, dim, source.shape, "indexCopy", Site(file, line))
    return scatter(dim, spread, source, file: file, line: line)
  }

  /// Returns a copy with `value` in the slices along `dim` at the positions of the vector `index`, as
  /// `torch.index_fill`.
  public func indexFill(
    _ dim: Int, _ index: Tensor, _ value: some TensorScalar, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let axis = axis(dim, "indexFill", at: Site(file, line))
    var shape = shape
    if axis < ndim { shape[axis] = index.count }
    let spread = spread(index, dim, shape, "indexFill", Site(file, line))
    return scatter(dim, spread, value, file: file, line: line)
  }

  /// The vector `index` along `dim`, the same everywhere else, in the shape of the source.
  private func spread(
    _ index: Tensor, _ dim: Int, _ source: [Int], _ operation: String, _ site: Site
  ) -> Tensor {
    let axis = axis(dim, operation, at: site)
    var wanted = shape
    if axis < ndim { wanted[axis] = index.count }
    guard axis < ndim, index.ndim == 1, source == wanted else {
      fail(
        operation,
        "an index of shape \(index.shape.shapeText) does not say where slices of a source of shape"
          + " \(source.shapeText) go along dimension \(dim) of \(shape.shapeText)", at: site)
    }
    return index.reshape(shape.indices.map { $0 == axis ? -1 : 1 }).expand(source)
  }

  /// Returns a copy with the elements of `source` at the positions in row-major order that `index`
  /// says, or added to those there, as `torch.Tensor.put`.
  public func put(
    _ index: Tensor, _ source: Tensor, accumulate: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    guard index.count == source.count else {
      fail(
        "put", "there are \(index.count) positions for \(source.count) elements",
        at: Site(file, line))
    }
    let (flat, places, values) = (reshape(-1), index.reshape(-1), source.reshape(-1))
    let changed =
      accumulate
      ? flat.scatterAdd(0, places, values, file: file, line: line)
      : flat.scatter(0, places, values, file: file, line: line)
    return changed.reshape(shape)
  }

  /// Returns the tensor with the first elements of `source`, in row-major order, where `mask` holds,
  /// as `torch.masked_scatter`; the mask broadcasts.
  public func maskedScatter(
    _ mask: Tensor, _ source: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let shape = Tensor.broadcast(self.shape, mask.shape, "maskedScatter", at: site)
    let holds = mask.bool().expand(shape)
    let order = holds.reshape(-1).long().cumsum(0)
    let needed = order.count == 0 ? 0 : order[-1].item(as: Int.self)
    guard needed <= source.count else {
      fail(
        "maskedScatter", "the mask holds \(needed) times, but there are \(source.count) elements",
        at: site)
    }
    guard needed > 0 else { return expand(shape).clone() }
    let chosen = source.to(dtype).reshape(-1).gather(0, (order - 1).clamp(min: 0))
    return Tensor.where(holds, chosen.reshape(shape), self, file: file, line: line)
  }
}
