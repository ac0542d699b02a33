extension Tensor {
  /// Returns the factors A = Q R of matrices, as `torch.linalg.qr`.
  ///
  ///     […, m, n] → Q […, m, k] with orthogonal columns, R […, k, n] upper triangular, k = min(m, n)
  ///
  /// Reflections of Householder, in double precision; the signs are LAPACK's.
  public func qr(
    file: StaticString = #filePath, line: UInt = #line
  ) -> (q: Tensor, r: Tensor) {
    let site = Site(file, line)
    requireMatrices("qr", at: site)
    let (m, n) = (shape[ndim - 2], shape[ndim - 1])
    guard m >= n else {
      // The first columns decide; the others only are turned.
      let (q, r) = narrow(-1, 0, m).qr(file: file, line: line)
      return (q, Tensor.cat([r, q.mT.matmul(narrow(-1, m, n - m))], dim: -1))
    }
    let found = matrices().map { OrthogonalFactors($0, rows: m, columns: n) }
    let q = Tensor(found.flatMap(\.orthogonal), shape: shape, dtype: dtype)
    let batch = Array(shape.dropLast(2))
    let r = Tensor(found.flatMap(\.triangular), shape: batch + [n, n], dtype: dtype)
    let saved = [q.alias, r.alias]
    return (
      q.recorded("LinalgQrBackward0", self, saving: saved) { node, g in
        let (q, r) = (node.saved(0), node.saved(1))
        let inside = q.matmul(g.mT.matmul(q).symmetricFromLower())
        return [(g - inside).dividedByTranspose(of: r, site)]
      },
      r.recorded("LinalgQrBackward0", self, saving: saved) { node, g in
        let (q, r) = (node.saved(0), node.saved(1))
        return [q.matmul(r.matmul(g.mT).symmetricFromLower()).dividedByTranspose(of: r, site)]
      }
    )
  }

  /// Returns lower triangular L with A = L Lᵀ, as `torch.linalg.cholesky`: […, n, n] → […, n, n].
  ///
  /// Only the lower triangle is read. The gradient is symmetric, as PyTorch's.
  ///
  /// - Precondition: The matrices are symmetric and positive definite.
  public func cholesky(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let site = Site(file, line)
    requireSquare("cholesky", at: site)
    let size = shape[ndim - 1]
    let found = matrices().map { CholeskyFactor($0, size: size) }
    if let order = found.lazy.compactMap(\.failure).first {
      fail(
        "cholesky",
        "a matrix of shape \(shape.shapeText) is not positive definite: its leading"
          + " \(order) rows and columns are not", at: site)
    }
    let lower = Tensor(found.flatMap(\.lower), shape: shape, dtype: dtype)
    return lower.recorded("LinalgCholeskyExBackward0", self, saving: [lower]) { node, g in
      let l = node.saved(0)
      let inner = (l.mT.matmul(g).symmetricFromLower()) * 0.5
      return [l.mT.solve(inner.dividedByTranspose(of: l.mT, site))]
    }
  }

  /// The symmetric matrix that has this one's lower triangle.
  private func symmetricFromLower() -> Tensor { tril() + tril(-1).mT }

  /// X with X · rᵀ = self.
  private func dividedByTranspose(of r: Tensor, _ site: Site) -> Tensor {
    r.solve(mT, file: site.file, line: site.line).mT
  }
}
