extension Tensor {
  /// Returns the elements where `mask` holds as a vector, as `torch.masked_select`; both broadcast.
  public func maskedSelect(
    _ mask: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let shape = Tensor.broadcast(self.shape, mask.shape, "maskedSelect", at: Site(file, line))
    return expand(shape).reshape(-1)[mask.bool().expand(shape).reshape(-1), file: file, line: line]
  }

  /// Returns the elements at positions in row-major order, in the shape of `index`, as `torch.take`.
  public func take(
    _ index: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    reshape(-1).gather(0, index.reshape(-1), file: file, line: line).reshape(index.shape)
  }

  /// Returns the elements at the positions along `dim` that `index` says, as
  /// `torch.take_along_dim`: `gather` whose other dimensions broadcast.
  ///
  /// It takes what `argmax` with `keepDim`, `argsort` and `topk` return.
  public func takeAlongDim(
    _ index: Tensor, _ dim: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axis = axis(dim, "takeAlongDim", at: site)
    guard index.ndim == ndim, axis < ndim else {
      fail(
        "takeAlongDim",
        "an index of shape \(index.shape.shapeText) does not have the dimensions of"
          + " \(shape.shapeText)", at: site)
    }
    var (mine, other) = (shape, index.shape)
    (mine[axis], other[axis]) = (1, 1)
    let both = Tensor.broadcast(mine, other, "takeAlongDim", at: site)
    (mine, other) = (both, both)
    (mine[axis], other[axis]) = (shape[axis], index.shape[axis])
    return expand(mine).gather(axis, index.expand(other), file: file, line: line)
  }

  /// Returns the positions of the elements that are not 0, one a row, as `nonzero`.
  public func argwhere() -> Tensor { nonzero() }
}
