import Glibc

/// An axis with its visible range settled.
package struct Axis: Sendable {
  /// What the author said about it.
  package let options: AxisOptions
  /// The lower end of the visible range.
  package let lower: Double
  /// The upper end of the visible range.
  package let upper: Double
  /// Whether all data on it are integers, so that ticks between them make no sense.
  package let isIntegral: Bool

  /// How much of the range is left free on each side of the data.
  private static let margin = 0.04

  /// Settles the range for the finite values in `columns`.
  ///
  /// On an axis that `isGrounded` there is nothing beyond 0 when all data are on one side of it.
  package init(_ options: AxisOptions, columns: [[Double]], isGrounded: Bool = false) {
    self.options = options
    let isLog = options.scale == .log
    let extent = Extent(columns, isLog: isLog)
    isIntegral = extent.isIntegral && !isLog
    let given = options.limits.flatMap { limits -> ClosedRange<Double>? in
      let isUsable = limits.lowerBound.isFinite && limits.upperBound.isFinite
      return isUsable && (!isLog || limits.upperBound > 0) ? limits : nil
    }
    var range = given ?? extent.range ?? (isLog ? 1...10 : 0...1)
    if isLog, range.lowerBound <= 0 {
      let lowest = extent.range?.lowerBound ?? range.upperBound / 10
      range = min(lowest, range.upperBound)...range.upperBound
    }
    let isTight = given != nil || extent.range == nil
    let settled = isLog ? Self.log(range, isTight) : Self.linear(range, isTight)
    let isSettled = given != nil || isLog || !isGrounded
    lower = !isSettled && extent.range?.lowerBound == 0 ? 0 : settled.lowerBound
    upper = !isSettled && extent.range?.upperBound == 0 && lower < 0 ? 0 : settled.upperBound
  }

  private static func linear(_ range: ClosedRange<Double>, _ isTight: Bool) -> ClosedRange<Double> {
    let low = max(range.lowerBound, -1e300)
    let high = min(range.upperBound, 1e300)
    let size = max(abs(low), abs(high))
    if high - low <= size * 1e-12 || high - low < 1e-300 {
      let center = min(max(low, -1e299), 1e299)
      let reach = abs(center) > 1e-290 ? abs(center) * 0.1 : 0.5
      return (center - reach)...(center + reach)
    }
    let free = isTight ? 0 : (high - low) * margin
    return (low - free)...(high + free)
  }

  private static func log(_ range: ClosedRange<Double>, _ isTight: Bool) -> ClosedRange<Double> {
    let low = log10(min(max(range.lowerBound, 1e-300), 1e300))
    let high = log10(min(max(range.upperBound, 1e-300), 1e300))
    if isTight && high - low > 1e-9 { return range }
    let free = high - low > 1e-9 ? (high - low) * margin : 0.3
    return pow(10, low - free)...pow(10, high + free)
  }
}

extension Axis {
  /// Where `value` stands, from 0 at the left or bottom to 1 at the other end; NaN when it has no
  /// place.
  package func fraction(_ value: Double) -> Double {
    options.isReversed ? 1 - share(value) : share(value)
  }

  /// How much of the range is below `value`.
  private func share(_ value: Double) -> Double {
    guard value.isFinite else { return .nan }
    if options.scale == .linear { return (value - lower) / (upper - lower) }
    guard value > 0 else { return .nan }
    let start = log10(lower)
    return (log10(value) - start) / (log10(upper) - start)
  }

  /// The ticks of the axis, at most about `count` of them with numbers.
  ///
  /// With `wholeNumbers` there are none between integers when all data are integers.
  package func ticks(atMost count: Int, wholeNumbers: Bool = false) -> Ticks {
    if !options.names.isEmpty { return .named(options.names, atMost: count) }
    return options.scale == .log
      ? .logarithmic(from: lower, to: upper, atMost: count)
      : .linear(from: lower, to: upper, atMost: count, integers: wholeNumbers && isIntegral)
  }
}

/// The smallest and largest of many numbers.
private struct Extent {
  var range: ClosedRange<Double>?
  var isIntegral: Bool

  /// Takes in the finite values of `columns`; with `isLog` only the positive ones.
  init(_ columns: [[Double]], isLog: Bool) {
    var low = Double.infinity
    var high = -Double.infinity
    var fractional = false
    for column in columns {
      for value in column where value.isFinite && (!isLog || value > 0) {
        low = min(low, value)
        high = max(high, value)
        fractional = fractional || value != value.rounded()
      }
    }
    range = low <= high ? low...high : nil
    isIntegral = low <= high && !fractional
  }
}
