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

  /// The part of a closed outline inside the box (Sutherland and Hodgman, 1974).
  ///
  /// Pieces that fall apart stay joined along the box's edge, where nothing is drawn between them.
  func clip(polygon points: [Point]) -> [Point] {
    if points.allSatisfy(contains) { return points }
    var points = points
    for axis in 0..<2 {
      points = Self.clip(points) { $0[axis] - low[axis] }
      points = Self.clip(points) { high[axis] - $0[axis] }
    }
    return points
  }

  /// The part of a closed outline where `depth`, which is linear, is not negative.
  private static func clip(_ points: [Point], where depth: (Point) -> Double) -> [Point] {
    guard var previous = points.last else { return [] }
    var kept: [Point] = []
    for point in points {
      let (before, now) = (depth(previous), depth(point))
      if (before < 0) != (now < 0) {
        kept.append(previous + (point - previous) * (before / (before - now)))
      }
      if now >= 0 { kept.append(point) }
      previous = point
    }
    return kept
  }
}
