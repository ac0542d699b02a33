/// What a figure says, apart from how it is drawn.
public struct FigureData: Hashable, Sendable {
  /// The title over all panels; empty when there is none.
  public var title: String
  /// The panels in reading order.
  public var panels: [Panel]

  /// Creates the data of a figure.
  public init(title: String = "", panels: [Panel]) {
    self.title = title
    self.panels = panels
  }

  /// One pair of axes with what is drawn in it.
  public struct Panel: Hashable, Sendable {
    /// The title; empty when there is none.
    public var title: String
    /// The horizontal axis.
    public var x: Axis
    /// The vertical axis.
    public var y: Axis
    /// What is drawn, back to front.
    public var series: [Series]

    /// Creates the data of a panel.
    public init(title: String = "", x: Axis, y: Axis, series: [Series]) {
      self.title = title
      self.x = x
      self.y = y
      self.series = series
    }
  }

  /// One axis.
  public struct Axis: Hashable, Sendable {
    /// The label; empty when there is none.
    public var label: String
    /// The lower end of the visible range.
    public var lower: Double
    /// The upper end of the visible range.
    public var upper: Double
    /// Whether equal steps are equal factors.
    public var isLogarithmic: Bool

    /// Creates the data of an axis.
    public init(label: String = "", lower: Double, upper: Double, isLogarithmic: Bool = false) {
      self.label = label
      self.lower = lower
      self.upper = upper
      self.isLogarithmic = isLogarithmic
    }
  }

  /// One line, cloud of points, or set of regions.
  public struct Series: Hashable, Sendable {
    /// The name in the legend; empty when it has none.
    public var name: String
    /// How it is drawn: `line`, `scatter`, `regions`, `bar`, `histogram`, `heatmap`, `image`.
    public var kind: String
    /// The numbers, column by column: `x`, `y`, and others by kind.
    public var columns: [Column]

    /// Creates the data of a series.
    public init(name: String = "", kind: String, columns: [Column]) {
      self.name = name
      self.kind = kind
      self.columns = columns
    }
  }

  /// A named column of numbers.
  public struct Column: Hashable, Sendable {
    /// What the numbers are.
    public var name: String
    /// The numbers.
    public var values: [Double]

    /// Creates a column.
    public init(_ name: String, _ values: [Double]) {
      self.name = name
      self.values = values
    }
  }
}
