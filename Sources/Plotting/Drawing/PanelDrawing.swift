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
  private(set) var colorBar: ColorBar?
  /// Whether the names on the horizontal axis read from the bottom up.
  private(set) var hasUprightNames = false

  /// Settles `panel` for a picture of `size`, labels included.
  init(_ panel: Panel, size: PanelSize) {
    self.panel = panel
    (x, y) = panel.axes
    colorBar = ColorBar(panel)
    xTicks = x.ticks(atMost: Self.count(size.width - 70, per: 62), wholeNumbers: true)
    yTicks = y.ticks(atMost: Self.count(size.height - 60, per: 40))
    insets = innerInsets
    let plot = Point(
      max(40, size.width - insets.left - insets.right),
      max(40, size.height - insets.top - insets.bottom))
    settleNames(in: plot)
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
    guard x.options.names.isEmpty else { return }
    var count = Self.count(size.width - 70, per: 62)
    while count > 1, let widest = xTicks.major.map(\.width).max(),
      Double(xTicks.major.count - 1) * (widest + 14) > plot.x
    {
      count -= 1
      xTicks = x.ticks(atMost: count, wholeNumbers: true)
    }
  }

  /// Names under the plot that are wider, in pixels, are turned where they would touch; others are
  /// thinned out.
  private static let widestLevelName = 30.0

  /// Turns the names under the plot where they would touch, and leaves out what has no room.
  private mutating func settleNames(in plot: Point) {
    if !x.options.names.isEmpty {
      let room = plot.x / (x.upper - x.lower)
      let widest = x.options.names.map { $0.width(size: Theme.smallText) }.max() ?? 0
      hasUprightNames = widest + 8 > room && widest > Self.widestLevelName
      xTicks = x.ticks(atMost: Int(plot.x / (hasUprightNames ? 15 : widest + 8)))
    }
    if !y.options.names.isEmpty { yTicks = y.ticks(atMost: Int(plot.y / 15)) }
  }

  /// The height that ticks with their numbers take.
  var tickHeight: Double {
    guard hasUprightNames else { return 26 }
    return 14 + min(xTicks.major.map(\.width).max() ?? 0, AxisOptions.longestName)
  }

  /// The space around a picture, and the height of a line of its title.
  static let imageMargin = 3.0
  static let imageTitleLine = 15.0

  /// The space that ticks, labels and titles take.
  private var innerInsets: Insets {
    if panel.isImage {
      let margin = Self.imageMargin
      let top = margin + Double(panel.titleLines.count) * Self.imageTitleLine
      return Insets(left: margin, top: top, right: margin, bottom: margin)
    }
    var insets = Insets(left: 14, top: 12, right: 14, bottom: tickHeight)
    insets.left += min(yTicks.major.map(\.width).max() ?? 0, AxisOptions.longestName)
    if let colorBar { insets.right += colorBar.width }
    if !y.options.label.isEmpty { insets.left += 22 }
    if !x.options.label.isEmpty { insets.bottom += 19 }
    if yTicks.factor != nil { insets.top += 10 }
    if !panel.title.isEmpty { insets.top += 20 }
    if xTicks.factor != nil { insets.bottom = max(insets.bottom, 44) }
    if !hasUprightNames, let last = xTicks.major.last {
      insets.right = max(insets.right, last.width / 2 + 4)
    }
    return insets
  }
}

extension Panel {
  /// The axes with their ranges settled for all marks.
  var axes: (x: Axis, y: Axis) {
    (
      Axis(x, columns: marks.map(\.columns.x)),
      Axis(y, columns: marks.map(\.columns.y), isGrounded: marks.contains(where: \.isGrounded))
    )
  }

  /// Whether regions or cells fill the plot, which then has a frame instead of a grid.
  var isFilled: Bool {
    marks.contains {
      switch $0.shape {
      case .regions, .cells: true
      default: false
      }
    }
  }

  /// Whether this is nothing but pictures, and has no axes.
  var isImage: Bool {
    !marks.isEmpty
      && marks.allSatisfy { if case .image = $0.shape { true } else { false } }
  }

  /// The lines of the title, which pictures may have several of.
  var titleLines: [Substring] { title.split(separator: "\n") }
}

extension Mark {
  /// The coordinates the visible range has to take in.
  var columns: (x: [Double], y: [Double]) {
    switch shape {
    case .line(let x, let y), .points(let x, let y): (x, y)
    case .bars(let bars): bars.columns
    case .cells(let cells): cells.columns
    case .image(let image): ([0, Double(image.width)], [0, Double(image.height)])
    case .regions(let regions):
      (
        [regions.x.lowerBound, regions.x.upperBound],
        [regions.y.lowerBound, regions.y.upperBound]
      )
    }
  }

  /// Whether it stands on zero.
  var isGrounded: Bool { if case .bars = shape { true } else { false } }

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
