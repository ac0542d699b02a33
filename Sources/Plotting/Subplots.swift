/// Returns one figure with the panels of `figures` in a grid, `columns` of them side by side.
///
/// The titles of figures that hold one panel become the titles of their panels.
public func subplots(_ figures: [Figure], columns: Int = 2, title: String = "") -> Figure {
  let panels = figures.flatMap { figure in
    figure.panels.map { panel in
      var named = panel
      if named.title.isEmpty && figure.panels.count == 1 { named.title = figure.title }
      return named
    }
  }
  var figure = Figure(panels, columns: min(columns, max(1, panels.count)))
  figure.title = title
  figure.panelSize = figures.lazy.compactMap(\.panelSize).first
  return figure
}

/// Returns an empty grid of panels, to be filled through its subscript.
///
///     var figure = subplots(1, 2)
///     figure[0, 0] = plot(losses)
///     figure[0, 1] = scatter(x, y)
///
/// - Precondition: `rows` and `columns` are positive and there are at most 400 panels.
public func subplots(
  _ rows: Int, _ columns: Int, title: String = "",
  file: StaticString = #filePath, line: UInt = #line
) -> Figure {
  guard (1...400).contains(rows), (1...400).contains(columns), rows * columns <= 400 else {
    fatalError(
      "subplots: \(rows) rows of \(columns) panels can't be drawn; at least 1 and at most 400 can",
      file: (file), line: line)
  }
  let panels = Array(repeating: Panel(), count: rows * columns)
  return Figure(panels, columns: columns).titled(title)
}

extension Figure {
  /// The panel in `row` and `column`, counted from 0, as a figure.
  ///
  /// Of a figure that is put here, the first panel is taken.
  public subscript(row: Int, column: Int) -> Figure {
    get { Figure(panels[index(row, column)]) }
    set {
      guard var panel = newValue.panels.first else { return }
      if panel.title.isEmpty { panel.title = newValue.title }
      panels[index(row, column)] = panel
    }
  }

  /// The index of the panel in `row` and `column`; stops the cell when there is none.
  private func index(_ row: Int, _ column: Int) -> Int {
    let rows = (panels.count + columns - 1) / columns
    guard row >= 0, column >= 0, row < rows, column < columns,
      row * columns + column < panels.count
    else {
      fatalError("figure[\(row), \(column)]: the figure has \(rows) rows of \(columns) panels")
    }
    return row * columns + column
  }
}
