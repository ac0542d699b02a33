import Markup

extension Mark {
  /// How far a drawn line may be from the data, in pixels.
  private static let tolerance = 0.1
  /// Above this many corners a line is simplified further, so that the picture stays small.
  private static let mostCorners = 8000

  /// The mark in `area`.
  func drawing(in area: PlotArea) -> HTML {
    switch shape {
    case .line(let x, let y): strokes(area.runs(x, y).flatMap(area.box.clip))
    case .points(let x, let y):
      MarkerCloud(area.runs(x, y).joined().filter(area.box.contains))
        .drawing(slot: slot, crowd: area.crowd)
    case .regions(let regions): regions.drawing(slot: slot, in: area)
    case .bars(let bars): boxes(bars.outlines(in: area))
    case .cells(let cells): cells.drawing(in: area)
    case .image(let image): image.drawing(in: area.size)
    }
  }

  /// The mark as the legend shows it, 32 pixels wide and centred on y = 0.
  var sample: HTML {
    switch shape {
    case .line: strokes([[Point(7, 0), Point(30, 0)]])
    case .points: MarkerCloud([Point(18, 0)]).drawing(slot: slot, crowd: 1)
    case .bars:
      boxes([[Point(9, 6), Point(9, -6), Point(29, -6), Point(29, 6)]])
    case .regions, .cells, .image: HTML()
    }
  }

  /// The outlines, filled with the mark's colour; series differ in how densely too.
  private func boxes(_ outlines: [[Point]]) -> HTML {
    var path = PathData()
    for outline in outlines { path.polygon(outline) }
    if path.isEmpty { return HTML() }
    let color = Theme.color(slot)
    return """
      <path transform="scale(.1)" fill="\(color)" fill-opacity="\(Theme.density(slot))" \
      stroke="\(color)" stroke-width="12" d="\(path.markup)"/>

      """
  }

  /// The lines through `runs`.
  private func strokes(_ runs: [[Point]]) -> HTML {
    var tolerance = Self.tolerance
    var lines = runs.map { simplified(reducedToPixels($0), tolerance: tolerance) }
    while lines.reduce(0, { $0 + $1.count }) > Self.mostCorners && tolerance < 50 {
      tolerance *= 2
      lines = lines.map { simplified($0, tolerance: tolerance) }
    }
    let corners = lines.reduce(0) { $0 + $1.count }
    if corners > Self.mostCorners {
      let step = corners / Self.mostCorners + 1
      lines = lines.map { line in stride(from: 0, to: line.count, by: step).map { line[$0] } }
    }
    var path = PathData()
    for line in lines where line.count > 1 { path.polyline(line) }
    let lonely = MarkerCloud(lines.filter { $0.count == 1 }.joined())
    var html = stroke(path)
    html += lonely.dots(slot: slot, width: 50)
    return html
  }

  /// The lines of `path` in the mark's colour and dash pattern.
  private func stroke(_ path: PathData) -> HTML {
    if path.isEmpty { return HTML() }
    let dashes = Theme.dashes(slot)
    let pattern: HTML = dashes.markup.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
    return """
      <path transform="scale(.1)" fill="none" stroke="\(Theme.color(slot))" stroke-width="18" \
      stroke-linejoin="round" stroke-linecap="round"\(pattern) d="\(path.markup)"/>

      """
  }
}
