/// Returns `points` without those that lie within `tolerance` of the line through the ones kept.
///
/// The first and last points stay. Ramer-Douglas-Peucker (1972), in stretches of 512 points so that
/// the time is linear in their number.
func simplified(_ points: [Point], tolerance: Double) -> [Point] {
  guard points.count > 2 else { return points }
  var keeps = [Bool](repeating: false, count: points.count)
  keeps[0] = true
  var start = 0
  while start < points.count - 1 {
    let end = min(start + 512, points.count - 1)
    keeps[end] = true
    markCorners(of: points, from: start, to: end, tolerance: tolerance, in: &keeps)
    start = end
  }
  return points.indices.filter { keeps[$0] }.map { points[$0] }
}

/// Marks the points between `start` and `end` that a simplified line has to go through.
private func markCorners(
  of points: [Point], from start: Int, to end: Int, tolerance: Double, in keeps: inout [Bool]
) {
  var open = [(start, end)]
  while let (start, end) = open.popLast() {
    var farthest = start
    var distance = tolerance * tolerance
    for index in start..<end where index > start {
      let gap = points[index].squaredDistance(toSegment: points[start], points[end])
      if gap > distance {
        farthest = index
        distance = gap
      }
    }
    guard farthest > start else { continue }
    keeps[farthest] = true
    open.append((start, farthest))
    open.append((farthest, end))
  }
}

/// Returns a line that looks like `points` when drawn: for each pixel column, where the line comes
/// in, its lowest and highest point, and where it leaves.
///
/// Lines that go back are returned as they are.
func reducedToPixels(_ points: [Point]) -> [Point] {
  guard points.count > 4 else { return points }
  for index in points.indices.dropFirst() where points[index].x < points[index - 1].x {
    return points
  }
  var kept: [Point] = []
  var start = 0
  while start < points.count {
    let column = points[start].x.rounded(.down)
    var end = start
    var lowest = start
    var highest = start
    while end < points.count, points[end].x.rounded(.down) == column {
      if points[end].y < points[lowest].y { lowest = end }
      if points[end].y > points[highest].y { highest = end }
      end += 1
    }
    var last = -1
    for index in [start, min(lowest, highest), max(lowest, highest), end - 1] where index > last {
      kept.append(points[index])
      last = index
    }
    start = end
  }
  return kept
}
