/// A place on the page, in pixels from the top left corner of a panel.
typealias Point = SIMD2<Double>

extension SIMD2<Double> {
  /// The square of the distance to the segment from `start` to `end`.
  func squaredDistance(toSegment start: Point, _ end: Point) -> Double {
    let along = end - start
    let length = along.x * along.x + along.y * along.y
    let offset = self - start
    let share = length > 0 ? (offset.x * along.x + offset.y * along.y) / length : 0
    let gap = offset - along * Swift.min(1, Swift.max(0, share))
    return gap.x * gap.x + gap.y * gap.y
  }
}
