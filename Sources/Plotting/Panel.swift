/// One pair of axes with what is drawn in it.
package struct Panel: Sendable {
  package var title = ""
  package var x = AxisOptions()
  package var y = AxisOptions()
  package var legend = Legend.automatic
  /// What is drawn, back to front.
  package var marks: [Mark] = []

  package init() {}

  /// Draws what `other` draws on top, and takes over what this panel leaves open.
  mutating func add(_ other: Panel) {
    let taken = marks.reduce(0) { max($0, $1.slot + 1) }
    marks += other.marks.map { mark in
      var moved = mark
      moved.slot += taken
      return moved
    }
    if title.isEmpty { title = other.title }
    if legend == .automatic { legend = other.legend }
    x.fill(from: other.x)
    y.fill(from: other.y)
  }
}

/// What an author says about an axis.
package struct AxisOptions: Hashable, Sendable {
  package var label = ""
  package var scale = AxisScale.linear
  /// The visible range, or `nil` for one that suits the data.
  package var limits: ClosedRange<Double>?
  /// What stands at 0, 1, 2 and so on instead of numbers; empty for numbers.
  package var names: [String] = []
  /// Whether the lower end is at the right or at the top.
  package var isReversed = false

  package init(
    label: String = "", scale: AxisScale = .linear, limits: ClosedRange<Double>? = nil
  ) {
    self.label = label
    self.scale = scale
    self.limits = limits
  }

  /// An axis with a place of width 1 for each of `names`.
  package init(named names: [String], label: String, isReversed: Bool = false) {
    self.label = label
    self.names = names.map(\.drawable)
    self.isReversed = isReversed
    limits = names.isEmpty ? nil : -0.5...(Double(names.count) - 0.5)
  }

  /// The room for a name beside the plot, in pixels; longer ones are shortened.
  static let longestName = 110.0

  fileprivate mutating func fill(from other: AxisOptions) {
    if label.isEmpty { label = other.label }
    if scale == .linear { scale = other.scale }
    if limits == nil { limits = other.limits }
    if names.isEmpty { names = other.names }
  }
}

/// How an axis turns values into places.
public enum AxisScale: Hashable, Sendable {
  /// Equal steps are equal differences.
  case linear
  /// Equal steps are equal factors; values of zero and below are left out.
  case log
}

/// Where the names of the series stand.
public enum Legend: Hashable, Sendable {
  /// In the emptiest corner, or beside the panel when no corner is free; only if there are names.
  case automatic
  /// Nowhere.
  case hidden
  /// In a corner, on top of the data.
  case topLeft, topRight, bottomLeft, bottomRight
  /// To the right of the panel.
  case right
}

/// One thing drawn in a panel: a line, the points of a class, regions, bars, cells or a picture.
package struct Mark: Sendable {
  /// What a mark is made of.
  package enum Shape: Sendable {
    /// A line through the points in order; a missing number interrupts it.
    case line(x: [Double], y: [Double])
    /// A marker at each point.
    case points(x: [Double], y: [Double])
    /// The regions in which each class scores highest; class 0 takes the mark's colour.
    case regions(Regions)
    /// Bars that stand on zero.
    case bars(Bars)
    /// A table of numbers as colours.
    case cells(Cells)
    /// A picture, which fills its panel and has no axes.
    case image(Raster)
  }

  /// The name in the legend; empty for none.
  package var name: String
  /// Which colour, dash pattern and marker it takes.
  package var slot: Int
  package var shape: Shape

  package init(_ name: String, slot: Int, _ shape: Shape) {
    self.name = name
    self.slot = slot
    self.shape = shape
  }
}
