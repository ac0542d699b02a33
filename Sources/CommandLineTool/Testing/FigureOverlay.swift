internal import Checking
internal import Markup

/// Two figures drawn over each other: what was accepted, and what there is now.
struct FigureOverlay {
  let old: FigureRecord
  let new: FigureRecord

  private static let width = 460.0, height = 260.0, margin = 10.0

  /// A drawing for each panel that has points, and a line that says which colour is which.
  var html: HTML {
    var html: HTML = "<figure>\n"
    for index in 0..<max(old.panels.count, new.panels.count) {
      let olds = old.panels.indices.contains(index) ? old.panels[index] : nil
      let news = new.panels.indices.contains(index) ? new.panels[index] : nil
      html += drawing(olds, news)
    }
    html += """
      <figcaption><span class="old">accepted</span>, <span class="new">now</span>\
      </figcaption>
      </figure>

      """
    return html
  }

  private func drawing(_ old: FigureRecord.Panel?, _ new: FigureRecord.Panel?) -> HTML {
    let olds = old?.series.compactMap(Shape.init) ?? []
    let news = new?.series.compactMap(Shape.init) ?? []
    let points = (olds + news).flatMap(\.points)
    guard let frame = Frame(points) else {
      return "<p>There are no points to draw here; the list above says what differs.</p>\n"
    }
    let title = new?.title ?? old?.title ?? ""
    var svg: HTML = """
      <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" width="\(Int(Self.width))" \
      role="img" aria-label="accepted and new: \(title.isEmpty ? "a figure" : title)">
      <rect x="0.5" y="0.5" width="\(Int(Self.width) - 1)" height="\(Int(Self.height) - 1)" \
      fill="none" stroke="currentColor" opacity="0.4"/>

      """
    for (shapes, style) in [(olds, "old"), (news, "new")] {
      for shape in shapes { svg += shape.svg(style, in: frame) }
    }
    svg += "</svg>\n"
    return svg
  }

  /// The rectangle that holds all points.
  private struct Frame {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    init?(_ points: [(x: Double, y: Double)]) {
      guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
        let low = points.map(\.y).min(), let high = points.map(\.y).max()
      else { return nil }
      (x, y) = (left...right, low...high)
    }

    /// The place of a point on the drawing, to a hundredth.
    func place(of point: (x: Double, y: Double)) -> String {
      let across = Self.part(point.x, of: x) * (width - 2 * margin) + margin
      let down = (1 - Self.part(point.y, of: y)) * (height - 2 * margin) + margin
      return "\((across * 100).rounded() / 100) \((down * 100).rounded() / 100)"
    }

    private static func part(_ value: Double, of range: ClosedRange<Double>) -> Double {
      let part = value / 2 - range.lowerBound / 2
      let whole = range.upperBound / 2 - range.lowerBound / 2
      return whole > 0 ? part / whole : 0.5
    }
  }

  /// The points of a series, and whether a line joins them.
  private struct Shape {
    let points: [(x: Double, y: Double)]
    let isLine: Bool

    init?(_ series: FigureRecord.Series) {
      func column(_ names: String...) -> [Double]? {
        series.columns.first { names.contains($0.name) }?.values
      }
      guard let x = column("x", "x mean", "from", "from mean"), let y = column("y", "y mean")
      else { return nil }
      points = zip(x, y).filter { $0.isFinite && $1.isFinite }.map { (x: $0, y: $1) }
      isLine = series.kind != "scatter" && series.kind != "regions"
    }

    func svg(_ style: String, in frame: Frame) -> HTML {
      guard let first = points.first else { return "" }
      // A dot is a line of no length with a round end.
      let path =
        isLine
        ? "M" + frame.place(of: first)
          + points.dropFirst().map { "L" + frame.place(of: $0) }.joined()
        : points.map { "M" + frame.place(of: $0) + "h0" }.joined()
      let dash = style == "old" && isLine ? "6 4" : "none"
      return """
        <path class="\(style)" d="\(path)" fill="none" stroke="currentColor" \
        stroke-width="\(isLine ? "1.5" : "5")" stroke-linecap="round" opacity="0.7" \
        stroke-dasharray="\(dash)"/>

        """
    }
  }
}
