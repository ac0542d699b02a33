internal import Checking
internal import Markup

/// A series as it is drawn over another one.
struct OverlayShape {
  private enum Kind { case line, points, bars, regions }

  private let kind: Kind
  /// Two numbers a point, a third for what bars and regions have besides.
  private let points: [(x: Double, y: Double, more: Double)]

  private static let kinds: [String: Kind] = [
    "scatter": .points, "bar": .bars, "histogram": .bars, "regions": .regions,
  ]

  /// The shape of `series`; `nil` when it has no place in the plane, as pictures have none.
  init?(_ series: FigureRecord.Series) {
    func column(_ name: String) -> [Double]? {
      series.columns.first { $0.name == name || $0.name == name + " mean" }?.values
    }
    kind = Self.kinds[series.kind] ?? .line
    let first = kind == .bars ? "from" : "x"
    guard let x = column(first), let y = column("y") else { return nil }
    let more = kind == .bars ? column("to") : kind == .regions ? column("share") : nil
    points = zip(zip(x, y), more ?? Array(repeating: 0, count: x.count)).map { ($0.0, $0.1, $1) }
      .filter { $0.0.isFinite && $0.1.isFinite && $0.2.isFinite }
  }

  /// Returns the drawing; `style` is the class that says whose it is.
  func svg(_ style: String, in frame: OverlayFrame?) -> HTML {
    guard let frame, let first = points.first else { return HTML() }
    switch kind {
    case .line:
      let rest = points.dropFirst().map { "L" + frame.place($0.x, $0.y) }.joined()
      return path("M" + frame.place(first.x, first.y) + rest, "line \(style)")
    case .points:
      // A dot is a line of no length with a round end.
      return path(points.map { "M" + frame.place($0.x, $0.y) + "h0" }.joined(), "dot \(style)")
    case .bars:
      let bars = points.map { bar in
        "M\(frame.place(bar.x, 0))V\(frame.down(bar.y))H\(frame.across(bar.more))V\(frame.down(0))Z"
      }
      return path(bars.joined(), "line \(style)")
    case .regions:
      var circles = HTML()
      for region in points {
        let radius = (max(0, min(region.more, 1)).squareRoot() * 6000).rounded() / 100
        let place: HTML =
          "cx=\"\("\(frame.across(region.x))")\" cy=\"\("\(frame.down(region.y))")\""
        circles += "<circle class=\"line \(style)\" \(place) r=\"\("\(radius)")\"/>\n"
      }
      return circles
    }
  }

  private func path(_ way: String, _ style: String) -> HTML {
    "<path class=\"\(style)\" d=\"\(way)\"/>\n"
  }
}
