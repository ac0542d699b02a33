extension Tensor {
  /// Returns the `p`-norm (Σ |x|ᵖ)^(1/p) of all elements, or along `dim`, as `torch.norm`.
  ///
  /// `.infinity` gives the largest |x|, `-.infinity` the smallest, 0 the number of elements that are
  /// not 0. The gradient at 0 is 0.
  public func norm(
    _ p: Double, _ dim: Int? = nil, keepDim: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let dims = dim.map { [$0] } ?? Array(shape.indices)
    return norm(p, dims, keepDim: keepDim, file: file, line: line)
  }

  /// Returns the `p`-norms along the dimensions `dims` together; along all when there are none.
  public func norm(
    _ p: Double, _ dims: [Int], keepDim: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("norm", at: site)
    if p.isInfinite {
      return p > 0
        ? abs().amax(dims, keepDim: keepDim, file: file, line: line)
        : abs().amin(dims, keepDim: keepDim, file: file, line: line)
    }
    let dims = dims.isEmpty ? Array(shape.indices) : dims
    let reduction = Reduction(self, dims, keepDim, "norm", site)
    let result = Tensor.powerNorm(detach(), p, reduction).reshape(reduction.shape)
    let name: StaticString = "LinalgVectorNormBackward0"
    return result.recorded(name, self, saving: [self, result], isSmooth: true) { node, g in
      let (x, norm) = (node.saved(0), node.saved(1).reshape(reduction.keptShape))
      let (g, none) = (g.reshape(reduction.keptShape), Tensor.zeros([], dtype: g.dtype))
      return [Tensor.where(norm .== 0, none, x.ascent(p, norm) * g)]
    }
  }

  /// Returns a norm of a matrix by name: "fro", the root of the sum of squares, or "nuc", the sum of
  /// singular values; of the elements along `dims`, or all.
  public func norm(
    _ name: String, _ dims: [Int]? = nil, keepDim: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    switch name {
    case "fro":
      return norm(
        2, dims ?? Array(shape.indices), keepDim: keepDim, file: file, line: line)
    case "nuc":
      let axes = (dims ?? Array(shape.indices)).map { axis($0, "norm", at: site) }
      guard axes.count == 2, ndim >= 2, axes[0] != axes[1] else {
        fail("norm", "'nuc' needs the two dimensions of a matrix, not \(axes.shapeText)", at: site)
      }
      let rest = shape.indices.filter { !axes.contains($0) }
      let sum = permute(rest + axes).svdvals(file: file, line: line).sum(-1)
      return keepDim ? sum.reshape(shape.indices.map { axes.contains($0) ? 1 : shape[$0] }) : sum
    default: fail("norm", "there is no norm '\(name)'; there are 'fro' and 'nuc'", at: site)
    }
  }

  private static func powerNorm(_ x: Tensor, _ p: Double, _ reduction: Reduction) -> Tensor {
    let sum = { (terms: Tensor) in terms.sum(reduction.axes, keepDim: true) }
    switch p {
    case 0: return sum((x .!= 0).to(x.dtype))
    case 1: return sum(x.abs())
    case 2: return sum(x.square()).sqrt()
    default: return sum(x.abs().pow(p)).pow(1 / p)
    }
  }

  /// The derivative of the `p`-norm `norm` by each element, where it is not 0.
  private func ascent(_ p: Double, _ norm: Tensor) -> Tensor {
    switch p {
    case 0: Tensor.zeros(like: self)
    case 1: sign()
    case 2: self / norm
    default: Tensor.where(self .== 0, Tensor.zeros(like: self), sign() * (abs() / norm).pow(p - 1))
    }
  }
}
