import Markup

extension PanelDrawing {
  /// The panel in the coordinates of its plot, which has the size `plot`.
  func content(in plot: Point) -> HTML {
    var html = HTML()
    let area = PlotArea(panel, x, y, size: plot)
    if !panel.hasRegions { html += grid(in: plot) }
    for mark in panel.marks { html += mark.drawing(in: area) }
    html += frame(in: plot)
    html += numbers(in: plot)
    html += labels(in: plot)
    if let legend { html += legend.drawing(in: plot) }
    return html
  }

  /// Where the ticks at `values` cross the plot, in tenths of a pixel.
  private func lines(x xValues: [Double], y yValues: [Double], in plot: Point) -> HTML {
    var path = PathData()
    for value in xValues {
      let place = x.fraction(value) * plot.x
      path.polyline([Point(place, 0), Point(place, plot.y)])
    }
    for value in yValues {
      let place = (1 - y.fraction(value)) * plot.y
      path.polyline([Point(0, place), Point(plot.x, place)])
    }
    return path.markup
  }

  /// Faint lines at the ticks, fainter ones at the minor ticks.
  private func grid(in plot: Point) -> HTML {
    var html = HTML()
    let kinds: [(x: [Double], y: [Double], opacity: HTML)] = [
      (xTicks.minor, yTicks.minor, ".06"),
      (xTicks.major.map(\.value), yTicks.major.map(\.value), ".13"),
    ]
    for kind in kinds where !(kind.x.isEmpty && kind.y.isEmpty) {
      html += """
        <path transform="scale(.1)" fill="none" stroke="currentColor" \
        stroke-opacity="\(kind.opacity)" vector-effect="non-scaling-stroke" \
        d="\(lines(x: kind.x, y: kind.y, in: plot))"/>

        """
    }
    return html
  }

  /// The axes themselves.
  private func frame(in plot: Point) -> HTML {
    let rest: HTML = panel.hasRegions ? "V0z" : ""
    return """
      <path fill="none" stroke="currentColor" stroke-opacity=".55" \
      vector-effect="non-scaling-stroke" d="M0 0V\(plot.y)H\(plot.x)\(rest)"/>

      """
  }

  /// The numbers at the ticks.
  private func numbers(in plot: Point) -> HTML {
    var html: HTML = "<g fill-opacity=\".85\">\n<g text-anchor=\"middle\">"
    for tick in xTicks.major {
      let place = x.fraction(tick.value) * plot.x
      html += "<text x=\"\(place)\" y=\"\(plot.y + 18)\">\(tick.markup)</text>"
    }
    html += "</g>\n<g text-anchor=\"end\">"
    for tick in yTicks.major {
      let place = (1 - y.fraction(tick.value)) * plot.y
      html += "<text x=\"-8\" y=\"\(place + 4)\">\(tick.markup)</text>"
    }
    if let factor = xTicks.factor {
      html += "<text x=\"\(plot.x)\" y=\"\(plot.y + 36)\">\(factorMarkup(factor))</text>"
    }
    html += "</g>\n"
    if let factor = yTicks.factor { html += "<text y=\"-6\">\(factorMarkup(factor))</text>\n" }
    html += "</g>\n"
    return html
  }

  /// The title and the labels of the axes.
  private func labels(in plot: Point) -> HTML {
    var labels: [Label] = []
    if !panel.title.isEmpty {
      let height = yTicks.factor == nil ? -12.0 : -22
      labels.append(
        Label(
          place: Point(plot.x / 2, height), text: panel.title, size: Theme.titleText, isBold: true,
          room: plot.x + 2 * min(insets.left, insets.right) - 4))
    }
    if !x.options.label.isEmpty {
      labels.append(
        Label(place: Point(plot.x / 2, plot.y + 38), text: x.options.label, room: plot.x))
    }
    if !y.options.label.isEmpty {
      labels.append(
        Label(
          place: Point(18 - insets.left, plot.y / 2), text: y.options.label, isUpright: true,
          room: plot.y))
    }
    if panel.marks.isEmpty || panel.marks.allSatisfy(\.isEmpty) {
      labels.append(Label(place: plot / 2, text: "no data", room: plot.x))
    }
    return labels.reduce(into: HTML()) { $0 += $1.markup }
  }

  private func factorMarkup(_ factor: Int) -> HTML { "×10\(superscript(factor))" }
}

extension Ticks.Tick {
  /// The number as SVG text, a power of ten set above the line.
  fileprivate var markup: HTML {
    guard let exponent else { return "\(label)" }
    return "\(label)\(superscript(exponent))"
  }
}

/// The number, smaller and above the line.
private func superscript(_ number: Int) -> HTML {
  "<tspan dy=\"-.4em\" font-size=\"75%\">\(decimal(number, exponent: 0))</tspan>"
}
