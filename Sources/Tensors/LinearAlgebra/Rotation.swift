/// A plane rotation, and what the methods of Jacobi need beside it.
struct Rotation {
  let cosine: Double
  let sine: Double

  /// The smaller of the two rotations that make the symmetric (x off; off y) diagonal.
  ///
  /// Golub and Van Loan, Matrix Computations, algorithm 8.5.1.
  init(diagonalizing x: Double, _ off: Double, _ y: Double) {
    let ratio = (y - x) / (2 * off)
    let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (1 + ratio * ratio).squareRoot())
    cosine = 1 / (1 + tangent * tangent).squareRoot()
    sine = tangent * cosine
  }

  /// Turns `count` pairs of elements, `step` apart from `first` and `second` on.
  func apply(to values: inout [Double], _ first: Int, _ second: Int, step: Int, count: Int) {
    for k in 0..<count {
      let (x, y) = (values[first + k * step], values[second + k * step])
      values[first + k * step] = cosine * x - sine * y
      values[second + k * step] = sine * x + cosine * y
    }
  }
}

extension Array<Double> {
  /// The root of the sum of squares.
  var length: Double { reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// -1 if the first of the elements that are largest in size is negative, else 1.
  var leadingSign: Double {
    let largest = reduce(0) { Swift.max($0, abs($1)) }
    // Elements that differ by rounding only count as equal, so that the sign does not hang on it.
    return (first { abs($0) >= largest * (1 - 1e-9) } ?? 1) < 0 ? -1 : 1
  }
}
