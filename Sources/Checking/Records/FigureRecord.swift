/// What is kept of a figure: its words, its axes, and its numbers to ten significant digits.
package struct FigureRecord: Hashable, Sendable {
  /// The title over all panels; empty when there is none.
  package var title: String
  /// The panels in reading order.
  package var panels: [Panel]

  /// Creates the record of a figure.
  package init(title: String, panels: [Panel]) {
    self.title = title
    self.panels = panels
  }

  /// One pair of axes with what is drawn in it.
  package struct Panel: Hashable, Sendable {
    package var title: String
    package var x: Axis
    package var y: Axis
    package var series: [Series]

    /// Creates the record of a panel.
    package init(title: String, x: Axis, y: Axis, series: [Series]) {
      self.title = title
      self.x = x
      self.y = y
      self.series = series
    }
  }

  /// One axis.
  package struct Axis: Hashable, Sendable {
    package var label: String
    package var lower: Double
    package var upper: Double
    package var isLogarithmic: Bool

    /// Creates the record of an axis.
    package init(label: String, lower: Double, upper: Double, isLogarithmic: Bool = false) {
      self.label = label
      self.lower = lower
      self.upper = upper
      self.isLogarithmic = isLogarithmic
    }
  }

  /// One line, cloud of points, or set of regions.
  package struct Series: Hashable, Sendable {
    /// The name in the legend; empty when it has none.
    package var name: String
    /// How it is drawn: `line`, `scatter`, `regions` and so on.
    package var kind: String
    /// How many points it has.
    package var points: Int
    /// How many consecutive points make one row of the table; 1 when every point is kept.
    package var run: Int
    package var columns: [Column]

    /// Creates the record of a series.
    package init(name: String, kind: String, points: Int, run: Int = 1, columns: [Column]) {
      self.name = name
      self.kind = kind
      self.points = points
      self.run = run
      self.columns = columns
    }

    /// The number of rows of its table.
    package var rows: Int { columns.map(\.values.count).max() ?? 0 }
  }

  /// A named column of numbers.
  package struct Column: Hashable, Sendable {
    package var name: String
    package var values: [Double]

    /// Creates a column.
    package init(_ name: String, _ values: [Double]) {
      self.name = name
      self.values = values
    }
  }
}
