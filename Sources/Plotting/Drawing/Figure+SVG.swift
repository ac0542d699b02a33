package import Markup

extension Figure {
  /// The figure as one SVG element that needs nothing from outside.
  package var svg: HTML {
    let layout = FigureLayout(self)
    var drawing = HTML()
    if !title.isEmpty {
      let middle = Point(layout.size.width / 2, 22)
      let room = layout.size.width - 16
      drawing +=
        Label(place: middle, text: title, size: Theme.titleText + 1, isBold: true, room: room)
        .markup
    }
    for panel in layout.panels { drawing += panel.markup }
    let (name, summary) = (name.drawable, summary.drawable)
    let id = HTML(trusting: "figure-" + contentHash("\(name)\(summary)\(drawing)"))
    let (width, height) = (layout.size.width, layout.size.height)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="\(id)-name \(id)-text" \
      width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      style="max-width:100%;height:auto;overflow:visible" font-family="\(Theme.fonts)" \
      font-size="\(Theme.smallText)" fill="currentColor">
      <title id="\(id)-name">\(name)</title>
      <desc id="\(id)-text">\(summary)</desc>
      \(drawing)</svg>

      """
  }

  /// A name for the content that differs for different content (FNV-1a, 64 bits).
  private func contentHash(_ content: HTML) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in content.markup.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}

/// Where the panels of a figure stand.
struct FigureLayout {
  /// A panel and where its plot stands.
  struct Placed {
    let drawing: PanelDrawing
    let origin: Point
    let plot: Point

    var markup: HTML {
      """
      <g transform="translate(\(origin.x) \(origin.y))">
      \(drawing.content(in: plot))</g>

      """
    }
  }

  private(set) var panels: [Placed] = []
  private(set) var size = PanelSize(width: 0, height: 0)

  /// The widths of a panel in a figure of one, two and more columns.
  private static let widths = [480.0, 370, 280]

  init(_ figure: Figure) {
    let columns = figure.columns
    let width = Self.widths[min(columns, Self.widths.count) - 1]
    let isMap = figure.panels.contains(where: \.isFilled)
    let height = isMap ? width * 0.75 + 26 : width * 0.55 + 46
    let panelSize = figure.panelSize ?? PanelSize(width: width, height: height.rounded())
    var drawings = figure.panels.map { PanelDrawing($0, size: panelSize) }
    Self.align(&drawings, columns: columns)
    let top = figure.title.isEmpty ? 0.0 : 30
    for (index, drawing) in drawings.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      let corner = Point(
        Double(column) * panelSize.width, top + Double(row) * panelSize.height)
      let insets = drawing.insets
      let plot = Point(
        max(40, panelSize.width - insets.left - insets.right),
        max(40, panelSize.height - insets.top - insets.bottom))
      panels.append(
        Placed(drawing: drawing, origin: corner + Point(insets.left, insets.top), plot: plot))
    }
    let rows = (drawings.count + columns - 1) / columns
    size.width = Double(columns) * panelSize.width
    size.height = top + Double(max(1, rows)) * panelSize.height
  }

  /// Gives the panels of a column the same left and right edge, and those of a row the same height.
  private static func align(_ drawings: inout [PanelDrawing], columns: Int) {
    let insets = drawings.map(\.insets)
    for index in drawings.indices {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      let sameColumn = stride(from: column, to: insets.count, by: columns).map { insets[$0] }
      let sameRow = insets[row * columns..<min(insets.count, (row + 1) * columns)]
      drawings[index].insets = PanelDrawing.Insets(
        left: sameColumn.reduce(0) { max($0, $1.left) },
        top: sameRow.reduce(0) { max($0, $1.top) },
        right: sameColumn.reduce(0) { max($0, $1.right) },
        bottom: sameRow.reduce(0) { max($0, $1.bottom) })
    }
  }
}
