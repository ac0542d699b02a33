package import CellOutput
internal import Foundation

extension FigureRecord {
  /// Records the data of a figure.
  package init(recording figure: FigureData) {
    self.init(
      title: figure.title,
      panels: figure.panels.map { panel in
        Panel(
          title: panel.title, x: Axis(recording: panel.x), y: Axis(recording: panel.y),
          series: panel.series.map(Series.init(recording:)))
      })
  }
}

extension FigureRecord.Axis {
  fileprivate init(recording axis: FigureData.Axis) {
    self.init(
      label: axis.label, lower: axis.lower.toTenDigits, upper: axis.upper.toTenDigits,
      isLogarithmic: axis.isLogarithmic)
  }
}

extension FigureRecord.Series {
  /// Series up to this long are kept point by point.
  private static let longest = 60
  /// How many rows a longer one gets, at most.
  private static let rows = 32

  /// Records a series; a long one as the means of runs of consecutive points.
  ///
  /// Of each run and column two numbers are kept, the mean and the mean with weights that rise
  /// from 1 at the first point to *n* at the last. A point that changes by *d* changes the first
  /// by *d*/*n*, and points that change places change the second.
  fileprivate init(recording series: FigureData.Series) {
    let counts = series.columns.map(\.values.count)
    let points = counts.max() ?? 0
    let isEven = counts.allSatisfy { $0 == points }
    let isFinite = series.columns.allSatisfy { $0.values.allSatisfy(\.isFinite) }
    guard points > Self.longest, isEven, isFinite else {
      self.init(
        name: series.name, kind: series.kind, points: points,
        columns: series.columns.map { column in
          FigureRecord.Column(column.name, column.values.map(\.toTenDigits))
        })
      return
    }
    let run = (points + Self.rows - 1) / Self.rows
    self.init(
      name: series.name, kind: series.kind, points: points, run: run,
      columns: series.columns.flatMap { column in
        let runs = stride(from: 0, to: points, by: run).map { start in
          column.values[start..<min(start + run, points)]
        }
        return [
          FigureRecord.Column(column.name + " mean", runs.map { $0.mean.toTenDigits }),
          FigureRecord.Column(column.name + " rising", runs.map { $0.risingMean.toTenDigits }),
        ]
      })
  }
}

extension ArraySlice<Double> {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }

  /// Σ i·vᵢ / Σ i, with i from 1.
  fileprivate var risingMean: Double {
    let sum = enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    return sum / (Double(count) * Double(count + 1) / 2)
  }
}

extension Double {
  /// The number rounded to ten significant decimal digits, which is what files keep.
  fileprivate var toTenDigits: Double {
    guard isFinite, self != rounded() || abs(self) >= 1e10 else { return self }
    return Double(String(format: "%.10g", self)) ?? self
  }
}
