extension Figure {
  /// What a screen reader calls the figure.
  var name: String {
    if title.isEmpty, panels.count > 1, panels.allSatisfy(\.isImage) {
      return "\(panels.count) images"
    }
    let titles = ([title] + panels.map(\.title)).filter { !$0.isEmpty }
    if let first = titles.first, !title.isEmpty || panels.count == 1 { return first }
    if !titles.isEmpty { return titles.joined(separator: "; ") }
    let kinds = panels.flatMap { $0.marks.map(\.kind) }
    var seen: Set<String> = []
    let distinct = kinds.filter { seen.insert($0).inserted }
    return distinct.isEmpty ? "Empty figure" : distinct.joined(separator: " and ")
  }

  /// What the figure shows, in words.
  var summary: String {
    panels.enumerated().map { index, panel in
      let place = panels.count > 1 ? "Panel \(index + 1)" : ""
      let title = panel.title.isEmpty || panels.count == 1 ? "" : ", “\(panel.title)”"
      return (place.isEmpty ? "" : place + title + ": ") + panel.summary
    }.joined(separator: "\n")
  }
}

extension Panel {
  fileprivate var summary: String {
    if marks.isEmpty { return "No data." }
    if isImage { return marks.map { $0.summary + "." }.joined(separator: " ") }
    let (xAxis, yAxis) = axes
    return ([xAxis.summary("x"), yAxis.summary("y")] + marks.map(\.summary))
      .map { $0 + "." }.joined(separator: " ")
  }
}

extension Axis {
  fileprivate func summary(_ letter: String) -> String {
    let label = options.label.isEmpty ? "" : ": \(options.label),"
    let scale = options.scale == .log ? ", logarithmic" : ""
    return "\(letter)\(label) from \(shortDecimal(lower)) to \(shortDecimal(upper))\(scale)"
  }
}

extension Mark {
  /// The kind of drawing.
  fileprivate var kind: String {
    switch shape {
    case .line: "Line chart"
    case .points: "Scatter plot"
    case .regions: "Decision regions"
    case .bars(let bars): bars.kind == .bar ? "Bar chart" : "Histogram"
    case .cells: "Heat map"
    case .image: "Image"
    }
  }

  fileprivate var summary: String {
    switch shape {
    case .line(_, let y):
      guard let first = y.first(where: \.isFinite), let last = y.last(where: \.isFinite) else {
        return titled("Line without points")
      }
      return titled("Line")
        + ": \(points(y.count)), from \(shortDecimal(first)) to \(shortDecimal(last))"
    case .points(let x, _):
      return titled("Markers") + ": \(points(x.count))"
    case .regions(let regions):
      let parts = regions.shares.enumerated().filter { $1.area > 0 }
      let words = parts.map { "class \($0) \(shortDecimal($1.area * 100)) %" }
      return "Regions: \(words.joined(separator: ", ")) of the area"
    case .bars(let bars): return titled("Bars") + ": " + bars.summary
    case .cells(let cells):
      let (low, high) = (cells.limits.lowerBound, cells.limits.upperBound)
      return "Table of \(cells.rows.count) × \(cells.width) numbers, with colours from"
        + " \(shortDecimal(low)) to \(shortDecimal(high))"
    case .image(let image):
      return "\(image.channels == 1 ? "Grey" : "Colour") image of \(image.width) ×"
        + " \(image.height) pixels"
    }
  }

  private func points(_ count: Int) -> String { "\(count) \(count == 1 ? "point" : "points")" }

  private func titled(_ kind: String) -> String { name.isEmpty ? kind : "\(kind) “\(name)”" }
}

extension Bars {
  /// How many bars there are, and how high.
  fileprivate var summary: String {
    let finite = heights.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return "none" }
    return "\(heights.count), from \(shortDecimal(low)) to \(shortDecimal(high))"
  }
}
