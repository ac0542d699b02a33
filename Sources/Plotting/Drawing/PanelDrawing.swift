/// A panel with its ranges, ticks and margins settled.
struct PanelDrawing {
  /// The space around the plot for ticks, labels and titles.
  struct Insets {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0
  }

  let panel: Panel
  let x: Axis
  let y: Axis
  private(set) var xTicks: Ticks
  private(set) var yTicks: Ticks
  var insets = Insets()
  private(set) var legend: LegendDrawing?

  /// Settles `panel` for a picture of `size`, labels included.
  init(_ panel: Panel, size: PanelSize) {
    self.panel = panel
    (x, y) = panel.axes
    xTicks = x.ticks(atMost: Self.count(size.width - 70, per: 62), wholeNumbers: true)
    yTicks = y.ticks(atMost: Self.count(size.height - 60, per: 40))
    insets = innerInsets
    let plot = Point(
      max(40, size.width - insets.left - insets.right),
      max(40, size.height - insets.top - insets.bottom))
    thinOutTicks(in: plot, size)
    insets = innerInsets
    legend = LegendDrawing(panel, in: PlotArea(panel, x, y, size: plot))
    if let legend, legend.place == .right { insets.right += legend.size.x + 10 }
  }

  private static func count(_ length: Double, per space: Double) -> Int {
    max(2, Int(length / space))
  }

  /// Takes fewer ticks on the horizontal axis when their numbers would touch.
  private mutating func thinOutTicks(in plot: Point, _ size: PanelSize) {
    var count = Self.count(size.width - 70, per: 62)
    while count > 1, let widest = xTicks.major.map(\.width).max(),
      Double(xTicks.major.count - 1) * (widest + 14) > plot.x
    {
      count -= 1
      xTicks = x.ticks(atMost: count, wholeNumbers: true)
    }
  }

  /// The space that ticks, labels and titles take.
  private var innerInsets: Insets {
    var insets = Insets(left: 14, top: 12, right: 14, bottom: 26)
    insets.left += yTicks.major.map(\.width).max() ?? 0
    if !y.options.label.isEmpty { insets.left += 20 }
    if !x.options.label.isEmpty { insets.bottom += 19 }
    if yTicks.factor != nil { insets.top += 10 }
    if !panel.title.isEmpty { insets.top += 20 }
    if xTicks.factor != nil { insets.bottom = max(insets.bottom, 44) }
    if let last = xTicks.major.last { insets.right = max(insets.right, last.width / 2 + 4) }
    return insets
  }
}

extension Panel {
  /// The axes with their ranges settled for all marks.
  var axes: (x: Axis, y: Axis) {
    (Axis(x, columns: marks.map(\.columns.x)), Axis(y, columns: marks.map(\.columns.y)))
  }

  /// Whether regions fill the plot, which then has a frame instead of a grid.
  var hasRegions: Bool {
    marks.contains { if case .regions = $0.shape { true } else { false } }
  }
}

extension Mark {
  /// The coordinates the visible range has to take in.
  var columns: (x: [Double], y: [Double]) {
    switch shape {
    case .line(let x, let y), .points(let x, let y): (x, y)
    case .regions(let regions):
      (
        [regions.x.lowerBound, regions.x.upperBound],
        [regions.y.lowerBound, regions.y.upperBound]
      )
    }
  }

  /// Whether there is nothing to draw.
  var isEmpty: Bool { zip(columns.x, columns.y).allSatisfy { !($0.isFinite && $1.isFinite) } }
}

extension Ticks.Tick {
  /// About how wide the number is, in pixels.
  var width: Double {
    let power = exponent.map { "\($0)".width(size: Theme.smallText * 0.75) } ?? 0
    return label.width(size: Theme.smallText) + power
  }
}
