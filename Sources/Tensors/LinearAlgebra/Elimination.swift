internal import Glibc

/// A square matrix brought to triangular form by elimination with row exchanges, in double precision.
///
/// P A = L U; Golub and Van Loan, Matrix Computations, algorithm 3.4.1.
struct Elimination {
  let size: Int
  /// U, and below the diagonal the factors of L.
  private var factors: [Double]
  /// The row of A that came to each row.
  private var rows: [Int]
  private var sign = 1.0

  /// Brings the `size` rows of `matrix` to triangular form; O(n³).
  init(_ matrix: [Double], size: Int) {
    self.size = size
    factors = matrix
    rows = Array(0..<size)
    for column in 0..<size { eliminate(column) }
  }

  private mutating func eliminate(_ column: Int) {
    var pivot = column
    for row in column..<size where abs(self[row, column]) > abs(self[pivot, column]) { pivot = row }
    guard self[pivot, column] != 0 else { return }
    if pivot != column {
      for k in 0..<size { factors.swapAt(pivot * size + k, column * size + k) }
      rows.swapAt(pivot, column)
      sign = -sign
    }
    for row in (column + 1)..<Swift.max(size, column + 1) {
      let factor = self[row, column] / self[column, column]
      factors[row * size + column] = factor
      guard factor != 0 else { continue }
      for k in (column + 1)..<size { factors[row * size + k] -= factor * self[column, k] }
    }
  }

  private subscript(row: Int, column: Int) -> Double { factors[row * size + column] }

  /// The determinant: the product of the pivots, its sign changed by each exchange.
  var determinant: Double { (0..<size).reduce(sign) { $0 * self[$1, $1] } }

  /// -1, 0 or 1.
  var determinantSign: Double {
    (0..<size).reduce(sign) { $0 * (self[$1, $1] == 0 ? 0 : self[$1, $1] < 0 ? -1 : 1) }
  }

  /// The logarithm of the determinant's size; -inf when it is 0.
  var logarithm: Double { (0..<size).reduce(0) { $0 + log(abs(self[$1, $1])) } }

  /// Whether a pivot is exactly 0.
  var isSingular: Bool { (0..<size).contains { self[$0, $0] == 0 } }

  /// Returns X with A X = `right`, a matrix of `columns` columns; O(n² · columns).
  func solve(_ right: [Double], columns: Int) -> [Double] {
    var x = rows.flatMap { right[$0 * columns..<($0 + 1) * columns] }
    for row in 0..<size {
      for k in 0..<row { subtract(self[row, k], k, from: row, in: &x, columns) }
    }
    for row in (0..<size).reversed() {
      for k in (row + 1)..<Swift.max(size, row + 1) {
        subtract(self[row, k], k, from: row, in: &x, columns)
      }
      for column in 0..<columns { x[row * columns + column] /= self[row, row] }
    }
    return x
  }

  private func subtract(
    _ factor: Double, _ source: Int, from row: Int, in x: inout [Double], _ columns: Int
  ) {
    for column in 0..<columns { x[row * columns + column] -= factor * x[source * columns + column] }
  }
}
