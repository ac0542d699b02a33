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
    }
  }
}
