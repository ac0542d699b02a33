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
  /// Columns up to this long are kept number by number.
  private static let longest = 60
  /// How many rows a longer one gets, at most.
  private static let rows = 16

  /// Records a series; long columns as the means of runs of consecutive numbers.
  ///
  /// Of each run two numbers are kept, the mean and the mean with weights that rise from 1 at the
  /// first to *n* at the last. A number that changes by *d* changes the first by *d*/*n*, and
  /// numbers that change places change the second.
  fileprivate init(recording series: FigureData.Series) {
    let points = series.columns.map(\.values.count).max() ?? 0
    let isFinite = series.columns.allSatisfy { $0.values.allSatisfy(\.isFinite) }
    let run = points > Self.longest && isFinite ? (points + Self.rows - 1) / Self.rows : 1
    self.init(
      name: series.name, kind: series.kind, points: points, run: run,
      columns: series.columns.flatMap { column in
        guard run > 1, column.values.count > Self.longest else {
          return [FigureRecord.Column(column.name, column.values.map(\.toTenDigits))]
        }
        let runs = stride(from: 0, to: column.values.count, by: run).map { start in
          column.values[start..<min(start + run, column.values.count)]
        }
        return FigureRecord.Column.summaries.map { suffix, mean in
          FigureRecord.Column(column.name + suffix, runs.map { mean($0).toTenDigits })
        }
      })
  }
}

extension FigureRecord.Column {
  /// What is kept of a run, by what the name of its column ends in.
  fileprivate static let summaries:
    [(suffix: String, mean: @Sendable (ArraySlice<Double>) -> Double)] =
      [(" mean", \.mean), (" rising", \.risingMean)]

  /// Whether a row stands for a run of numbers.
  var isSummary: Bool { Self.summaries.contains { name.hasSuffix($0.suffix) } }
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
