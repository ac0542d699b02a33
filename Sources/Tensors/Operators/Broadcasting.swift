extension Tensor {
  /// Returns the shape to which both shapes broadcast.
  ///
  /// Dimensions are matched from the last; extents are equal, or one of them is 1 or missing.
  static func broadcast(_ a: [Int], _ b: [Int], _ operation: String, at site: Site) -> [Int] {
    if a == b { return a }
    let rank = Swift.max(a.count, b.count)
    return (0..<rank).map { axis in
      let (left, right) = (axis - rank + a.count, axis - rank + b.count)
      let (m, n) = (left < 0 ? 1 : a[left], right < 0 ? 1 : b[right])
      guard m == n || m == 1 || n == 1 else {
        fail(
          operation,
          "the shapes \(a.shapeText) and \(b.shapeText) do not fit together: dimension"
            + " \(axis - rank) is \(m) in one and \(n) in the other", at: site)
      }
      return m == 1 ? n : m
    }
  }

  /// Returns the sum over the dimensions in which `shape` was broadcast to this tensor's.
  func sum(to shape: [Int]) -> Tensor {
    if shape == self.shape { return self }
    let missing = ndim - shape.count
    let axes = self.shape.indices.filter { axis in
      axis < missing || shape[axis - missing] == 1 && self.shape[axis] != 1
    }
    let summed = axes.isEmpty ? self : sum(axes, keepDim: true)
    return summed.shape == shape ? summed : summed.reshape(shape)
  }
}
