/// The eigenvalues and eigenvectors of a symmetric matrix, in double precision.
///
/// A = V Λ Vᵀ, by making one element off the diagonal 0 after the other until all are, as Jacobi did;
/// Golub and Van Loan, Matrix Computations, algorithm 8.5.3. Some ten sweeps of O(n³).
struct SymmetricEigen {
  /// The eigenvalues in ascending order.
  private(set) var values: [Double]
  /// The eigenvectors of length 1 as columns; the largest element of each is positive.
  private(set) var vectors: [Double]

  private let size: Int
  private var matrix: [Double]
  private let negligible: Double

  /// Takes the lower triangle of `matrix`.
  init(_ matrix: [Double], size: Int) {
    self.size = size
    let symmetric = matrix.indices.map { place in
      let (row, column) = (place / size, place % size)
      return matrix[Swift.max(row, column) * size + Swift.min(row, column)]
    }
    self.matrix = symmetric
    negligible = symmetric.length * 1e-17
    values = []
    vectors = matrix.indices.map { $0 % (size + 1) == 0 ? 1 : 0 }
    for _ in 0..<60 where !sweep() { break }
    sort()
  }

  /// Rotates every pair of rows and columns once; false when there was nothing left to do.
  private mutating func sweep() -> Bool {
    var hasRotated = false
    for p in 0..<size {
      for q in p + 1..<Swift.max(size, p + 1) where abs(matrix[p * size + q]) > negligible {
        rotate(p, q)
        hasRotated = true
      }
    }
    return hasRotated
  }

  private mutating func rotate(_ p: Int, _ q: Int) {
    let rotation = Rotation(
      diagonalizing: matrix[p * size + p], matrix[p * size + q], matrix[q * size + q])
    rotation.apply(to: &matrix, p, q, step: size, count: size)
    rotation.apply(to: &matrix, p * size, q * size, step: 1, count: size)
    rotation.apply(to: &vectors, p, q, step: size, count: size)
    (matrix[p * size + q], matrix[q * size + p]) = (0, 0)
  }

  private mutating func sort() {
    let order = (0..<size).sorted { matrix[$0 * (size + 1)] < matrix[$1 * (size + 1)] }
    values = order.map { matrix[$0 * (size + 1)] }
    let columns = order.map { column in
      let vector = (0..<size).map { vectors[$0 * size + column] }
      return (vector, vector.leadingSign)
    }
    vectors = (0..<size).flatMap { row in columns.map { $0.0[row] * $0.1 } }
  }
}
