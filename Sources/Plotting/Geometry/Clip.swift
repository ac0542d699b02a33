/// A box around the panel; lines are cut off at its edges so that coordinates stay small.
struct ClipBox {
  var low: Point
  var high: Point

  func contains(_ point: Point) -> Bool {
    point.x >= low.x && point.x <= high.x && point.y >= low.y && point.y <= high.y
  }

  /// The part of the segment from `start` to `end` inside the box (Liang and Barsky, 1984).
  private func clip(_ start: Point, _ end: Point) -> (Point, Point)? {
    let step = end - start
    var enter = 0.0
    var leave = 1.0
    for axis in 0..<2 {
      if step[axis] == 0 {
        if start[axis] < low[axis] || start[axis] > high[axis] { return nil }
        continue
      }
      let first = (low[axis] - start[axis]) / step[axis]
      let second = (high[axis] - start[axis]) / step[axis]
      enter = max(enter, min(first, second))
      leave = min(leave, max(first, second))
    }
    guard enter <= leave else { return nil }
    return (enter == 0 ? start : start + step * enter, leave == 1 ? end : start + step * leave)
  }

  /// The parts of the line through `points` inside the box.
  func clip(_ points: [Point]) -> [[Point]] {
    if points.allSatisfy(contains) { return points.isEmpty ? [] : [points] }
    var parts: [[Point]] = []
    var part: [Point] = []
    for (start, end) in zip(points, points.dropFirst()) {
      guard let (from, to) = clip(start, end) else { continue }
      if part.last != from {
        if !part.isEmpty { parts.append(part) }
        part = [from]
      }
      part.append(to)
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }
}
