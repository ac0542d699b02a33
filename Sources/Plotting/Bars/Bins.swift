import Glibc

/// The intervals in which a histogram counts.
public enum Bins: Hashable, Sendable {
  /// As many of equal width as NumPy's `"auto"` takes; for integers the width is at least 1.
  case automatic
  /// So many of equal width.
  case count(Int)
  /// Those between neighbouring numbers, which ascend.
  case edges([Double])
}

extension Bins: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .count(value) }
}

extension Bins: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Double...) { self = .edges(elements) }
}

extension Bins {
  /// The most bins of a histogram.
  private static let most = 100_000

  /// Why there can't be such bins, or nil.
  var problem: String? {
    switch self {
    case .automatic: nil
    case .count(let count):
      (1...Self.most).contains(count)
        ? nil : "there are \(count) bins; at least 1 and at most \(Self.most) can be counted"
    case .edges(let edges):
      edges.count < 2 || zip(edges, edges.dropFirst()).contains { !($0 <= $1) }
        || edges.contains { !$0.isFinite }
        ? "the edges of the bins are not at least two finite numbers that ascend" : nil
    }
  }

  /// The edges for `values`, which are finite, as `numpy.histogram_bin_edges` finds them.
  ///
  /// From the lowest value to the highest, or over `range`; half a unit to each side of values that
  /// are all the same.
  package func edges(
    for values: [Double], areWhole: Bool, in range: ClosedRange<Double>?
  ) -> [Double] {
    if case .edges(let edges) = self { return edges }
    var low = range?.lowerBound ?? values.min() ?? 0
    var high = range?.upperBound ?? values.max() ?? 1
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let count: Int
    if case .count(let given) = self {
      count = given
    } else {
      let width = Self.width(for: values.filter { $0 >= low && $0 <= high })
      let bins = ((high - low) / (areWhole ? max(width, 1) : width)).rounded(.up)
      count = Int(min(max(bins, 1), 10_000))
    }
    let step = (high - low) / Double(count)
    return (0...count).map { $0 == count ? high : low + Double($0) * step }
  }

  /// The width of a bin: the smaller of Sturges' and, unless it gets very small, Freedman and
  /// Diaconis' (as NumPy's `"auto"`).
  private static func width(for values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last, high > low else { return .infinity }
    let count = Double(sorted.count)
    let spread = quantile(0.75, sorted) - quantile(0.25, sorted)
    let sturges = (high - low) / (log2(count) + 1)
    let freedmanDiaconis = 2 * spread / cbrt(count)
    return min(sturges, max(freedmanDiaconis, (high - low) / count.squareRoot() / 2))
  }

  /// The value below which `share` of the ascending values are, with linear interpolation.
  private static func quantile(_ share: Double, _ sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    let next = sorted[min(index + 1, sorted.count - 1)]
    return sorted[index] + (next - sorted[index]) * (place - Double(index))
  }
}
