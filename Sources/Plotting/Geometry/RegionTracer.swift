/// A line between two regions, from one end to the other.
struct RegionBorder {
  /// The class on the left, walking along, when rows go up.
  let left: Int
  /// The class on the right.
  let right: Int
  /// The nodes at the ends; the same for a border that closes on itself.
  var ends: (first: Int, last: Int)
  /// The places along it, counted in cells.
  var points: [Point]
}

/// Finds the borders between the regions of a grid.
///
/// Marching triangles: a side whose ends are won by different classes holds one crossing; a
/// triangle with two winners holds one segment, and one with three holds three segments that meet.
/// Both triangles at a side agree on its crossing, so that borders have neither gaps nor overlaps.
struct RegionTracer {
  private struct Node {
    let place: Point
    var segments: [Int] = []
  }

  private struct Segment {
    let start: Int
    let end: Int
    let left: Int
    let right: Int
  }

  private var nodes: [Node] = []
  private var segments: [Segment] = []
  private var crossings: [SIMD2<Int>: Int] = [:]
  private(set) var borders: [RegionBorder] = []

  init(_ grid: ScoreGrid) {
    for row in 0..<grid.rows - 1 {
      for column in 0..<grid.columns - 1 {
        for triangle in grid.triangles(column, row) { cut(triangle, of: grid) }
      }
    }
    joinSegments()
    for index in borders.indices { straightenEnds(of: &borders[index]) }
  }

  /// The place of a border's end.
  func place(of node: Int) -> Point { nodes[node].place }

  /// Whether three borders end in `node`; else it lies on the edge of the grid.
  func isJunction(_ node: Int) -> Bool { nodes[node].segments.count == 3 }

  /// Adds the segments that part the winners of a triangle of `grid`.
  private mutating func cut(_ triangle: [ScoreGrid.Vertex], of grid: ScoreGrid) {
    let sides = (0..<3).map { (triangle[$0], triangle[($0 + 1) % 3]) }
    let mixed = sides.filter { $0.0.winner != $0.1.winner }
    if mixed.count == 2 {
      // The vertex both mixed sides share stands alone; seen from the crossing on the side that
      // leaves it to the one on the side that comes back, it is on the left.
      let meetsInMiddle = mixed[0].1.id == mixed[1].0.id
      let (leaving, coming) = meetsInMiddle ? (mixed[1], mixed[0]) : (mixed[0], mixed[1])
      connect(
        crossing(leaving), crossing(coming), left: leaving.0.winner, right: leaving.1.winner)
    } else if mixed.count == 3 {
      nodes.append(Node(place: grid.junction(triangle[0], triangle[1], triangle[2])))
      let junction = nodes.count - 1
      for side in mixed {
        connect(crossing(side), junction, left: side.0.winner, right: side.1.winner)
      }
    }
  }

  /// The node on a side of a triangle.
  private mutating func crossing(_ side: (ScoreGrid.Vertex, ScoreGrid.Vertex)) -> Int {
    let key = SIMD2(min(side.0.id, side.1.id), max(side.0.id, side.1.id))
    if let node = crossings[key] { return node }
    nodes.append(Node(place: side.0.crossing(to: side.1)))
    crossings[key] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func connect(_ start: Int, _ end: Int, left: Int, right: Int) {
    nodes[start].segments.append(segments.count)
    nodes[end].segments.append(segments.count)
    segments.append(Segment(start: start, end: end, left: left, right: right))
  }

  /// Joins segments to borders: first those that end at the edge or a junction, then the closed.
  private mutating func joinSegments() {
    var isUsed = [Bool](repeating: false, count: segments.count)
    for node in nodes.indices where nodes[node].segments.count != 2 {
      for segment in nodes[node].segments where !isUsed[segment] {
        borders.append(border(along: segment, from: node, &isUsed))
      }
    }
    for segment in segments.indices where !isUsed[segment] {
      borders.append(border(along: segment, from: segments[segment].start, &isUsed))
    }
  }

  /// Lets a border run straight for the last cell before a junction.
  ///
  /// Near it a third class can win between corners that others win, which triangles do not see.
  private func straightenEnds(of border: inout RegionBorder) {
    guard border.points.count > 6 else { return }
    let (first, last) = border.ends
    var points = border.points[...]
    if isJunction(first) { points = Self.cleared(points, around: nodes[first].place) }
    if isJunction(last) {
      points = Self.cleared(points.reversed()[...], around: nodes[last].place).reversed()[...]
    }
    border.points = Array(points)
  }

  /// The points without those that follow the first within a cell of `place`.
  private static func cleared(_ points: ArraySlice<Point>, around place: Point) -> ArraySlice<Point>
  {
    guard let first = points.first, let last = points.last else { return points }
    let rest = points.dropFirst().dropLast().drop { point in
      let gap = point - place
      return (gap * gap).sum() < 1
    }
    return ([first] + rest + [last])[...]
  }

  private func border(along first: Int, from start: Int, _ isUsed: inout [Bool]) -> RegionBorder {
    let isForward = segments[first].start == start
    var border = RegionBorder(
      left: isForward ? segments[first].left : segments[first].right,
      right: isForward ? segments[first].right : segments[first].left,
      ends: (start, start), points: [nodes[start].place])
    var next: Int? = first
    var node = start
    while let segment = next {
      isUsed[segment] = true
      node = segments[segment].start == node ? segments[segment].end : segments[segment].start
      border.points.append(nodes[node].place)
      let isEnd = nodes[node].segments.count != 2 || node == start
      next = isEnd ? nil : nodes[node].segments.first { !isUsed[$0] }
    }
    border.ends.last = node
    return border
  }
}
