extension Tensor {
  /// Returns the tensor with dimensions `first` and `second` exchanged, sharing memory.
  public func transpose(
    _ first: Int, _ second: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let (i, j) = (axis(first, "transpose", at: site), axis(second, "transpose", at: site))
    return transposed(i, j, "TransposeBackward0")
  }

  /// The tensor with its dimensions in reverse order, sharing memory; of a matrix, its transpose.
  public var T: Tensor { permuted(Array(shape.indices.reversed())) }

  /// Returns the transpose of a matrix, sharing memory; a vector or a number is returned as it is.
  public func t(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    guard ndim <= 2 else {
      fail("t", "a tensor of shape \(shape.shapeText) is no matrix", at: Site(file, line))
    }
    return ndim < 2 ? self : transposed(0, 1, "TBackward0")
  }

  private func transposed(_ i: Int, _ j: Int, _ name: StaticString) -> Tensor {
    guard !shape.isEmpty else { return self }
    var (shape, strides) = (shape, strides)
    shape.swapAt(i, j)
    strides.swapAt(i, j)
    return Tensor(viewing: self, shape: shape, strides: strides, offset: offset)
      .recorded(name, self, isSmooth: true) { _, g in [g.transpose(i, j)] }
  }

  /// Returns the tensor with its dimensions in the order `dims`, sharing memory.
  public func permute(_ dims: [Int], file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let site = Site(file, line)
    let axes = dims.map { axis($0, "permute", at: site) }
    guard axes.count == ndim, Set(axes).count == ndim else {
      fail(
        "permute",
        "\(dims.shapeText) does not name each dimension of shape \(shape.shapeText) once",
        at: site)
    }
    return permuted(axes)
  }

  /// Returns the tensor with its dimensions in the order `dims`, sharing memory.
  public func permute(_ dims: Int..., file: StaticString = #filePath, line: UInt = #line) -> Tensor
  {
    permute(dims, file: file, line: line)
  }

  private func permuted(_ axes: [Int]) -> Tensor {
    var inverse = axes
    for (position, axis) in axes.enumerated() { inverse[axis] = position }
    return Tensor(
      viewing: self, shape: axes.map { shape[$0] }, strides: axes.map { strides[$0] },
      offset: offset
    ).recorded("PermuteBackward0", self, isSmooth: true) { [inverse] _, g in [g.permuted(inverse)] }
  }

  /// Returns the tensor with a dimension of extent 1 put in before `dim`, sharing memory.
  public func unsqueeze(
    _ dim: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard dim >= -ndim - 1, dim <= ndim else {
      fail(
        "unsqueeze", "\(dim) is not between \(-ndim - 1) and \(ndim)", at: Site(file, line))
    }
    let axis = dim < 0 ? dim + ndim + 1 : dim
    var (shape, strides) = (shape, strides)
    strides.insert(axis < ndim ? shape[axis] * strides[axis] : 1, at: axis)
    shape.insert(1, at: axis)
    return Tensor(viewing: self, shape: shape, strides: strides, offset: offset)
      .recorded("UnsqueezeBackward0", self, isSmooth: true) { _, g in [g.squeeze(axis)] }
  }

  /// Returns the tensor without its dimensions of extent 1, sharing memory.
  public func squeeze() -> Tensor {
    squeezed(shape.indices.filter { shape[$0] == 1 }, "SqueezeBackward0")
  }

  /// Returns the tensor without dimension `dim` if its extent is 1, sharing memory.
  public func squeeze(_ dim: Int, file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let axis = axis(dim, "squeeze", at: Site(file, line))
    return squeezed(axis < ndim && shape[axis] == 1 ? [axis] : [], "SqueezeBackward1")
  }

  private func squeezed(_ axes: [Int], _ name: StaticString) -> Tensor {
    let kept = shape.indices.filter { !axes.contains($0) }
    let original = shape
    return Tensor(
      viewing: self, shape: kept.map { shape[$0] }, strides: kept.map { strides[$0] },
      offset: offset
    ).recorded(name, self, isSmooth: true) { _, g in [g.reshape(original)] }
  }

  /// Returns the tensor repeated along dimensions of extent 1, and new ones in front, without a
  /// copy; -1 keeps an extent.
  public func expand(_ shape: [Int], file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let missing = shape.count - ndim
    let target = shape.indices.map { axis in
      shape[axis] == -1 && axis >= missing ? self.shape[axis - missing] : shape[axis]
    }
    let fits =
      missing >= 0
      && target.indices.allSatisfy { axis in
        target[axis] >= 0
          && (axis < missing || [1, target[axis]].contains(self.shape[axis - missing]))
      }
    guard fits else {
      fail(
        "expand",
        "a tensor of shape \(self.shape.shapeText) cannot be repeated to \(shape.shapeText); only"
          + " dimensions of size 1 and new ones in front can", at: Site(file, line))
    }
    _ = Tensor.extent(of: target, dtype, at: Site(file, line))
    let original = self.shape
    return Tensor(
      viewing: self, shape: target, strides: broadcastStrides(to: target), offset: offset
    ).recorded("ExpandBackward0", self, isSmooth: true) { _, g in [g.sum(to: original)] }
  }

  /// Returns the tensor repeated along dimensions of extent 1, without a copy; -1 keeps an extent.
  public func expand(_ shape: Int..., file: StaticString = #filePath, line: UInt = #line) -> Tensor
  {
    expand(shape, file: file, line: line)
  }
}
