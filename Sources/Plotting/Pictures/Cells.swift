/// A table of numbers, shown as colours.
package struct Cells: Hashable, Sendable {
  /// The numbers, row by row from the top.
  package let rows: [[Double]]
  package let rowNames: [String]
  package let columnNames: [String]
  package let colors: ColorMap
  /// The numbers that take the first and the last colour.
  package let limits: ClosedRange<Double>
  /// What stands in each cell, row by row; nil for nothing.
  package let texts: [[String]]?
}

extension Cells {
  /// How many cells there are in a row.
  var width: Int { rows.first?.count ?? 0 }

  /// The colour of a number; nil where it is missing.
  func color(_ value: Double) -> ColorMap.Color? {
    guard !value.isNaN else { return nil }
    let span = limits.upperBound - limits.lowerBound
    return colors.color(span > 0 ? (value - limits.lowerBound) / span : 0)
  }

  /// The values the axes have to take in: half a cell around the middle of each.
  var columns: (x: [Double], y: [Double]) {
    if rows.isEmpty || width == 0 { return ([], []) }
    return ([-0.5, Double(width) - 0.5], [-0.5, Double(rows.count) - 0.5])
  }
}

extension Cells {
  /// The limits that suit `values`: their own, or, where the middle of the map means 0, the same on
  /// both sides of it.
  static func limits(for values: [Double], _ colors: ColorMap) -> ClosedRange<Double> {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    guard colors == .diverging else { return low < high ? low...high : low...(low + 1) }
    let reach = max(abs(low), abs(high))
    return reach > 0 ? -reach...reach : -1...1
  }

  /// The number as it stands in a cell.
  static func text(_ value: Double, decimals: Int) -> String {
    guard !value.isNaN else { return "–" }
    let scaled = value * powerOfTen(decimals)
    guard abs(scaled) < 1e9 else { return shortDecimal(value) }
    return decimal(Int(scaled.rounded()), exponent: -decimals)
  }
}
