extension Tensor {
  /// Returns X with self · X = `right`, as `torch.linalg.solve`.
  ///
  ///     […, n, n], […, n, k] → […, n, k]; [n, n], [n] → [n]; the leading dimensions are equal
  ///
  /// Elimination with row exchanges, in double precision. For an incoming gradient g, that of
  /// `right` is G = self⁻ᵀ g and that of this tensor -G Xᵀ.
  ///
  /// - Precondition: The matrices are square and no pivot is 0.
  /// - Complexity: O(n³ + n² k) a matrix.
  public func solve(
    _ right: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireSquare("solve", at: site)
    if right.ndim == 1, ndim == 2 {
      return solve(right.unsqueeze(1), file: file, line: line).squeeze(1)
    }
    guard right.ndim == ndim, right.shape.dropLast() == shape.dropLast() else {
      fail(
        "solve",
        "matrices of shape \(shape.shapeText) and right sides of shape \(right.shape.shapeText)"
          + " do not go together", at: site)
    }
    let type = Tensor.resultType(self, right)
    let (a, b) = (to(type), right.to(type))
    let x = a.solution(b, "solve", site)
    return x.recorded("LinalgSolveExBackward0", a, b, saving: [a, x]) { node, g in
      let (a, x) = (node.saved(0), node.saved(1))
      let ofRight = a.transpose(-1, -2).solution(g, "solve", site)
      return [node.wants(0) ? -ofRight.matmul(x.transpose(-1, -2)) : nil, ofRight]
    }
  }

  /// Returns the inverses of square matrices, as `torch.linalg.inv`: […, n, n] → […, n, n].
  ///
  /// Elimination in double precision. For an incoming gradient g it is -Yᵀ g Yᵀ with Y the inverse.
  ///
  /// - Precondition: The matrices are square and no pivot is 0.
  public func inverse(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    let site = Site(file, line)
    requireSquare("inverse", at: site)
    let unit = Tensor.eye(shape[ndim - 1], dtype: dtype).expand(shape)
    let y = solution(unit, "inverse", site)
    return y.recorded("LinalgInvExBackward0", self, saving: [y], isSmooth: true) { node, g in
      let turned = node.saved(0).transpose(-1, -2)
      return [-turned.matmul(g).matmul(turned)]
    }
  }

  /// Returns the determinants of square matrices, as `torch.linalg.det`: […, n, n] → […].
  ///
  /// The gradient is the matrix of cofactors, of singular matrices too (at a cost of O(n⁵)).
  public func det(file: StaticString = #filePath, line: UInt = #line) -> Tensor {
    requireSquare("det", at: Site(file, line))
    let size = shape[ndim - 1]
    let values = matrices().map { Elimination($0, size: size).determinant }
    let result = Tensor(values, shape: Array(shape.dropLast(2)), dtype: dtype)
    return result.recorded("LinalgDetBackward0", self, saving: [self]) { node, g in
      let x = node.saved(0)
      let cofactors = Tensor(
        x.matrices().flatMap { Tensor.cofactors($0, size) }, shape: x.shape, dtype: x.dtype)
      return [cofactors * g.unsqueeze(-1).unsqueeze(-1)]
    }
  }
}

extension Tensor {
  func requireSquare(_ operation: String, at site: Site) {
    requireFloats(operation, at: site)
    guard ndim >= 2, shape[ndim - 1] == shape[ndim - 2] else {
      fail(operation, "a tensor of shape \(shape.shapeText) is no square matrix", at: site)
    }
  }

  func requireMatrices(_ operation: String, at site: Site) {
    requireFloats(operation, at: site)
    guard ndim >= 2 else {
      fail(operation, "a tensor of shape \(shape.shapeText) is no matrix", at: site)
    }
  }

  func requireFinite(_ operation: String, at site: Site) {
    guard array.allSatisfy(\.isFinite) else {
      fail(operation, "a matrix of shape \(shape.shapeText) has NaN or infinite elements", at: site)
    }
  }

  /// The elements of the last two dimensions, one array for each matrix.
  func matrices() -> [[Double]] {
    let values = array
    let size = shape.suffix(2).reduce(1, *)
    let count = shape.dropLast(2).reduce(1, *)
    return (0..<count).map { Array(values[$0 * size..<($0 + 1) * size]) }
  }

  /// X with self · X = `right`, recorded by nobody.
  func solution(_ right: Tensor, _ operation: String, _ site: Site) -> Tensor {
    let (size, columns) = (shape[ndim - 1], right.shape[ndim - 1])
    let values = zip(matrices(), right.matrices()).flatMap { a, b in
      let elimination = Elimination(a, size: size)
      guard !elimination.isSingular else {
        fail(
          operation, "a matrix of shape \(shape.shapeText) is singular: it has no inverse",
          at: site)
      }
      return elimination.solve(b, columns: columns)
    }
    return Tensor(values, shape: right.shape, dtype: dtype)
  }

  /// The derivative of the determinant by each element.
  private static func cofactors(_ matrix: [Double], _ size: Int) -> [Double] {
    let whole = Elimination(matrix, size: size)
    guard whole.isSingular else {
      let unit = (0..<size * size).map { $0 % (size + 1) == 0 ? 1.0 : 0 }
      let inverse = whole.solve(unit, columns: size)
      let determinant = whole.determinant
      return matrix.indices.map { inverse[$0 % size * size + $0 / size] * determinant }
    }
    return matrix.indices.map { place in
      let (row, column) = (place / size, place % size)
      let kept = matrix.indices.filter { $0 / size != row && $0 % size != column }
      let minor = Elimination(kept.map { matrix[$0] }, size: size - 1).determinant
      return (row + column) % 2 == 0 ? minor : -minor
    }
  }
}
