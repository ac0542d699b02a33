/// The scores of several classes at the corners of a grid of cells.
///
/// Between the corners scores are linear on four triangles a cell, which meet in its centre, where
/// the score is the mean of the corners'.
struct ScoreGrid {
  /// How many corners there are in a row and in a column; at least 2 each.
  let columns: Int
  let rows: Int
  let classes: Int
  /// The scores, class by class, of the corners row by row.
  private let scores: [Double]
  /// The class that scores highest at each corner, the first of several.
  private let winners: [Int]

  /// Takes `scores`, `[rows * columns, classes]` numbers row by row; NaN counts as lowest.
  init(columns: Int, rows: Int, classes: Int, scores: [Double]) {
    self.columns = columns
    self.rows = rows
    self.classes = classes
    self.scores = scores
    winners = (0..<rows * columns).map {
      Self.winner(in: scores[$0 * classes..<($0 + 1) * classes])
    }
  }

  private static func winner(in scores: ArraySlice<Double>) -> Int {
    var best = scores.startIndex
    for index in scores.indices where scores[index] > scores[best] || scores[best].isNaN {
      if !scores[index].isNaN { best = index }
    }
    return best - scores.startIndex
  }
}

extension ScoreGrid {
  /// A corner or centre of a cell.
  struct Vertex {
    /// A number of its own.
    let id: Int
    /// Its place, counted in cells from the first corner.
    let place: Point
    /// The scores of the classes.
    let scores: ArraySlice<Double>
    /// The class that scores highest.
    let winner: Int

    /// The score of class `index`.
    func score(_ index: Int) -> Double { scores[scores.startIndex + index] }
  }

  /// The class that scores highest at the corner in `column` and `row`.
  func winner(_ column: Int, _ row: Int) -> Int { winners[row * columns + column] }

  private func corner(_ column: Int, _ row: Int) -> Vertex {
    let id = row * columns + column
    return Vertex(
      id: id, place: Point(Double(column), Double(row)),
      scores: scores[id * classes..<(id + 1) * classes], winner: winners[id])
  }

  /// The four triangles of the cell in `column` and `row`, anticlockwise when rows go up; none
  /// where one class wins at all corners.
  func triangles(_ column: Int, _ row: Int) -> [[Vertex]] {
    let first = winner(column, row)
    guard
      winner(column + 1, row) != first || winner(column + 1, row + 1) != first
        || winner(column, row + 1) != first
    else { return [] }
    let corners = [
      corner(column, row), corner(column + 1, row), corner(column + 1, row + 1),
      corner(column, row + 1),
    ]
    let means = (0..<classes).map { index in
      corners.reduce(0) { $0 + $1.score(index) / 4 }
    }
    let center = Vertex(
      id: rows * columns + row * columns + column,
      place: Point(Double(column) + 0.5, Double(row) + 0.5), scores: means[...],
      winner: Self.winner(in: means[...]))
    return (0..<4).map { [corners[$0], corners[($0 + 1) % 4], center] }
  }

  /// The corner farthest from the first.
  private var extent: Point { Point(Double(columns - 1), Double(rows - 1)) }

  /// Where the winners of three vertices score the same when their scores are continued linearly,
  /// or the vertices' middle when that is more than a cell away.
  func junction(_ a: Vertex, _ b: Vertex, _ c: Vertex) -> Point {
    let vertices = [a, b, c]
    let first = SIMD3(vertices.map { $0.score(a.winner) - $0.score(b.winner) })
    let second = SIMD3(vertices.map { $0.score(a.winner) - $0.score(c.winner) })
    // Weights for which both differences vanish: at right angles to both.
    let weights = SIMD3(
      first.y * second.z - first.z * second.y, first.z * second.x - first.x * second.z,
      first.x * second.y - first.y * second.x)
    let shares = weights / weights.sum()
    let middle = (a.place + b.place + c.place) / 3
    let meeting = a.place * shares.x + b.place * shares.y + c.place * shares.z
    let distance = ((meeting - middle) * (meeting - middle)).sum()
    return distance <= 1 ? meeting.clamped(lowerBound: .zero, upperBound: extent) : middle
  }
}

extension ScoreGrid.Vertex {
  /// Where the winners of this vertex and of `other` score the same, by linear interpolation.
  ///
  /// The answer depends on the two only, so that neighbouring triangles meet there; it is never
  /// one of them, so that crossings of neighbouring sides differ.
  func crossing(to other: Self) -> Point {
    if id > other.id { return other.crossing(to: self) }
    let lead = score(winner) - score(other.winner)
    let deficit = other.score(other.winner) - other.score(winner)
    let share = lead / (lead + deficit)
    let inside = share.isFinite ? min(max(share, 1e-6), 1 - 1e-6) : 0.5
    return place + (other.place - place) * inside
  }
}
