internal import Checking
internal import Markup

/// Two figures drawn over each other: what was accepted, and what there is now.
///
/// Pictures and heat maps stand side by side instead, with their difference.
struct FigureOverlay {
  let old: FigureRecord
  let new: FigureRecord

  static let width = 460.0, height = 260.0

  /// Which colour is which.
  private static let key: HTML = """
    <figcaption><span class="old">accepted</span> (dashed), <span class="new">now</span>\
    </figcaption>

    """

  /// A drawing for each panel, and a line that says which colour is which.
  var html: HTML {
    var panels = HTML()
    for index in 0..<max(old.panels.count, new.panels.count) {
      panels += panel(
        old.panels.indices.contains(index) ? old.panels[index] : nil,
        new.panels.indices.contains(index) ? new.panels[index] : nil)
    }
    let key: HTML =
      panels.markup.contains("<path") || panels.markup.contains("<circle")
      ? Self.key : ""
    return "<figure>\n<div class=\"panels\">\n\(panels)</div>\n\(key)</figure>\n"
  }

  private func panel(_ old: FigureRecord.Panel?, _ new: FigureRecord.Panel?) -> HTML {
    let title = new?.title ?? old?.title ?? ""
    var html: HTML = "<div>\n"
    if !title.isEmpty { html += "<p>\(title)</p>\n" }
    let tiles = TileOverlay.all(of: old, new)
    for tile in tiles { html += tile.html }
    let drawing = overlay(old, new, title)
    html += drawing
    if tiles.isEmpty, drawing.markup.isEmpty {
      html += "<p>There are no points to draw here; the list above says what differs.</p>\n"
    }
    html += "</div>\n"
    return html
  }

  /// Returns what can be drawn in a plane, the series that agree in grey.
  private func overlay(
    _ old: FigureRecord.Panel?, _ new: FigureRecord.Panel?, _ title: String
  ) -> HTML {
    let (olds, news) = (old?.series ?? [], new?.series ?? [])
    let same = olds.filter(news.contains)
    let frame = OverlayFrame(old, new)
    let layers = [
      (same, "same"), (olds.filter { !same.contains($0) }, "old"),
      (news.filter { !same.contains($0) }, "new"),
    ]
    var shapes = HTML()
    for (series, style) in layers {
      for one in series { shapes += OverlayShape(one)?.svg(style, in: frame) ?? HTML() }
    }
    guard !shapes.markup.isEmpty, let frame else { return HTML() }
    let (width, height) = (Int(Self.width), Int(Self.height))
    return """
      <svg viewBox="0 0 \(width) \(height + 20)" width="\(width)" role="img" \
      aria-label="accepted and new: \(title.isEmpty ? "a figure" : title)">
      <rect x="0.5" y="0.5" width="\(width - 1)" height="\(height - 1)" class="frame"/>
      \(shapes)\(frame.labels)</svg>

      """
  }
}
