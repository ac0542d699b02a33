internal import Synchronization

/// A stream of random numbers: PyTorch's on a CPU, draw for draw.
///
/// Several threads may use a generator at once; each call gets numbers that no other call gets.
public final class Generator: Sendable {
  private static let shared = Generator(seed: 67_280_421_310_721)
  @TaskLocal private static var forked: Generator?

  /// The stream that `manualSeed` starts and every random function reads unless told otherwise.
  public static var `default`: Generator { forked ?? shared }

  private let stream: Mutex<RandomStream>
  private let seed: Mutex<UInt64>

  /// Creates a generator whose stream is that of `torch.Generator().manual_seed(seed)`.
  public convenience init(seed: Int) {
    self.init(bits: UInt64(bitPattern: Int64(seed)))
  }

  /// Creates a generator from all 64 bits of a seed.
  package init(bits: UInt64) {
    stream = Mutex(RandomStream(seed: bits))
    seed = Mutex(bits)
  }

  /// Creates a generator that goes on as `other` would.
  private init(copying other: Generator) {
    stream = Mutex(other.stream.withLock { $0 })
    seed = Mutex(other.seed.withLock { $0 })
  }

  fileprivate static func fork<Result>(_ body: () throws -> Result) rethrows -> Result {
    try $forked.withValue(Generator(copying: .default), operation: body)
  }

  /// The seed the stream was started with.
  public var initialSeed: Int { seed.withLock { Int(truncatingIfNeeded: $0) } }

  /// Starts the stream of `seed` from its beginning.
  public func manualSeed(_ seed: Int) {
    let bits = UInt64(bitPattern: Int64(seed))
    stream.withLock { $0 = RandomStream(seed: bits) }
    self.seed.withLock { $0 = bits }
  }
}

/// Starts the default generator's stream for `seed`, as `torch.manual_seed` does.
public func manualSeed(_ seed: Int) { Generator.default.manualSeed(seed) }

/// Runs `body` with a copy of the default generator in its place, as `torch.random.fork_rng`.
///
/// What `body` seeds and draws is unknown outside, and what others draw is unknown to it.
public func withForkedGenerator<Result>(_ body: () throws -> Result) rethrows -> Result {
  try Generator.fork(body)
}

extension Generator {
  /// Fills `values` with uniform numbers of `[low, high)`, exact to the last bit.
  package func fillUniform(_ values: inout MutableSpan<Float>, low: Float = 0, high: Float = 1) {
    stream.withLock { $0.fillUniform(&values, low: low, high: high) }
  }

  /// Fills `values` with uniform numbers of `[low, high)`, exact to the last bit.
  package func fillUniform(_ values: inout MutableSpan<Double>, low: Double = 0, high: Double = 1) {
    stream.withLock { $0.fillUniform(&values, low: low, high: high) }
  }

  /// Fills `values` with normal numbers, within a few units in the last place of PyTorch's.
  package func fillNormal(
    _ values: inout MutableSpan<Float>, mean: Float = 0, standardDeviation: Float = 1
  ) {
    stream.withLock {
      $0.fillNormal(&values, mean: mean, standardDeviation: standardDeviation)
    }
  }

  /// Fills `values` with normal numbers, within a few units in the last place of PyTorch's.
  package func fillNormal(
    _ values: inout MutableSpan<Double>, mean: Double = 0, standardDeviation: Double = 1
  ) {
    stream.withLock {
      $0.fillNormal(&values, mean: mean, standardDeviation: standardDeviation)
    }
  }

  /// Returns `count` uniform numbers of `[0, 1)` with 53 bits.
  package func uniforms(_ count: Int) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    var span = values.mutableSpan
    fillUniform(&span)
    return values
  }

  /// Returns `count` integers of `[low, high)`.
  package func integers(_ count: Int, low: Int, high: Int) -> [Int64] {
    stream.withLock { stream in
      (0..<count).map { _ in stream.integer(low: Int64(low), high: Int64(high)) }
    }
  }

  /// Returns the numbers below `count` in random order.
  package func permutation(_ count: Int) -> [Int64] {
    stream.withLock { $0.permutation(count) }
  }

  /// Returns a seed for another generator, as PyTorch's loaders and samplers draw it.
  package func nextSeed() -> UInt64 { stream.withLock { $0.nextSeed() } }

  /// Returns the order in which a shuffling data loader visits `count` examples in its next epoch.
  ///
  /// An epoch draws two seeds: one for the loader's workers, which goes unused here, and one for the
  /// generator of the permutation.
  package func epochOrder(_ count: Int) -> [Int64] {
    let seed = stream.withLock { stream in
      _ = stream.nextSeed()
      return stream.nextSeed()
    }
    return Generator(bits: seed).permutation(count)
  }
}
