/// How the data of a figure stand to those that were accepted.
struct FigureComparison {
  let old: FigureRecord
  let new: FigureRecord
  let tolerance: Tolerance

  init(_ old: FigureRecord, _ new: FigureRecord, _ tolerance: Tolerance) {
    self.old = old
    self.new = new
    self.tolerance = tolerance
  }

  /// What differs, a line each; empty when the figures agree.
  var difference: [String] {
    var lines = Self.words("the title", old.title, new.title)
    if old.panels.count != new.panels.count {
      lines.append("\(old.panels.count) panels were accepted, now there are \(new.panels.count)")
      return lines
    }
    for (index, pair) in zip(old.panels, new.panels).enumerated() {
      let place = old.panels.count == 1 ? "" : "panel \(index + 1): "
      lines += difference(pair.0, pair.1).map { place + $0 }
    }
    return lines
  }

  private static func words(_ what: String, _ old: String, _ new: String) -> [String] {
    old == new ? [] : ["\(what) was \(Quoted.text(old)), now it is \(Quoted.text(new))"]
  }

  private func difference(_ old: FigureRecord.Panel, _ new: FigureRecord.Panel) -> [String] {
    var lines = Self.words("the title", old.title, new.title)
    lines += difference("x", old.x, new.x) + difference("y", old.y, new.y)
    if old.series.count == new.series.count {
      for pair in zip(old.series, new.series) { lines += difference(pair.0, pair.1) }
      return lines
    }
    let (olds, news) = (old.series.map(\.words), new.series.map(\.words))
    lines += Self.less(olds, news).map { "\($0) is missing" }
    lines += Self.less(news, olds).map { "\($0) is new" }
    return lines
  }

  /// The elements of `some` without those of `others`, each as often as it is there.
  private static func less(_ some: [String], _ others: [String]) -> [String] {
    var rest = others
    return some.filter { name in
      guard let index = rest.firstIndex(of: name) else { return true }
      rest.remove(at: index)
      return false
    }
  }

  private func difference(
    _ name: String, _ old: FigureRecord.Axis, _ new: FigureRecord.Axis
  ) -> [String] {
    var lines = Self.words("the label of \(name)", old.label, new.label)
    if old.isLogarithmic != new.isLogarithmic {
      let word = new.isLogarithmic ? "logarithmic now" : "no longer logarithmic"
      lines.append("the axis of \(name) is \(word)")
    }
    let scale = max(abs(old.lower), abs(old.upper))
    for (end, old, new) in [("begins", old.lower, new.lower), ("ends", old.upper, new.upper)]
    where !tolerance.accepts(new, for: old, scale: scale.isFinite ? scale : 0) {
      let number = NumberDifference(old: Decimal.text(old), new: Decimal.text(new))
      lines.append("the axis of \(name) \(end) elsewhere: \(number.words)")
    }
    return lines
  }
}

extension FigureComparison {
  private func difference(_ old: FigureRecord.Series, _ new: FigureRecord.Series) -> [String] {
    let name = old.words
    var lines = Self.words("the name of \(old.kind) series", old.name, new.name)
    if old.kind != new.kind { lines.append("\(name) is drawn as \(new.kind) now") }
    if let shape = shapeDifference(old, new) { return lines + ["\(name) \(shape)"] }
    for (oldColumn, newColumn) in zip(old.columns, new.columns) {
      guard let words = difference(oldColumn, newColumn, of: old) else { continue }
      let column = old.kind == "heatmap" ? "column \(oldColumn.name)" : oldColumn.name
      lines.append("\(name), \(column): \(words)")
    }
    return lines
  }

  private func shapeDifference(
    _ old: FigureRecord.Series, _ new: FigureRecord.Series
  ) -> String? {
    if old.points != new.points { return "had \(old.points) points, now it has \(new.points)" }
    if old.run != new.run {
      return new.run == 1 ? "has numbers that are not finite" : "has only finite numbers now"
    }
    let (olds, news) = (old.columns.map(\.name), new.columns.map(\.name))
    if olds != news {
      return "had the columns \(olds.joined(separator: ", ")), "
        + "now it has \(news.joined(separator: ", "))"
    }
    for pair in zip(old.columns, new.columns) where pair.0.values.count != pair.1.values.count {
      return "had \(pair.0.values.count) numbers in \(pair.0.name), "
        + "now it has \(pair.1.values.count)"
    }
    return nil
  }

  /// How many numbers of a column differ, and where most.
  private func difference(
    _ oldColumn: FigureRecord.Column, _ newColumn: FigureRecord.Column,
    of series: FigureRecord.Series
  ) -> String? {
    let (old, new) = (oldColumn.values, newColumn.values)
    let run = oldColumn.isSummary ? series.run : 1
    let point = series.kind == "heatmap" ? "row" : "point"
    let scale = Self.scale(of: old)
    let wrong = old.indices.filter { !tolerance.accepts(new[$0], for: old[$0], scale: scale) }
    let worst = wrong.max { Self.distance(old, new, $0) < Self.distance(old, new, $1) }
    guard let worst else { return nil }
    let number = NumberDifference(
      old: Decimal.text(old[worst]), new: Decimal.text(new[worst]))
    let place =
      run == 1
      ? "\(point) \(worst + 1)"
      : "\(point)s \(worst * run + 1) to \(min((worst + 1) * run, series.points))"
    let unit = run == 1 ? "" : " means"
    return "\(wrong.count) of \(old.count)\(unit) differ, most at \(place): \(number.words)"
  }

  private static func distance(_ old: [Double], _ new: [Double], _ index: Int) -> Double {
    let distance = abs(new[index] - old[index])
    return distance.isNaN ? .infinity : distance
  }

  /// The largest finite magnitude of a column: a picture shows differences against that.
  static func scale(of values: [Double]) -> Double {
    values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
  }

  /// The figure to accept now: numbers within tolerance keep their old digits.
  var merged: FigureRecord {
    var result = new
    for (panel, olds) in zip(new.panels.indices, old.panels) {
      result.panels[panel].x = merged(olds.x, new.panels[panel].x)
      result.panels[panel].y = merged(olds.y, new.panels[panel].y)
      for (series, oldSeries) in zip(new.panels[panel].series.indices, olds.series)
      where shapeDifference(oldSeries, new.panels[panel].series[series]) == nil {
        for (column, oldColumn) in oldSeries.columns.enumerated() {
          result.panels[panel].series[series].columns[column].values = merged(
            oldColumn.values, new.panels[panel].series[series].columns[column].values)
        }
      }
    }
    return result
  }

  private func merged(_ old: FigureRecord.Axis, _ new: FigureRecord.Axis) -> FigureRecord.Axis {
    let ends = merged([old.lower, old.upper], [new.lower, new.upper])
    return FigureRecord.Axis(
      label: new.label, lower: ends[0], upper: ends[1], isLogarithmic: new.isLogarithmic)
  }

  private func merged(_ old: [Double], _ new: [Double]) -> [Double] {
    let scale = Self.scale(of: old)
    return zip(old, new).map { tolerance.accepts($1, for: $0, scale: scale) ? $0 : $1 }
  }
}

extension FigureRecord.Series {
  /// The series in words: `line "train"`, `scatter`.
  fileprivate var words: String { name.isEmpty ? kind : "\(kind) \(Quoted.text(name))" }
}
