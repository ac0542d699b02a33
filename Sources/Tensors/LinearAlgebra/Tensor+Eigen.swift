extension Tensor {
  /// Returns eigenvalues and eigenvectors of symmetric matrices, as `torch.linalg.eigh`.
  ///
  ///     […, n, n] → values […, n] ascending, vectors […, n, n] as columns; A V = V diag(values)
  ///
  /// Only the lower triangle is read. The method of Jacobi, in double precision; vectors have length
  /// 1, and the largest element of each is positive (PyTorch leaves the sign open).
  ///
  /// Gradient: V (diag(g) + (Vᵀ G) ∘ E) Vᵀ for g and G of values and vectors, Eᵢⱼ = 1 / (λⱼ - λᵢ) and
  /// 0 on the diagonal; it is infinite for vectors of equal eigenvalues.
  ///
  /// - Precondition: The matrices are square, and their elements finite.
  /// - Complexity: O(n³) a sweep, some ten sweeps; meant for n up to some hundreds.
  public func eigh(
    file: StaticString = #filePath, line: UInt = #line
  ) -> (values: Tensor, vectors: Tensor) {
    let site = Site(file, line)
    requireSquare("eigh", at: site)
    requireFinite("eigh", at: site)
    let size = shape[ndim - 1]
    let found = matrices().map { SymmetricEigen($0, size: size) }
    let values = Tensor(found.flatMap(\.values), shape: Array(shape.dropLast()), dtype: dtype)
    let vectors = Tensor(found.flatMap(\.vectors), shape: shape, dtype: dtype)
    let (lambda, v) = (values.alias, vectors.alias)
    return (
      values.recorded("LinalgEighBackward0", self, saving: [v]) { node, g in
        let v = node.saved(0)
        return [(v * g.unsqueeze(-2)).matmul(v.mT)]
      },
      vectors.recorded("LinalgEighBackward0", self, saving: [lambda, v]) { node, g in
        let (lambda, v) = (node.saved(0), node.saved(1))
        let gaps = (lambda.unsqueeze(-2) - lambda.unsqueeze(-1)).reciprocalOffDiagonal()
        return [v.matmul(v.mT.matmul(g) * gaps).matmul(v.mT)]
      }
    )
  }

  /// Returns the eigenvalues of symmetric matrices in ascending order: […, n, n] → […, n].
  public func eigvalsh(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    eigh(file: file, line: line).values
  }

  /// The matrices transposed, sharing memory: […, m, n] → […, n, m].
  public var mT: Tensor {
    guard ndim >= 2 else { fail("mT", "a tensor of shape \(shape.shapeText) has no matrices") }
    return transpose(-1, -2)
  }

  /// 1 / x off the diagonal of square matrices, and 0 on it.
  func reciprocalOffDiagonal() -> Tensor {
    let unit = Tensor.eye(shape[ndim - 1], dtype: dtype)
    return (self + unit).reciprocal() * (1 - unit)
  }
}
