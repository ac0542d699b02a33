/// A clock that is started and stopped many times, as `d2l.Timer`; all times are in seconds.
public final class Timer {
  /// How long each run took.
  public private(set) var times: [Double] = []

  private let clock = ContinuousClock()
  private var begin: ContinuousClock.Instant

  /// Creates a timer and starts it.
  public init() { begin = clock.now }

  /// Starts a run.
  public func start() { begin = clock.now }

  /// Ends a run and returns how long it took.
  @discardableResult
  public func stop() -> Double {
    let (seconds, attoseconds) = begin.duration(to: clock.now).components
    let time = Double(seconds) + Double(attoseconds) * 1e-18
    times.append(time)
    return time
  }

  /// Returns the mean of the times; 0 without any.
  public func avg() -> Double { times.isEmpty ? 0 : sum() / Double(times.count) }

  /// Returns the sum of the times.
  public func sum() -> Double { times.reduce(0, +) }

  /// Returns, for each run, the sum of the times up to and with it.
  public func cumsum() -> [Double] {
    var sum = 0.0
    return times.map { time in
      sum += time
      return sum
    }
  }
}
