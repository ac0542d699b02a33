internal import Glibc

/// The state of a generator and what PyTorch draws from it.
struct RandomStream: Sendable {
  private var twister: MersenneTwister
  /// The second number of the last Box-Muller pair, when it has not been given out.
  private var spareNormal: Double?

  /// Starts the stream of `seed`, of which the lower 32 bits count.
  init(seed: UInt64) {
    twister = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }
}

extension RandomStream {
  /// Fills `values` with uniform numbers of `[low, high)`: `u · (high - low) + low`, rounded once.
  mutating func fillUniform<Scalar: RandomScalar>(
    _ values: inout MutableSpan<Scalar>, low: Scalar, high: Scalar
  ) {
    let width = high - low
    let isUnit = low == 0 && width == 1  // Then nothing is rounded.
    for index in values.indices {
      let unit = Scalar.uniform(from: &twister)
      values[index] = isUnit ? unit : low.addingProduct(unit, width)
    }
  }

  /// Fills `values` with normal numbers, as `torch.normal` does.
  ///
  /// Sixteen or more are made in blocks: each draws 16 uniform numbers and turns number `j` and
  /// number `j + 8` into a Box-Muller pair. The last block ends at the last value, so that it draws
  /// again for values the block before it has filled. Fewer than 16 are made one by one.
  mutating func fillNormal<Scalar: RandomScalar>(
    _ values: inout MutableSpan<Scalar>, mean: Scalar, standardDeviation: Scalar
  ) {
    guard values.count >= 16 else {
      for index in values.indices {
        values[index] = Scalar(nextNormal() * Double(standardDeviation) + Double(mean))
      }
      return
    }
    fillUniform(&values, low: 0, high: 1)
    for start in stride(from: 0, through: values.count - 16, by: 16) {
      Self.boxMuller(&values, at: start, mean: mean, standardDeviation: standardDeviation)
    }
    guard !values.count.isMultiple(of: 16) else { return }
    let start = values.count - 16
    for index in start..<values.count { values[index] = Scalar.uniform(from: &twister) }
    Self.boxMuller(&values, at: start, mean: mean, standardDeviation: standardDeviation)
  }

  private static func boxMuller<Scalar: RandomScalar>(
    _ values: inout MutableSpan<Scalar>, at start: Int, mean: Scalar, standardDeviation: Scalar
  ) {
    for index in start..<start + 8 {
      let radius = (-2 * Scalar.logarithm(1 - values[index])).squareRoot()
      let angle = Scalar(2 * Double.pi) * values[index + 8]
      let (sine, cosine) = Scalar.direction(angle)
      values[index] = mean.addingProduct(radius * cosine, standardDeviation)
      values[index + 8] = mean.addingProduct(radius * sine, standardDeviation)
    }
  }

  /// Returns a standard normal number; every other call uses what the call before it left over.
  private mutating func nextNormal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let angle = 2 * Double.pi * Double.uniform(from: &twister)
    let radius = (-2 * log1p(-Double.uniform(from: &twister))).squareRoot()
    spareNormal = radius * sin(angle)
    return radius * cos(angle)
  }
}

extension RandomStream {
  /// Returns an integer of `[low, high)`.
  ///
  /// The remainder of 32 bits, and of 64 from a range of 2²⁸ on, where 32 would favour low numbers.
  mutating func integer(low: Int64, high: Int64) -> Int64 {
    let range = UInt64(bitPattern: high &- low)
    guard range > 0 else { return low }
    let bits = range >= 1 << 28 ? twister.next64() : UInt64(twister.next())
    return low &+ Int64(bitPattern: bits % range)
  }

  /// Returns the numbers below `count` in random order (Fisher-Yates from the front).
  mutating func permutation(_ count: Int) -> [Int64] {
    var order = (0..<Int64(max(count, 0))).map { $0 }
    for index in order.indices.dropLast() {
      let rest = UInt64(order.count - index)
      let bits = order.count < Int(UInt32.max) / 20 ? UInt64(twister.next()) : twister.next64()
      order.swapAt(index, index + Int(bits % rest))
    }
    return order
  }

  /// Returns a seed for another stream: 63 bits, as PyTorch's data loaders draw theirs.
  mutating func nextSeed() -> UInt64 { twister.next64() & (UInt64.max >> 1) }
}
