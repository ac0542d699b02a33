package import CellOutput

extension Figure {
  /// The figure's numbers, which checks compare instead of its drawing.
  package var data: FigureData {
    FigureData(title: title, panels: panels.map(\.data))
  }
}

extension Panel {
  fileprivate var data: FigureData.Panel {
    let (xAxis, yAxis) = axes
    return FigureData.Panel(
      title: title, x: xAxis.data, y: yAxis.data, series: marks.map(\.data))
  }
}

extension Axis {
  fileprivate var data: FigureData.Axis {
    FigureData.Axis(
      label: options.label, lower: lower, upper: upper, isLogarithmic: options.scale == .log)
  }
}

extension Mark {
  fileprivate var data: FigureData.Series {
    switch shape {
    case .line(let x, let y):
      FigureData.Series(name: name, kind: "line", columns: [.init("x", x), .init("y", y)])
    case .points(let x, let y):
      FigureData.Series(name: name, kind: "scatter", columns: [.init("x", x), .init("y", y)])
    case .regions(let regions):
      FigureData.Series(name: name, kind: "regions", columns: regions.columns)
    case .bars(let bars):
      FigureData.Series(
        name: name, kind: bars.kind == .bar ? "bar" : "histogram",
        columns: [
          .init("from", bars.sides.map(\.lowerBound)), .init("to", bars.sides.map(\.upperBound)),
          .init("y", bars.heights),
        ])
    case .cells(let cells):
      FigureData.Series(
        name: name, kind: "heatmap",
        columns: cells.columnNames.enumerated().map { column, name in
          .init(name, cells.rows.map { $0[column] })
        })
    case .image(let image):
      FigureData.Series(
        name: name, kind: "image",
        columns: [
          .init("size", [image.height, image.width, image.channels].map(Double.init)),
          .init("blocks", image.blocks),
        ])
    }
  }
}

extension Regions {
  /// For each class that has a region its index, its part of the area, and its centre.
  fileprivate var columns: [FigureData.Column] {
    let present = shares.enumerated().filter { $1.area > 0 }
    return [
      .init("class", present.map { Double($0.offset) }),
      .init("share", present.map(\.element.area)),
      .init("x", present.map(\.element.center.x)),
      .init("y", present.map(\.element.center.y)),
    ]
  }
}
