import Markup

extension Cells {
  /// More cells than these are drawn as one picture with a pixel for each.
  private static let mostOutlines = 2500
  /// Text in cells is at least so large, or left out.
  private static let smallestText = 7.0

  /// The cells in `area`, with their numbers where these fit.
  func drawing(in area: PlotArea) -> HTML {
    guard width > 0 else { return HTML() }
    if rows.count * width > Self.mostOutlines {
      return raster.drawing(in: area.size, stretched: true)
    }
    var html = outlines(in: area)
    html += numbers(in: area)
    return html
  }

  /// One path for all cells of a colour; they overlap by a little, so that no gaps show.
  private func outlines(in area: PlotArea) -> HTML {
    var paths: [ColorMap.Color: PathData] = [:]
    var order: [ColorMap.Color] = []
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() {
        guard let color = color(value) else { continue }
        if paths[color] == nil { order.append(color) }
        let low = area.place(Double(column) - 0.5, Double(row) - 0.5)
        let high = area.place(Double(column) + 0.5, Double(row) + 0.5)
        paths[color, default: PathData()].polygon(
          [low, Point(high.x, low.y), high, Point(low.x, high.y)])
      }
    }
    var html: HTML = "<g transform=\"scale(.1)\" stroke-width=\"3\">\n"
    for color in order {
      let path = paths[color]?.markup ?? HTML()
      html += "<path fill=\"\(color.hex)\" stroke=\"\(color.hex)\" d=\"\(path)\"/>\n"
    }
    html += "</g>\n"
    return html
  }

  /// The numbers, black or white, whichever is easier to read on its cell.
  private func numbers(in area: PlotArea) -> HTML {
    guard let texts, let size = textSize(texts, in: area) else { return HTML() }
    var html: HTML = "<g text-anchor=\"middle\" font-size=\"\(size)\">"
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() {
        let place = area.place(Double(column), Double(row)) + Point(0, size * 0.36)
        let color: HTML = color(value).map { $0.isBright ? "#000" : "#fff" } ?? "currentColor"
        html += """
          <text x="\(place.x)" y="\(place.y)" fill="\(color)">\(texts[row][column])</text>
          """
      }
    }
    html += "</g>\n"
    return html
  }

  /// The size at which the longest of `texts` fits its cell; nil when none can be read.
  private func textSize(_ texts: [[String]], in area: PlotArea) -> Double? {
    let room = Point(area.size.x / Double(width), area.size.y / Double(rows.count))
    let widest = texts.joined().map { $0.width(size: 1) }.max() ?? 1
    let size = min(Theme.smallText, room.x * 0.92 / max(widest, 0.1), room.y * 0.8)
    return size >= Self.smallestText ? size : nil
  }

  /// The cells as pixels; missing numbers are grey.
  private var raster: Raster {
    let bytes = rows.joined().flatMap { value -> [UInt8] in
      let color = color(value) ?? ColorMap.Color(red: 128, green: 128, blue: 128)
      return [color.red, color.green, color.blue]
    }
    return Raster(width: width, height: rows.count, channels: 3, bytes: bytes)
  }
}

extension Raster {
  /// The picture in the middle of a plot of `size`, as large as fits, or `stretched` all over it.
  func drawing(in size: Point, stretched: Bool = false) -> HTML {
    guard width > 0, height > 0 else { return HTML() }
    let pixels = Point(Double(width), Double(height))
    let factor = min(size.x / pixels.x, size.y / pixels.y)
    let drawn = stretched ? size : pixels * factor
    let corner = (size - drawn) / 2
    var html: HTML = """
      <image x="\(corner.x)" y="\(corner.y)" width="\(drawn.x)" height="\(drawn.y)" \
      preserveAspectRatio="none" style="image-rendering:pixelated" \
      href="data:image/png;base64,\(HTML(trusting: base64(png)))"/>

      """
    if !stretched { html += outline(at: corner, size: drawn) }
    return html
  }

  /// A faint line around the picture, which says where it ends on a page of its own colour.
  private func outline(at corner: Point, size: Point) -> HTML {
    """
    <rect x="\(corner.x)" y="\(corner.y)" width="\(size.x)" height="\(size.y)" fill="none" \
    stroke="currentColor" stroke-opacity=".3" vector-effect="non-scaling-stroke"/>

    """
  }
}
