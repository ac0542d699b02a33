import Markup

/// The points of a class, drawn as one path.
struct MarkerCloud {
  /// Up to this many points are drawn as outlined markers, more as dots.
  private static let mostMarkers = 2500
  /// Above this many dots, those that lie on others are left out.
  private static let mostDots = 8_000

  /// The points, all inside the plot, from left to right, so that the steps between them are short to write.
  private var points: [Point]
  /// No two points are drawn in the same square with sides of so many pixels.
  private var cell = 0.1

  init(_ points: some Sequence<Point>) {
    self.points = Array(points)
    thinOut()
    while self.points.count > Self.mostDots && cell < 50 {
      cell *= 1.5
      thinOut()
    }
    self.points.sort { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  /// Keeps the first point in each square.
  private mutating func thinOut() {
    var seen: Set<Int> = []
    points = points.filter { point in
      let square = (point / cell).rounded(.down)
      return seen.insert(Int(square.x) << 32 + Int(square.y)).inserted
    }
  }

  /// The cloud in the colour and marker of series `slot`; a `crowd` makes markers smaller.
  func drawing(slot: Int, crowd: Int) -> HTML {
    if points.isEmpty { return HTML() }
    let scale = crowd <= 150 ? 0.1 : crowd <= 600 ? 0.085 : 0.075
    return points.count > Self.mostMarkers
      ? dots(slot: slot, width: 22) : markers(Marker.of(slot), slot, scale)
  }

  /// Markers with outlines, so that neighbours stay apart.
  private func markers(_ marker: Marker, _ slot: Int, _ scale: Double) -> HTML {
    var path = PathData(unitsPerPixel: 1 / scale)
    for point in points { path.stamp(marker, at: point) }
    return """
      <path transform="scale(\(HTML(trusting: "\(scale)")))" fill="\(Theme.color(slot))" \
      stroke="\(Theme.background)" stroke-width="5" stroke-opacity=".6" \
      stroke-linejoin="round" d="\(path.markup)"/>

      """
  }

  /// Lines without length, which the caps of their ends make discs or squares, at least `width`
  /// tenths of a pixel wide.
  func dots(slot: Int, width: Double) -> HTML {
    if points.isEmpty { return HTML() }
    var path = PathData()
    for point in points { path.polyline([point]) }
    let isRound = slot.isMultiple(of: 2)
    return """
      <path transform="scale(.1)" fill="none" stroke="\(Theme.color(slot))" \
      stroke-width="\(max(isRound ? width : width * 0.87, cell * 18))" \
      stroke-linecap="\(isRound ? "round" : "square")" d="\(path.markup)"/>

      """
  }
}
