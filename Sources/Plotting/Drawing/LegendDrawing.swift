import Markup

/// The names of a panel's series with samples of how they are drawn.
struct LegendDrawing {
  /// One row of the legend.
  private struct Entry {
    var name: String
    var size = Theme.smallText
    var mark: Mark?
  }

  private let entries: [Entry]
  /// Its width and height in pixels.
  let size: Point
  /// Where it stands; never `automatic` or `hidden`.
  let place: Legend

  private static let rowHeight = 18.0
  private static let mostEntries = 20
  private static let corners: [Legend] = [.topRight, .topLeft, .bottomRight, .bottomLeft]

  /// Settles the legend of `panel` in `area`; `nil` when there is nothing to say.
  init?(_ panel: Panel, in area: PlotArea) {
    let named = panel.marks.filter { !$0.name.isEmpty }
    guard panel.legend != .hidden, !named.isEmpty else { return nil }
    var entries = named.map { mark in
      let room = max(60, area.size.x * 0.4)
      let name = mark.name.drawable.fitted(into: room, size: Theme.smallText)
      return Entry(name: name.text, size: name.size, mark: mark)
    }
    let most = min(Self.mostEntries, max(1, Int((area.size.y - 6) / Self.rowHeight)))
    if entries.count > most {
      let more = entries.count - most + 1
      entries.removeLast(more)
      entries.append(Entry(name: "and \(more) more"))
    }
    let widest = entries.map { $0.name.width(size: $0.size) }.max() ?? 0
    let size = Point(widest + 44, Double(entries.count) * Self.rowHeight + 6)
    self.entries = entries
    self.size = size
    guard panel.legend == .automatic else {
      place = panel.legend
      return
    }
    place = Self.freeCorner(for: size, among: panel.marks, in: area) ?? .right
  }

  /// The first corner of `area` where a box of `size` hides nothing of `marks`.
  private static func freeCorner(
    for size: Point, among marks: [Mark], in area: PlotArea
  ) -> Legend? {
    let obstacles = marks.map { $0.obstacles(in: area) }
    return corners.first { corner in
      let origin = Self.origin(corner, size, area.size)
      let box = ClipBox(low: origin - Point(6, 6), high: origin + size + Point(6, 6))
      return box.low.x >= 0 && box.high.y <= area.size.y + 6
        && obstacles.allSatisfy { obstacle in
          obstacle.lines.allSatisfy { box.clip($0).isEmpty }
            && !obstacle.points.contains(where: box.contains)
        }
    }
  }

  private static func origin(_ place: Legend, _ size: Point, _ plot: Point) -> Point {
    let right = plot.x - size.x - 8
    let bottom = plot.y - size.y - 8
    return switch place {
    case .topLeft: Point(8, 8)
    case .bottomLeft: Point(8, bottom)
    case .bottomRight: Point(right, bottom)
    case .right: Point(plot.x + 10, 0)
    default: Point(right, 8)
    }
  }

  /// The legend, in the coordinates of a plot of size `plot`.
  func drawing(in plot: Point) -> HTML {
    let origin = Self.origin(place, size, plot)
    var html: HTML = """
      <g transform="translate(\(origin.x) \(origin.y))">\
      <rect width="\(size.x)" height="\(size.y)" rx="3" fill="\(Theme.background)" \
      fill-opacity=".82" stroke="currentColor" stroke-opacity=".2"/>
      """
    for (row, entry) in entries.enumerated() {
      let middle = Double(row) * Self.rowHeight + 12
      if let mark = entry.mark {
        html += """
          <g transform="translate(0 \(middle))">\(mark.sample)</g>
          """
      }
      html += """
        <text x="\(entry.mark == nil ? 8.0 : 36.0)" y="\(middle + 4)" \
        font-size="\(entry.size)">\(entry.name)</text>
        """
    }
    html += "</g>\n"
    return html
  }
}

extension Mark {
  /// What a legend should not hide.
  fileprivate func obstacles(in area: PlotArea) -> (lines: [[Point]], points: [Point]) {
    switch shape {
    case .line(let x, let y): (area.runs(x, y), [])
    case .points(let x, let y): ([], Array(area.runs(x, y).joined()))
    case .bars(let bars): (bars.outlines(in: area).map { $0 + $0.prefix(1) }, [])
    case .regions, .cells, .image: ([], [])
    }
  }
}
