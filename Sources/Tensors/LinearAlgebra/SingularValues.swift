/// The singular value decomposition of a matrix, in double precision.
///
/// A = U Σ Vᵀ, by turning the columns of A into each other until they are orthogonal: their lengths are
/// the singular values. One-sided Jacobi method of Hestenes; Golub and Van Loan, Matrix Computations,
/// section 8.6.3. Some ten sweeps of O(m n²) for m ≥ n; of a wide matrix the transpose is decomposed.
struct SingularValues {
  /// The singular values in descending order.
  private(set) var values: [Double] = []
  /// The left vectors; the largest element of each of the first min(m, n) is positive.
  private(set) var left: [[Double]] = []
  /// The right vectors.
  private(set) var right: [[Double]] = []

  /// The columns of A, which become those of U Σ, and of V.
  private var columns: [[Double]]
  private var turned: [[Double]]
  private let size: Double

  /// Decomposes `rows` × `columns` elements; `isFull` completes both sets of vectors to bases.
  init(_ matrix: [Double], rows: Int, columns count: Int, isFull: Bool) {
    let isWide = rows < count
    let (height, width) = (Swift.max(rows, count), Swift.min(rows, count))
    columns = (0..<width).map { column in
      (0..<height).map { matrix[isWide ? column * count + $0 : $0 * count + column] }
    }
    turned = (0..<width).map { column in (0..<width).map { $0 == column ? 1 : 0 } }
    size = matrix.length
    for _ in 0..<60 where !sweep() { break }
    collect(height: height, isFull: isFull)
    if isWide { (left, right) = (right, left) }
    for index in values.indices where left[index].leadingSign < 0 {
      left[index] = left[index].map { -$0 }
      right[index] = right[index].map { -$0 }
    }
  }

  /// Rotates every pair of columns once; false when there was nothing left to do.
  private mutating func sweep() -> Bool {
    var hasRotated = false
    for p in columns.indices {
      for q in columns.indices.dropFirst(p + 1) {
        let (x, y) = (Self.dot(columns[p], columns[p]), Self.dot(columns[q], columns[q]))
        let off = Self.dot(columns[p], columns[q])
        let isDone = abs(off) <= 1e-16 * (x * y).squareRoot()
        // Columns that are nothing but rounding are never orthogonal to the others.
        guard !isDone, Swift.min(x, y).squareRoot() > 1e-16 * size else { continue }
        let rotation = Rotation(diagonalizing: x, off, y)
        Self.rotate(&columns, p, q, rotation)
        Self.rotate(&turned, p, q, rotation)
        hasRotated = true
      }
    }
    return hasRotated
  }

  private static func rotate(
    _ vectors: inout [[Double]], _ p: Int, _ q: Int, _ rotation: Rotation
  ) {
    for row in vectors[p].indices {
      let (x, y) = (vectors[p][row], vectors[q][row])
      vectors[p][row] = rotation.cosine * x - rotation.sine * y
      vectors[q][row] = rotation.sine * x + rotation.cosine * y
    }
  }

  private mutating func collect(height: Int, isFull: Bool) {
    let lengths = columns.map(\.length)
    let order = lengths.indices.sorted { lengths[$0] > lengths[$1] }
    values = order.map { lengths[$0] }
    right = order.map { turned[$0] }
    let smallest = Double(height) * 2.2e-16 * size
    for place in order where lengths[place] > smallest {
      left.append(columns[place].map { $0 / lengths[place] })
    }
    Self.complete(&left, to: isFull ? height : values.count, height: height)
  }

  /// Adds orthogonal vectors of length 1 until there are `count`.
  private static func complete(_ vectors: inout [[Double]], to count: Int, height: Int) {
    for axis in 0..<height where vectors.count < count {
      var candidate = (0..<height).map { $0 == axis ? 1.0 : 0 }
      // Twice, because the first time leaves what rounding does.
      for vector in vectors + vectors {
        let part = dot(vector, candidate)
        for row in candidate.indices { candidate[row] -= part * vector[row] }
      }
      let length = candidate.length
      guard length > 1e-6 else { continue }
      vectors.append(candidate.map { $0 / length })
    }
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for index in x.indices { sum += x[index] * y[index] }
    return sum
  }
}
