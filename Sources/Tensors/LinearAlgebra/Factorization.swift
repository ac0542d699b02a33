/// The factors of a matrix by reflections: A = Q R with orthogonal Q and upper triangular R.
///
/// Golub and Van Loan, Matrix Computations, algorithm 5.2.1, with the signs of LAPACK: each element of
/// R's diagonal has the sign opposite to that of the element it comes from. O(m n²).
struct OrthogonalFactors {
  /// Q, `rows` × min(rows, columns).
  private(set) var orthogonal: [Double]
  /// R, min(rows, columns) × `columns`.
  private(set) var triangular: [Double]

  init(_ matrix: [Double], rows: Int, columns: Int) {
    let rank = Swift.min(rows, columns)
    var work = matrix
    let reflectors = (0..<rank).map { Reflector(&work, rows, columns, $0) }
    triangular = (0..<rank * columns).map { $0 % columns < $0 / columns ? 0 : work[$0] }
    orthogonal = (0..<rows * rank).map { $0 / rank == $0 % rank ? 1 : 0 }
    for reflector in reflectors.reversed() { reflector.apply(to: &orthogonal, rows, rank) }
  }
}

/// The reflection I - τ v vᵀ that makes a column 0 below its diagonal.
private struct Reflector {
  private let start: Int
  private var vector: [Double]
  private var factor = 0.0

  init(_ matrix: inout [Double], _ rows: Int, _ columns: Int, _ column: Int) {
    start = column
    vector = (column..<rows).map { matrix[$0 * columns + column] }
    let head = vector[0]
    guard vector.dropFirst().contains(where: { $0 != 0 }) else { return }
    let length = head < 0 ? vector.length : -vector.length
    factor = (length - head) / length
    vector = [1] + vector.dropFirst().map { $0 / (head - length) }
    apply(to: &matrix, rows, columns)
  }

  func apply(to matrix: inout [Double], _ rows: Int, _ columns: Int) {
    guard factor != 0 else { return }
    for column in 0..<columns {
      var sum = 0.0
      for row in start..<rows { sum += vector[row - start] * matrix[row * columns + column] }
      for row in start..<rows {
        matrix[row * columns + column] -= factor * sum * vector[row - start]
      }
    }
  }
}

/// The lower triangular factor of a symmetric positive definite matrix: A = L Lᵀ.
///
/// Golub and Van Loan, Matrix Computations, algorithm 4.2.1; O(n³).
struct CholeskyFactor {
  private(set) var lower: [Double]
  /// The number of rows of the first leading matrix that is not positive definite, if there is one.
  private(set) var failure: Int?

  /// Takes the lower triangle of `matrix`.
  init(_ matrix: [Double], size: Int) {
    lower = [Double](repeating: 0, count: matrix.count)
    for row in 0..<size {
      for column in 0...row {
        var rest = matrix[row * size + column]
        for k in 0..<column { rest -= lower[row * size + k] * lower[column * size + k] }
        guard row == column else {
          lower[row * size + column] = rest / lower[column * size + column]
          continue
        }
        guard rest > 0 else {
          failure = row + 1
          return
        }
        lower[row * size + row] = rest.squareRoot()
      }
    }
  }
}
