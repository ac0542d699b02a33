internal import Glibc

/// NumPy's legacy `RandomState`: the same seed gives the same numbers, call for call.
///
/// scikit-learn draws its data sets and splits from it. Source: the documented streams of NumPy's
/// `numpy.random.RandomState`, which NumPy promises never to change.
public final class NumPyRandom {
  private var twister: MersenneTwister
  private var spareNormal: Double?

  /// Creates the stream of `numpy.random.RandomState(seed)`; the lower 32 bits of `seed` count.
  public init(seed: Int) {
    twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }

  private func nextUniform() -> Double {
    let upper = Double(twister.next() >> 5)
    return (upper * 0x1p26 + Double(twister.next() >> 6)) * 0x1p-53
  }

  /// Marsaglia's polar method; every other call uses what the call before it left over.
  private func nextNormal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    var x = 0.0
    var y = 0.0
    var square = 0.0
    repeat {
      x = 2 * nextUniform() - 1
      y = 2 * nextUniform() - 1
      square = x * x + y * y
    } while square >= 1 || square == 0
    let factor = (-2 * log(square) / square).squareRoot()
    spareNormal = factor * x
    return factor * y
  }

  /// Returns an integer of `0...limit`: as many bits as `limit` has, until they are small enough.
  private func nextInteger(upTo limit: UInt64) -> UInt64 {
    guard limit > 0 else { return 0 }
    let mask = UInt64.max >> UInt64(limit.leadingZeroBitCount)
    while true {
      let bits = limit <= UInt64(UInt32.max) ? UInt64(twister.next()) : twister.next64()
      if bits & mask <= limit { return bits & mask }
    }
  }
}

extension NumPyRandom {
  /// Returns `count` uniform numbers of `[0, 1)`.
  public func rand(
    _ count: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> [Double] {
    places(count, "rand", Site(file, line)).map { _ in nextUniform() }
  }

  /// Returns `count` standard normal numbers.
  public func randn(
    _ count: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> [Double] {
    places(count, "randn", Site(file, line)).map { _ in nextNormal() }
  }

  /// Returns `count` uniform numbers of `[low, high)`.
  public func uniform(
    _ low: Double = 0, _ high: Double = 1, _ count: Int, file: StaticString = #filePath,
    line: UInt = #line
  ) -> [Double] {
    places(count, "uniform", Site(file, line)).map { _ in low + (high - low) * nextUniform() }
  }

  /// Returns `count` normal numbers.
  public func normal(
    _ mean: Double = 0, _ standardDeviation: Double = 1, _ count: Int,
    file: StaticString = #filePath, line: UInt = #line
  ) -> [Double] {
    places(count, "normal", Site(file, line)).map { _ in mean + standardDeviation * nextNormal() }
  }

  /// Returns `count` integers of `[low, high)`; `low` alone where the range is empty.
  public func randint(
    _ low: Int, _ high: Int, _ count: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> [Int] {
    let limit = high > low ? UInt64(bitPattern: Int64(high &- 1 &- low)) : 0
    return places(count, "randint", Site(file, line)).map { _ in
      low &+ Int(truncatingIfNeeded: nextInteger(upTo: limit))
    }
  }

  /// Shuffles `values` in place (Fisher-Yates from the back).
  public func shuffle<Element>(_ values: inout [Element]) {
    for index in values.indices.dropFirst().reversed() {
      values.swapAt(index, Int(nextInteger(upTo: UInt64(index))))
    }
  }

  /// Returns the numbers below `count` in random order.
  public func permutation(
    _ count: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> [Int] {
    var order = Array(places(count, "permutation", Site(file, line)))
    shuffle(&order)
    return order
  }

  private func places(_ count: Int, _ operation: String, _ site: Site) -> Range<Int> {
    guard count >= 0 else {
      fail("NumPyRandom.\(operation)", "there cannot be \(count) numbers", at: site)
    }
    Tensor.requireMemory(for: count, at: site)
    return 0..<count
  }
}
