import Markup

/// The closed outline of a marker, in tenths of a pixel around its point.
struct Marker {
  /// Where the outline starts, seen from the point.
  let start: (x: Int, y: Int)
  /// The outline from there, and back.
  let outline: StaticString

  /// Circle, square, triangle, diamond, triangle upside down, cross, and two more triangles.
  private static let all = [
    Marker(start: (0, -32), outline: "a32 32 0 11-1 0z"),
    Marker(start: (-28, -28), outline: "h56v56h-56z"),
    Marker(start: (0, -38), outline: "l35 60h-70z"),
    Marker(start: (0, -40), outline: "l38 40-38 40-38-40z"),
    Marker(start: (0, 38), outline: "l35-60h-70z"),
    Marker(start: (-12, -36), outline: "h24v24h24v24h-24v24h-24v-24h-24v-24h24z"),
    Marker(start: (-38, 0), outline: "l60-35v70z"),
    Marker(start: (38, 0), outline: "l-60-35v70z"),
  ]

  /// The marker of series `slot`.
  static func of(_ slot: Int) -> Marker { all[slot % all.count] }
}

/// A cloud of points as one path.
struct MarkerCloud {
  /// Up to this many points are drawn as outlined markers, more as dots.
  private static let mostMarkers = 2500
  /// Above this many dots, those that would lie on others are left out.
  private static let mostDots = 12_000

  /// The points, from left to right, so that steps between them are short to write.
  private var points: [Point]

  init(_ points: [Point]) {
    self.points = points
    var cell = 0.1
    repeat {
      thinOut(cell)
      cell *= 2
    } while self.points.count > Self.mostDots && cell < 50
  }

  /// Keeps the first point in each square with sides of `cell` pixels.
  private mutating func thinOut(_ cell: Double) {
    var seen: Set<Point> = []
    points = points.filter { seen.insert(($0 / cell).rounded(.down)).inserted }
    points.sort { ($0.x, $0.y) < ($1.x, $1.y) }
  }

  /// The cloud in the colour and marker of series `slot`.
  func drawing(slot: Int) -> HTML {
    if points.isEmpty { return HTML() }
    return points.count > Self.mostMarkers ? dots(slot) : markers(Marker.of(slot), slot)
  }

  /// Markers with outlines, so that neighbours stay apart.
  private func markers(_ marker: Marker, _ slot: Int) -> HTML {
    var path = PathData()
    for point in points { path.stamp(marker, at: point) }
    return """
      <path fill="\(Theme.color(slot))" stroke="\(Theme.background)" stroke-width="6" \
      stroke-linejoin="round" d="\(path.markup)"/>

      """
  }

  /// Lines without length, which the caps of their ends make discs or squares.
  private func dots(_ slot: Int) -> HTML {
    var path = PathData()
    for point in points { path.polyline([point]) }
    let cap: HTML = slot % 2 == 0 ? "round" : "square"
    return """
      <path fill="none" stroke="\(Theme.color(slot))" stroke-width="\(slot % 2 == 0 ? 24 : 20)" \
      stroke-linecap="\(cap)" stroke-opacity=".7" d="\(path.markup)"/>

      """
  }
}
