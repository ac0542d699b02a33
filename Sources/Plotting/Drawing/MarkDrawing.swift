import Markup

extension Mark {
  /// How far a drawn line may be from the data, in pixels.
  private static let tolerance = 0.1
  /// Above this many corners a line is simplified further, so that the picture stays small.
  private static let mostCorners = 8000

  /// The mark in tenths of a pixel, in a plot of `size`.
  func drawing(_ x: Axis, _ y: Axis, in size: Point) -> HTML {
    let box = ClipBox(low: .zero, high: size)
    switch shape {
    case .line: return strokes(runs(x, y, in: size).flatMap(box.clip))
    case .points:
      let points = runs(x, y, in: size).joined().filter(box.contains)
      return MarkerCloud(points).drawing(slot: slot)
    case .regions(let regions): return regions.drawing(slot: slot, x, y, in: size)
    }
  }

  /// The mark as the legend shows it, 32 pixels wide and centred on y = 0.
  var sample: HTML {
    switch shape {
    case .line: strokes([[Point(7, 0), Point(30, 0)]])
    case .points: MarkerCloud([Point(18, 0)]).drawing(slot: slot)
    case .regions: HTML()
    }
  }

  /// The lines through `runs`.
  private func strokes(_ runs: [[Point]]) -> HTML {
    var tolerance = Self.tolerance
    var lines = runs.map { simplified(reducedToPixels($0), tolerance: tolerance) }
    while lines.reduce(0, { $0 + $1.count }) > Self.mostCorners && tolerance < 50 {
      tolerance *= 2
      lines = lines.map { simplified($0, tolerance: tolerance) }
    }
    var path = PathData()
    for line in lines { path.polyline(line) }
    guard !path.isEmpty else { return HTML() }
    let dashes = Theme.dashes(slot)
    let pattern: HTML = dashes.markup.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
    return """
      <path fill="none" stroke="\(Theme.color(slot))" stroke-width="18" stroke-linejoin="round" \
      stroke-linecap="round"\(pattern) d="\(path.markup)"/>

      """
  }
}
