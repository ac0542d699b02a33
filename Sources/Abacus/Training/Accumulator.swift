/// Sums over several quantities at once, as `d2l.Accumulator`.
///
///     let metric = Accumulator(2)
///     for (X, y) in loader { metric.add(hits(X, y), Double(y.count)) }
///     print(metric[0] / metric[1])
public final class Accumulator {
  /// The sums.
  public private(set) var data: [Double]

  /// Creates `count` sums of 0.
  public init(_ count: Int) { data = [Double](repeating: 0, count: max(0, count)) }

  /// Adds each of `values` to the sum at its place.
  ///
  /// - Precondition: There are as many values as sums.
  public func add(_ values: Double..., file: StaticString = #filePath, line: UInt = #line) {
    guard values.count == data.count else {
      fatalError(
        "Accumulator: \(values.count) values do not go into \(data.count) sums", file: (file),
        line: line)
    }
    for (index, value) in values.enumerated() { data[index] += value }
  }

  /// Makes all sums 0 again.
  public func reset() { data = [Double](repeating: 0, count: data.count) }

  /// The sum at `index`.
  public subscript(index: Int) -> Double { data[index] }
}
