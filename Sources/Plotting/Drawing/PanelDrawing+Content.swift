import Markup

extension PanelDrawing {
  /// The panel in the coordinates of its plot, which has the size `plot`.
  func content(in plot: Point) -> HTML {
    var html = HTML()
    let area = PlotArea(panel, x, y, size: plot)
    if !panel.isFilled, !panel.isImage { html += grid(in: plot) }
    for mark in panel.marks { html += mark.drawing(in: area) }
    if panel.isImage {
      html += imageTitle(in: plot)
      return html
    }
    html += frame(in: plot)
    html += numbers(in: plot)
    html += labels(in: plot)
    if let legend { html += legend.drawing(in: plot) }
    if let colorBar { html += colorBar.drawing(in: plot) }
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

  /// Faint lines at the ticks, fainter ones at the minor ticks, none at names.
  private func grid(in plot: Point) -> HTML {
    var html = HTML()
    let xMajor = x.options.names.isEmpty ? xTicks.major.map(\.value) : []
    let kinds: [(x: [Double], y: [Double], opacity: HTML)] = [
      (xTicks.minor, yTicks.minor, ".06"),
      (xMajor, yTicks.major.map(\.value), ".13"),
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
    let rest: HTML = panel.isFilled ? "V0z" : ""
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
      html +=
        hasUprightNames
        ? upright(tick, at: Point(place + 4, plot.y + 9))
        : "<text x=\"\(place)\" y=\"\(plot.y + 18)\">\(tick.markup)</text>"
    }
    html += "</g>\n<g text-anchor=\"end\">"
    for tick in yTicks.major {
      let place = (1 - y.fraction(tick.value)) * plot.y
      html +=
        y.options.names.isEmpty
        ? "<text x=\"-8\" y=\"\(place + 4)\">\(tick.markup)</text>"
        : name(tick, "x=\"-8\" y=\"\(place + 4)\"")
    }
    if let factor = xTicks.factor {
      html += "<text x=\"\(plot.x)\" y=\"\(plot.y + 36)\">\(factorMarkup(factor))</text>"
    }
    html += "</g>\n"
    if let factor = yTicks.factor { html += "<text y=\"-6\">\(factorMarkup(factor))</text>\n" }
    html += "</g>\n"
    return html
  }

  /// A name under the plot that reads from the bottom up and ends at `place`.
  private func upright(_ tick: Ticks.Tick, at place: Point) -> HTML {
    name(
      tick,
      "transform=\"translate(\(place.x) \(place.y)) rotate(-90)\" text-anchor=\"end\"")
  }

  /// A name beside the plot, no longer than there is room.
  private func name(_ tick: Ticks.Tick, _ position: HTML) -> HTML {
    let (text, size) = tick.label.fitted(into: AxisOptions.longestName, size: Theme.smallText)
    return "<text \(position) font-size=\"\(size)\">\(text)</text>"
  }

  /// The title of a picture, line by line.
  private func imageTitle(in plot: Point) -> HTML {
    let lines = panel.titleLines
    return lines.enumerated().reduce(into: HTML()) { html, line in
      let height = Double(line.offset - lines.count) * Self.imageTitleLine + 10
      html +=
        Label(
          place: Point(plot.x / 2, height), text: String(line.element), size: Theme.smallText,
          room: plot.x + 2 * Self.imageMargin - 2
        ).markup
    }
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
        Label(
          place: Point(plot.x / 2, plot.y + tickHeight + 12), text: x.options.label, room: plot.x))
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
}

extension Ticks.Tick {
  /// The number as SVG text, a power of ten set above the line.
  fileprivate var markup: HTML {
    guard let exponent else { return "\(label)" }
    return "\(label)\(superscript(exponent))"
  }
}

/// The power of ten by which the numbers at an axis are to be multiplied.
func factorMarkup(_ factor: Int) -> HTML { "×10\(superscript(factor))" }

/// The number, smaller and above the line.
private func superscript(_ number: Int) -> HTML {
  "<tspan dy=\"-.4em\" font-size=\"75%\">\(decimal(number, exponent: 0))</tspan>"
}
