import Markup

extension Regions {
  /// How far a drawn border may be from the traced one, in pixels.
  private static let tolerance = 0.15

  /// The regions, filled with the colours from `slot` on, and the lines between them.
  func drawing(slot: Int, in area: PlotArea) -> HTML {
    func place(_ cell: Point) -> Point {
      let share = cell / cells
      let xValue = x.lowerBound + share.x * (x.upperBound - x.lowerBound)
      let yValue = y.lowerBound + share.y * (y.upperBound - y.lowerBound)
      return area.place(xValue, yValue)
    }
    let lines = borders.map { simplified($0.map(place), tolerance: Self.tolerance) }
    // Opaque inside one translucent group: where neighbours overlap nothing shows.
    var html: HTML = "<g transform=\"scale(.1)\" opacity=\".28\" stroke-width=\"6\">\n"
    for (index, rings) in rings.enumerated() where !rings.isEmpty {
      var path = PathData()
      for ring in rings {
        path.polygon(area.box.clip(polygon: outline(ring, through: lines, place)))
      }
      let color = Theme.color(slot + index)
      html += """
        <path fill="\(color)" stroke="\(color)" fill-rule="evenodd" d="\(path.markup)"/>

        """
    }
    html += "</g>\n"
    var path = PathData()
    for line in lines { for part in area.box.clip(line) { path.polyline(part) } }
    guard !path.isEmpty else { return html }
    html += """
      <path transform="scale(.1)" fill="none" stroke="currentColor" stroke-opacity=".65" \
      stroke-width="12" stroke-linejoin="round" d="\(path.markup)"/>

      """
    return html
  }
}
