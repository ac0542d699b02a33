extension Tensor {
  /// Returns the sum of a matrix's diagonal, as `torch.trace`: [m, n] → [].
  public func trace(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    guard ndim == 2 else {
      fail("trace", "a tensor of shape \(shape.shapeText) is no matrix", at: Site(file, line))
    }
    return diagonal().sum()
  }

  /// Returns the product of `exponent` times the same matrix, as `torch.linalg.matrix_power`.
  ///
  /// 0 gives the identity, a negative exponent powers of the inverse. O(log |exponent|) products.
  public func matrixPower(
    _ exponent: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    requireSquare("matrixPower", at: Site(file, line))
    var result: Tensor?
    var factor = exponent < 0 ? inverse(file: file, line: line) : self
    var rest = exponent.magnitude
    while rest > 0 {
      if rest % 2 == 1 { result = result?.matmul(factor) ?? factor }
      rest /= 2
      if rest > 0 { factor = factor.matmul(factor) }
    }
    return result ?? Tensor.eye(shape[ndim - 1], dtype: dtype).expand(shape).clone()
  }

  /// Returns the sign of the determinants and the logarithm of their sizes, as
  /// `torch.linalg.slogdet`: […, n, n] → […], […].
  ///
  /// Singular matrices give 0 and -inf. The gradient of the logarithm is self⁻ᵀ.
  public func slogdet(
    file: StaticString = #filePath, line: UInt = #line
  ) -> (sign: Tensor, logabsdet: Tensor) {
    let site = Site(file, line)
    requireSquare("slogdet", at: site)
    let (size, batch) = (shape[ndim - 1], Array(shape.dropLast(2)))
    let pivots = matrices().map { Elimination($0, size: size) }
    let sizes = Tensor(pivots.map(\.logarithm), shape: batch, dtype: dtype)
    let unit = Tensor.eye(size, dtype: dtype).expand(shape)
    return (
      Tensor(pivots.map(\.determinantSign), shape: batch, dtype: dtype),
      sizes.recorded("LinalgSlogdetBackward0", self, saving: [self]) { node, g in
        let inverse = node.saved(0).mT.solution(unit, "slogdet", site)
        return [inverse * g.unsqueeze(-1).unsqueeze(-1)]
      }
    )
  }

  /// Returns the number of singular values above `tolerance`, as `torch.linalg.matrix_rank`.
  ///
  ///     […, m, n] → […] of `int64`; without a tolerance it is max(m, n) · ε · the largest one
  public func matrixRank(
    tolerance: Double? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let values = detach().svdvals(file: file, line: line)
    guard values.count > 0 else { return Tensor.zeros(Array(shape.dropLast(2)), dtype: .int64) }
    let limit = values.amax([-1], keepDim: true) * relativeTolerance
    return (values .> (tolerance.map { Tensor.full(like: limit, $0) } ?? limit)).long().sum(-1)
  }

  /// Returns the pseudoinverse of Moore and Penrose, as `torch.linalg.pinv`: […, m, n] → […, n, m].
  ///
  /// Singular values up to max(m, n) · ε times the largest count as 0. With P the result, the
  /// gradient is -Pᵀ g Pᵀ + (1 - A P) gᵀ P Pᵀ + Pᵀ P gᵀ (1 - P A) (Golub and Pereyra, 1973).
  public func pinv(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let (u, s, vT) = detach().svd(fullMatrices: false, file: file, line: line)
    guard count > 0 else { return Tensor.zeros(vT.mT.matmul(u.mT).shape, dtype: dtype) }
    let limit = s.amax([-1], keepDim: true) * relativeTolerance
    let inverted = Tensor.where(s .> limit, s.reciprocal(), Tensor.zeros(like: s))
    let p = (vT.mT * inverted.unsqueeze(-2)).matmul(u.mT)
    return p.recorded("LinalgPinvBackward0", self, saving: [self, p], isSmooth: true) { node, g in
      let (a, p) = (node.saved(0), node.saved(1))
      let (left, right) = (g.mT.matmul(p).matmul(p.mT), p.mT.matmul(p).matmul(g.mT))
      let direct = p.mT.matmul(g).matmul(p.mT)
      return [left - a.matmul(p.matmul(left)) + right - right.matmul(p).matmul(a) - direct]
    }
  }

  /// Returns the X for which self · X is nearest to `right`, as `torch.linalg.lstsq`.
  ///
  ///     […, m, n], […, m, k] → […, n, k]; [m, n], [m] → [n]; of several, the shortest
  public func lstsq(
    _ right: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    requireMatrices("lstsq", at: Site(file, line))
    let rows = right.ndim == 1 ? right.shape.last : right.shape.dropLast().last
    guard right.ndim > 0, rows == shape[ndim - 2] else {
      fail(
        "lstsq",
        "matrices of shape \(shape.shapeText) and right sides of shape \(right.shape.shapeText)"
          + " do not have equally many rows", at: Site(file, line))
    }
    return pinv(file: file, line: line).matmul(right)
  }

  /// What PyTorch takes for rounding in singular values, relative to the largest.
  private var relativeTolerance: Double {
    let epsilon = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
    return Double(shape.suffix(2).max() ?? 0) * epsilon
  }
}
