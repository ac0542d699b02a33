extension Tensor {
  /// Returns the tensor with dimension `source` moved to position `destination`, sharing memory.
  public func movedim(
    _ source: Int, _ destination: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    movedim([source], [destination], file: file, line: line)
  }

  /// Returns the tensor with dimensions `sources` moved to positions `destinations`, the others in
  /// their order, sharing memory, as `torch.movedim`.
  public func movedim(
    _ sources: [Int], _ destinations: [Int], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let from = sources.map { axis($0, "movedim", at: site) }
    let to = destinations.map { axis($0, "movedim", at: site) }
    guard from.count == to.count, Set(from).count == from.count, Set(to).count == to.count else {
      fail(
        "movedim",
        "\(sources.shapeText) and \(destinations.shapeText) do not name equally many different"
          + " dimensions", at: site)
    }
    var rest = shape.indices.filter { !from.contains($0) }[...]
    let order = shape.indices.compactMap { place in
      to.firstIndex(of: place).map { from[$0] } ?? rest.popFirst()
    }
    return permute(order, file: file, line: line)
  }

  /// Returns the tensor with two dimensions exchanged, as `transpose`; NumPy's name.
  public func swapaxes(
    _ first: Int, _ second: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    transpose(first, second, file: file, line: line)
  }

  /// Returns the tensor with dimension `dim` cut up into `sizes`, one of which may be -1.
  public func unflatten(
    _ dim: Int, _ sizes: [Int], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let axis = axis(dim, "unflatten", at: Site(file, line))
    let whole = shape.dropFirst(axis).first ?? 1
    let known = sizes.reduce(1) { $1 == -1 ? $0 : $0 &* $1 }
    let target = sizes.map { $0 == -1 && known > 0 ? whole / known : $0 }
    guard axis < ndim, target.allSatisfy({ $0 >= 0 }), target.reduce(1, &*) == whole else {
      fail(
        "unflatten",
        "dimension \(dim) of \(shape.shapeText) cannot be cut up into \(sizes.shapeText)",
        at: Site(file, line))
    }
    return reshape(
      Array(shape[..<axis]) + target + shape[(axis + 1)...], file: file, line: line)
  }

  /// Returns overlapping windows of `size` positions along `dim`, `step` apart, as a new last
  /// dimension, sharing memory: […, n, …] → […, (n - size) / step + 1, …, size].
  public func unfold(
    _ dim: Int, _ size: Int, _ step: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let axis = axis(dim, "unfold", at: Site(file, line))
    guard axis < ndim, size >= 0, size <= shape[axis], step > 0 else {
      fail(
        "unfold",
        "there are no windows of \(size) positions, \(step) apart, in dimension \(dim) of"
          + " \(shape.shapeText)", at: Site(file, line))
    }
    let original = shape
    return windows(axis, size, step).recorded("UnfoldBackward0", self) { _, g in
      let sum = Tensor.zeros(original, dtype: g.dtype)
      for place in 0..<size {
        let length = g.shape[axis]
        guard length > 0 else { break }
        let every = sum.windows(axis, size, step).select(g.ndim - 1, place)
        Kernels.copy(every + g.select(g.ndim - 1, place), to: every)
      }
      return [sum]
    }
  }

  private func windows(_ axis: Int, _ size: Int, _ step: Int) -> Tensor {
    var (shape, strides) = (shape, strides)
    shape[axis] = (shape[axis] - size) / step + 1
    shape.append(size)
    strides.append(strides[axis])
    strides[axis] &*= step  // Too large a step has one window, and no use for a stride.
    return Tensor(viewing: self, shape: shape, strides: strides, offset: offset)
  }

  /// Returns the tensor turned by `k` quarters from dimension `dims[0]` towards `dims[1]`.
  public func rot90(
    _ k: Int = 1, _ dims: [Int] = [0, 1], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axes = dims.map { axis($0, "rot90", at: site) }
    guard ndim >= 2, axes.count == 2, axes[0] != axes[1] else {
      fail(
        "rot90", "\(dims.shapeText) does not name two dimensions of \(shape.shapeText)", at: site)
    }
    switch ((k % 4) + 4) % 4 {
    case 1: return flip(axes[1]).transpose(axes[0], axes[1])
    case 2: return flip(axes)
    case 3: return flip(axes[0]).transpose(axes[0], axes[1])
    default: return clone()
    }
  }

  /// Returns the tensor with at least `rank` dimensions, those of extent 1 put in as PyTorch does.
  private func atLeast(_ rank: Int) -> Tensor {
    if ndim >= rank { return self }
    switch (rank, ndim) {
    case (3, 2): return unsqueeze(-1)
    case (3, 1): return unsqueeze(0).unsqueeze(-1)
    default: return reshape([Int](repeating: 1, count: rank - ndim) + shape)
    }
  }

  /// Returns the tensor, a number as a vector of one element.
  public func atLeast1d() -> Tensor { atLeast(1) }
  /// Returns the tensor, with fewer dimensions as a matrix of one row.
  public func atLeast2d() -> Tensor { atLeast(2) }
  /// Returns the tensor, a matrix as [m, n, 1] and a vector as [1, n, 1].
  public func atLeast3d() -> Tensor { atLeast(3) }

  /// Returns the tensor broadcast to `shape` without a copy, as `expand`.
  public func broadcastTo(
    _ shape: [Int], file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    expand(shape, file: file, line: line)
  }

  /// Returns the tensor set side by side `counts` times along its last dimensions, as `torch.tile`.
  public func tile(
    _ counts: Int..., file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let missing = [Int](repeating: 1, count: Swift.max(ndim - counts.count, 0))
    return self.repeat(missing + counts, file: file, line: line)
  }
}
