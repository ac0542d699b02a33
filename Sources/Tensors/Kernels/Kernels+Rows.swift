internal import AbacusKernels

extension Kernels {
  /// y = (x - mean) · scale · weight + bias for rows of `count`; returns mean and scale of each.
  static func rowNormalize(
    _ x: Tensor, _ weight: Tensor?, _ bias: Tensor?, into y: Tensor, _ count: Int, _ eps: Double
  ) -> (mean: Tensor, scale: Tensor) {
    let rows = count == 0 ? 0 : x.count / count
    let mean = Tensor(uninitialized: [rows], .float64)
    let scale = Tensor(uninitialized: [rows], .float64)
    Parallel.ranges(rows, work: x.count * 2) { range in
      let start = range.lowerBound * count * x.dtype.size
      unsafe table.layers.row_normalize(
        x.dtype.kernelType, x.pointer + start, weight?.pointer, bias?.pointer, y.pointer + start,
        mean.doubles + range.lowerBound, scale.doubles + range.lowerBound, range.count, count, eps)
    }
    return (mean, scale)
  }

  /// The gradients of `rowNormalize`.
  static func rowNormalizeBackward(
    _ g: Tensor, _ x: Tensor, _ weight: Tensor?, _ mean: Tensor, _ scale: Tensor, _ shape: [Int]
  ) -> (x: Tensor, weight: Tensor, bias: Tensor) {
    let out = Tensor(uninitializedLike: x, g.dtype)
    let weights = Tensor.zeros(shape, dtype: .float64)
    let biases = Tensor.zeros(shape, dtype: .float64)
    unsafe table.layers.row_normalize_backward(
      g.dtype.kernelType, g.pointer, x.pointer, weight?.pointer, mean.doubles, scale.doubles,
      out.pointer, weights.doubles, biases.doubles, mean.count, shape.reduce(1, *))
    return (out, weights.packed(as: g.dtype), biases.packed(as: g.dtype))
  }
}
