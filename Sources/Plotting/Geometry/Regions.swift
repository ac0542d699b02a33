/// The parts of a rectangle in which one of several classes scores highest.
///
/// Neighbouring regions share their borders, so that together they cover the rectangle exactly.
package struct Regions: Sendable {
  /// A stretch of a region's outline.
  enum Piece: Sendable {
    /// A border, walked from its first end or from its last.
    case border(Int, isReversed: Bool)
    /// A corner of the rectangle.
    case corner(Point)
  }

  /// The closed outlines of a class, around it anticlockwise and around its holes clockwise.
  typealias Rings = [[Piece]]

  /// The horizontal extent of the rectangle.
  package let x: ClosedRange<Double>
  /// The vertical extent of the rectangle.
  package let y: ClosedRange<Double>
  /// The size of the rectangle in cells.
  let cells: Point
  /// The lines between the regions, in cells from the lower left corner.
  let borders: [[Point]]
  /// The outlines of each class; empty for a class that wins nowhere.
  let rings: [Rings]

  /// Finds the regions of `grid`, which spans `x` and `y` from its first corner on.
  init(_ grid: ScoreGrid, x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.x = x
    self.y = y
    cells = Point(Double(grid.columns - 1), Double(grid.rows - 1))
    let tracer = RegionTracer(grid)
    borders = tracer.borders.map(\.points)
    rings = RingBuilder(tracer, cells: cells).rings(
      classes: grid.classes, firstWinner: grid.winner(0, 0))
  }
}

extension Regions {
  /// The points of `ring`, when its borders run through `borders` and `place` moves corners.
  func outline(
    _ ring: [Piece], through borders: [[Point]], _ place: (Point) -> Point = { $0 }
  ) -> [Point] {
    var points: [Point] = []
    for piece in ring {
      switch piece {
      case .corner(let corner): points.append(place(corner))
      case .border(let index, isReversed: false): points += borders[index].dropLast()
      case .border(let index, isReversed: true): points += borders[index].reversed().dropLast()
      }
    }
    return points
  }

  /// For each class the part of the rectangle that is its region, from 0 to 1, and the region's
  /// centre in data coordinates.
  package var shares: [(area: Double, center: (x: Double, y: Double))] {
    rings.map { rings in
      var area = 0.0
      var moment = Point.zero
      for ring in rings {
        let points = outline(ring, through: borders)
        for (start, end) in zip(points, points.dropFirst() + points.prefix(1)) {
          let cross = start.x * end.y - end.x * start.y
          area += cross / 2
          moment += (start + end) * (cross / 6)
        }
      }
      let center = area > 0 ? moment / area / cells : .zero
      return (
        area / (cells.x * cells.y),
        (
          x.lowerBound + center.x * (x.upperBound - x.lowerBound),
          y.lowerBound + center.y * (y.upperBound - y.lowerBound)
        )
      )
    }
  }
}

/// Joins borders and stretches of the rectangle's edge to closed outlines.
private struct RingBuilder {
  /// A border walked in the direction that has a class on its left.
  private struct Walk: Hashable {
    let node: Int
    let left: Int
  }

  private let tracer: RegionTracer
  private let cells: Point
  /// The ends of borders on the rectangle's edge, anticlockwise from the lower left corner.
  private let edgeNodes: [(node: Int, distance: Double)]
  /// For each edge node its place in `edgeNodes`.
  private let edgeIndex: [Int: Int]
  /// The border that leaves a node with a class on its left.
  private let leaving: [Walk: (border: Int, isReversed: Bool)]

  init(_ tracer: RegionTracer, cells: Point) {
    self.tracer = tracer
    self.cells = cells
    var leaving: [Walk: (border: Int, isReversed: Bool)] = [:]
    var ends: Set<Int> = []
    for (index, border) in tracer.borders.enumerated() {
      leaving[Walk(node: border.ends.first, left: border.left)] = (index, false)
      leaving[Walk(node: border.ends.last, left: border.right)] = (index, true)
      if border.ends.first != border.ends.last {
        ends.formUnion([border.ends.first, border.ends.last])
      }
    }
    self.leaving = leaving
    edgeNodes = ends.filter { !tracer.isJunction($0) }
      .map { ($0, Self.distance(tracer.place(of: $0), cells)) }
      .sorted { $0.1 < $1.1 }
    edgeIndex = Dictionary(
      edgeNodes.enumerated().map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// How far `place` on the edge is from the lower left corner, anticlockwise.
  private static func distance(_ place: Point, _ cells: Point) -> Double {
    if place.y == 0 { return place.x }
    if place.x == cells.x { return cells.x + place.y }
    if place.y == cells.y { return 2 * cells.x + cells.y - place.x }
    return 2 * (cells.x + cells.y) - place.y
  }

  /// The rectangle's corners with their distances along the edge.
  private var corners: [(place: Point, distance: Double)] {
    [
      (Point(cells.x, 0), cells.x), (cells, cells.x + cells.y),
      (Point(0, cells.y), 2 * cells.x + cells.y), (.zero, 2 * (cells.x + cells.y)),
    ]
  }

  /// The outlines of each of `classes`; `firstWinner` is the class at the lower left corner.
  func rings(classes: Int, firstWinner: Int) -> [Regions.Rings] {
    var rings = [Regions.Rings](repeating: [], count: classes)
    var isUsed = [(Bool, Bool)](repeating: (false, false), count: tracer.borders.count)
    for (index, border) in tracer.borders.enumerated() {
      if !isUsed[index].0 { rings[border.left].append(ring(index, false, &isUsed)) }
      if !isUsed[index].1 { rings[border.right].append(ring(index, true, &isUsed)) }
    }
    if edgeNodes.isEmpty {
      rings[firstWinner].append(corners.map { .corner($0.place) })
    }
    return rings
  }

  /// The outline that begins with a border walked in one direction.
  private func ring(
    _ border: Int, _ isReversed: Bool, _ isUsed: inout [(Bool, Bool)]
  ) -> [Regions.Piece] {
    let left = isReversed ? tracer.borders[border].right : tracer.borders[border].left
    var pieces: [Regions.Piece] = []
    var next: (border: Int, isReversed: Bool)? = (border, isReversed)
    while let walk = next, walk.isReversed ? !isUsed[walk.border].1 : !isUsed[walk.border].0 {
      if walk.isReversed { isUsed[walk.border].1 = true } else { isUsed[walk.border].0 = true }
      pieces.append(.border(walk.border, isReversed: walk.isReversed))
      let ends = tracer.borders[walk.border].ends
      var node = walk.isReversed ? ends.first : ends.last
      if let index = edgeIndex[node] {
        pieces.append(.corner(tracer.place(of: node)))
        let following = (index + 1) % edgeNodes.count
        pieces += cornersPassed(from: edgeNodes[index].distance, to: edgeNodes[following].distance)
        node = edgeNodes[following].node
      }
      next = leaving[Walk(node: node, left: left)]
    }
    return pieces
  }

  /// The corners on the way along the edge from one distance to the next, anticlockwise.
  private func cornersPassed(from start: Double, to end: Double) -> [Regions.Piece] {
    let passed =
      start < end
      ? corners.filter { $0.distance > start && $0.distance < end }
      : corners.filter { $0.distance > start } + corners.filter { $0.distance < end }
    return passed.map { .corner($0.place) }
  }
}
