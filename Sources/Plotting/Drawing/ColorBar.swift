import Markup

/// What says, beside a table of colours, which colour is which number.
struct ColorBar {
  private let cells: Cells
  private let axis: Axis
  private let ticks: Ticks

  private static let thickness = 12.0
  private static let gap = 12.0
  /// How many steps of colour are drawn; more cannot be told apart.
  private static let steps = 64

  /// The bar for the first table in `panel`; nil when there is none.
  init?(_ panel: Panel) {
    let tables = panel.marks.lazy.compactMap { mark -> Cells? in
      if case .cells(let cells) = mark.shape, cells.width > 0 { cells } else { nil }
    }
    guard let cells = tables.first else { return nil }
    self.cells = cells
    axis = Axis(AxisOptions(limits: cells.limits), columns: [])
    ticks = axis.ticks(atMost: 5)
  }

  /// How much room it takes beside the plot, with its numbers.
  var width: Double {
    Self.gap + Self.thickness + 8 + (ticks.major.map(\.width).max() ?? 0)
  }

  /// The bar, in the coordinates of a plot of size `plot`.
  func drawing(in plot: Point) -> HTML {
    let left = plot.x + Self.gap
    var html: HTML = "<g transform=\"translate(\(left) 0)\">\n"
    let height = plot.y / Double(Self.steps)
    for step in 0..<Self.steps {
      let color = cells.colors.color((Double(step) + 0.5) / Double(Self.steps)).hex
      let top = plot.y - Double(step + 1) * height
      html += """
        <rect y="\(top)" width="\(Self.thickness)" height="\(height + 0.5)" fill="\(color)"/>
        """
    }
    for tick in ticks.major {
      let place = (1 - axis.fraction(tick.value)) * plot.y
      html += "<text x=\"\(Self.thickness + 5)\" y=\"\(place + 4)\">\(tick.label)</text>"
    }
    if let factor = ticks.factor {
      html +=
        "<text x=\"\(Self.thickness)\" y=\"-6\" text-anchor=\"end\">\(factorMarkup(factor))</text>"
    }
    html += "\n</g>\n"
    return html
  }
}
