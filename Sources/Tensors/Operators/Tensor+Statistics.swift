extension Tensor {
  /// Returns the variance of all elements, or along `dim`: Σ (x - mean)² / (n - correction).
  public func `var`(
    _ dim: Int? = nil, correction: Int = 1, keepDim: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("var", at: site)
    let dims = dim.map { [$0] } ?? Array(shape.indices)
    let reduction = Reduction(self, dims, keepDim, "var", site)
    let result = Tensor(uninitialized: reduction.shape, dtype)
    Kernels.variance(
      reduction.arranged(self), into: result, reduction.span, correction: Double(correction))
    let factor = 2 / Swift.max(Double(reduction.span.count) - Double(correction), 0)
    return result.recorded("VarBackward0", self, saving: [self], isSmooth: true) { node, g in
      let x = node.saved(0)
      let centred = x - x.mean(reduction.axes, keepDim: true)
      return [centred * (g.reshape(reduction.keptShape) * factor)]
    }
  }

  /// Returns the standard deviation of all elements, or along `dim`: the root of `var`.
  ///
  /// Its gradient where it is 0 is 0.
  public func std(
    _ dim: Int? = nil, correction: Int = 1, keepDim: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("std", at: site)
    let variance = self.var(dim, correction: correction, keepDim: keepDim, file: file, line: line)
    let reduction = Reduction(
      self, dim.map { [$0] } ?? Array(shape.indices), keepDim, "std", site)
    let result = variance.detach().sqrt()
    let factor = 1 / Swift.max(Double(reduction.span.count) - Double(correction), 0)
    return result.recorded("StdBackward0", self, saving: [self, result], isSmooth: true) {
      node, g in
      let (x, deviation) = (node.saved(0), node.saved(1))
      let centred = x - x.mean(reduction.axes, keepDim: true)
      let share = Tensor.where(deviation .== 0, Tensor.zeros(like: g), g / deviation)
      return [centred * (share * factor).reshape(reduction.keptShape)]
    }
  }

  /// Returns the Euclidean norm √Σx² of all elements; its gradient at 0 is 0.
  public func norm() -> Tensor {
    let result = detach().square().sum().sqrt()
    return result.recorded(
      "LinalgVectorNormBackward0", self, saving: [self, result], isSmooth: true
    ) { node, g in
      let (x, norm) = (node.saved(0), node.saved(1))
      return [Tensor.where(norm .== 0, Tensor.zeros(like: x), x * (g / norm))]
    }
  }
}
