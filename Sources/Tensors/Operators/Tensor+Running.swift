internal import Glibc

extension Tensor {
  /// Returns the largest element so far along `dim`, and where the last of each is, as
  /// `torch.cummax`; from the first NaN on it is NaN.
  public func cummax(
    _ dim: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    running(dim, "cummax", "CummaxBackward0", Site(file, line)) { $0 >= $1 }
  }

  /// Returns the smallest element so far along `dim`, and where the last of each is, as
  /// `torch.cummin`; from the first NaN on it is NaN.
  public func cummin(
    _ dim: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    running(dim, "cummin", "CumminBackward0", Site(file, line)) { $0 <= $1 }
  }

  private func running(
    _ dim: Int, _ operation: String, _ name: StaticString, _ site: Site,
    _ wins: (Double, Double) -> Bool
  ) -> (values: Tensor, indices: Tensor) {
    let axis = axis(dim, operation, at: site)
    guard axis < ndim, count > 0 else { return (clone(), Tensor.zeros(shape, dtype: .int64)) }
    let rows = detach().transpose(axis, -1)
    let values = rows.orderKeys
    var places = [Int](repeating: 0, count: count)
    for start in stride(from: 0, to: count, by: shape[axis]) {
      var best = start
      for place in start..<start + shape[axis] {
        let (value, other) = (values[place], values[best])
        if value.isNaN || !other.isNaN && wins(value, other) { best = place }
        places[place] = best - start
      }
    }
    let index = Tensor(places, shape: rows.shape).transpose(axis, -1).contiguous()
    return (gather(axis, index, named: name, at: site), index)
  }

  /// Returns the logarithms of the running sums of eˣ along `dim`, as `torch.logcumsumexp`.
  ///
  /// Each step is max + log(1 + e^-|difference|), in double precision, so that nothing overflows.
  public func logcumsumexp(
    _ dim: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("logcumsumexp", at: site)
    let axis = axis(dim, "logcumsumexp", at: site)
    guard axis < ndim, count > 0 else { return clone() }
    let rows = detach().transpose(axis, -1)
    var values = rows.array
    for start in stride(from: 0, to: count, by: shape[axis]) {
      for place in (start..<start + shape[axis]).dropFirst() {
        let (x, y) = (values[place - 1], values[place])
        let isEdge = x == y && x.isInfinite
        values[place] = isEdge ? x : Swift.max(x, y) + Glibc.log1p(Glibc.exp(-Swift.abs(x - y)))
      }
    }
    let out = Tensor(values, shape: rows.shape, dtype: dtype).transpose(axis, -1).packed
    return out.recorded("LogcumsumexpBackward0", self, saving: [self, out], isSmooth: true) {
      node, g in
      let (x, y) = (node.saved(0), node.saved(1))
      // Each term is at most the running sum: the exponents are never above 0.
      let columns = (0..<x.shape[axis]).map { place in
        let rest = x.shape[axis] - place
        let share = (x.narrow(axis, place, 1) - y.narrow(axis, place, rest)).exp()
        return (g.narrow(axis, place, rest) * share).sum(axis, keepDim: true)
      }
      return [Tensor.cat(columns, dim: axis)]
    }
  }

  /// Returns the differences of neighbours along `dim`, `n` times, as `torch.diff`.
  ///
  /// What is to be prepended or appended has as many dimensions, and any size along `dim`.
  public func diff(
    n: Int = 1, _ dim: Int = -1, prepend: Tensor? = nil, append: Tensor? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axis = axis(dim, "diff", at: site)
    guard axis < ndim, n >= 0 else {
      fail("diff", "there are no \(n) differences along \(dim) of \(shape.shapeText)", at: site)
    }
    let parts = [prepend, self, append].compactMap { $0 }
    var result = parts.count == 1 ? self : Tensor.cat(parts, dim: axis, file: file, line: line)
    for _ in 0..<Swift.min(n, result.shape[axis]) {
      let rest = Swift.max(result.shape[axis] - 1, 0)
      let first = Swift.min(1, result.shape[axis])
      let (later, earlier) = (result.narrow(axis, first, rest), result.narrow(axis, 0, rest))
      result = dtype == .bool ? later.logicalXor(earlier) : later - earlier
    }
    return result
  }

  /// Returns the integral along `dim` by trapezoids `dx` wide, as `torch.trapezoid`.
  public func trapezoid(
    dx: Double = 1, _ dim: Int = -1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    trapezoids(Tensor.full([], dx, dtype: dtype), dim, "trapezoid", Site(file, line))
  }

  /// Returns the integral along `dim` by trapezoids over the points `x`.
  public func trapezoid(
    _ x: Tensor, _ dim: Int = -1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    let axis = axis(dim, "trapezoid", at: site)
    let length = axis < ndim ? shape[axis] : 1
    guard axis < ndim, x.ndim == 1 ? x.count == length : x.ndim == ndim && x.shape[axis] == length
    else {
      fail(
        "trapezoid",
        "points of shape \(x.shape.shapeText) do not go along dimension \(dim) of"
          + " \(shape.shapeText)", at: site)
    }
    let widths = x.ndim == 1 ? x.diff() : x.diff(axis)
    let shaped =
      x.ndim == 1 ? widths.reshape(shape.indices.map { $0 == axis ? -1 : 1 }) : widths
    return trapezoids(shaped, dim, "trapezoid", site)
  }

  private func trapezoids(
    _ widths: Tensor, _ dim: Int, _ operation: String, _ site: Site
  ) -> Tensor {
    let axis = axis(dim, operation, at: site)
    guard axis < ndim, shape[axis] > 0 else {
      fail(operation, "there is nothing to integrate along \(dim) of \(shape.shapeText)", at: site)
    }
    let rest = shape[axis] - 1
    let heights = narrow(axis, 0, rest) + narrow(axis, 1, rest)
    return (heights * widths).sum(axis) / 2
  }

  /// Returns the covariances of variables in rows, observations in columns, as `torch.cov`.
  ///
  ///     [m, n] → [m, m]: Σ (x - x̄)(y - ȳ) / (n - correction); [n] → []
  public func cov(
    correction: Int = 1, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard ndim == 1 || ndim == 2 else {
      fail("cov", "\(shape.shapeText) is neither a vector nor a matrix", at: Site(file, line))
    }
    let rows = (dtype.isFloatingPoint ? self : float()).reshape(ndim == 1 ? [1, count] : shape)
    let centred = rows - rows.mean(1, keepDim: true)
    let result =
      centred.matmul(centred.t()) / Swift.max(Double(rows.shape[1]) - Double(correction), 0)
    return ndim == 1 ? result.reshape([]) : result
  }

  /// Returns the correlations of variables in rows, as `torch.corrcoef`: [m, n] → [m, m].
  public func corrcoef(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let covariance = cov(file: file, line: line)
    guard covariance.ndim == 2 else { return covariance / covariance }
    let deviation = covariance.diagonal().sqrt()
    return (covariance / deviation.unsqueeze(1) / deviation).clamp(min: -1, max: 1)
  }
}
