extension Tensor {
  /// Returns the singular value decomposition of matrices, as `torch.linalg.svd`: A = U diag(S) Vᵀ.
  ///
  ///     […, m, n] → U […, m, m], S […, k] descending, Vᵀ […, n, n] with k = min(m, n);
  ///     with `fullMatrices: false` U […, m, k] and Vᵀ […, k, n]
  ///
  /// One-sided method of Jacobi, in double precision. The largest element of each of the first k
  /// columns of U is positive (PyTorch leaves the sign open).
  ///
  /// The gradient takes the first k columns of U and V only; it is infinite for vectors of equal
  /// singular values. Source: J. Townsend, Differentiating the singular value decomposition, 2016.
  ///
  /// - Precondition: The elements are finite floats.
  /// - Complexity: O(m n²) a sweep for m ≥ n, some ten sweeps; meant for some hundreds of columns.
  public func svd(
    fullMatrices: Bool = true, file: StaticString = #filePath, line: UInt = #line
  ) -> (u: Tensor, s: Tensor, vT: Tensor) {
    let site = Site(file, line)
    requireMatrices("svd", at: site)
    requireFinite("svd", at: site)
    let parts = singularParts(isFull: fullMatrices)
    let k = Swift.min(shape[ndim - 1], shape[ndim - 2])
    let saved = [
      parts.u.narrowed(ndim - 1, 0, k).alias, parts.s.alias,
      parts.vT.narrowed(ndim - 2, 0, k).alias,
    ]
    return (
      parts.u.recorded("LinalgSvdBackward0", self, saving: saved) { node, g in
        [SVDFactors(node).gradient(ofLeft: g)]
      },
      parts.s.recorded("LinalgSvdBackward0", self, saving: saved) { node, g in
        [SVDFactors(node).gradient(ofValues: g)]
      },
      parts.vT.recorded("LinalgSvdBackward0", self, saving: saved) { node, g in
        [SVDFactors(node).gradient(ofRight: g)]
      }
    )
  }

  /// Returns the singular values of matrices in descending order: […, m, n] → […, min(m, n)].
  public func svdvals(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    svd(fullMatrices: false, file: file, line: line).s
  }

  private func singularParts(isFull: Bool) -> (u: Tensor, s: Tensor, vT: Tensor) {
    let (m, n, batch) = (shape[ndim - 2], shape[ndim - 1], Array(shape.dropLast(2)))
    let found = matrices().map { SingularValues($0, rows: m, columns: n, isFull: isFull) }
    let k = Swift.min(m, n)
    let tensor = { [dtype] (values: [Double], shape: [Int]) in
      Tensor(values, shape: batch + shape, dtype: dtype)
    }
    return (
      tensor(found.flatMap { $0.left.joined() }, [isFull ? m : k, m]).mT.packed,
      tensor(found.flatMap(\.values), [k]),
      tensor(found.flatMap { $0.right.joined() }, [isFull ? n : k, n])
    )
  }
}

/// The factors of A = U diag(S) Vᵀ, without the vectors beyond the singular values.
private struct SVDFactors {
  let u: Tensor
  let s: Tensor
  let vT: Tensor

  init(_ node: Node) { (u, s, vT) = (node.saved(0), node.saved(1), node.saved(2)) }

  private var k: Int { s.shape[s.ndim - 1] }

  /// 1 / (sⱼ² - sᵢ²) off the diagonal.
  private var gaps: Tensor {
    let square = s * s
    return (square.unsqueeze(-2) - square.unsqueeze(-1)).reciprocalOffDiagonal()
  }

  func gradient(ofValues g: Tensor) -> Tensor { (u * g.unsqueeze(-2)).matmul(vT) }

  func gradient(ofLeft g: Tensor) -> Tensor {
    let g = g.narrow(-1, 0, k)
    let turn = u.mT.matmul(g)
    let inside = u.matmul((turn - turn.mT) * gaps * s.unsqueeze(-2))
    let outside = (g - u.matmul(turn)) / s.unsqueeze(-2)
    return (inside + outside).matmul(vT)
  }

  func gradient(ofRight g: Tensor) -> Tensor {
    let g = g.narrow(-2, 0, k)
    let turn = vT.matmul(g.mT)
    let inside = (s.unsqueeze(-1) * ((turn - turn.mT) * gaps)).matmul(vT)
    let outside = (g - turn.mT.matmul(vT)) / s.unsqueeze(-1)
    return u.matmul(inside + outside)
  }
}
