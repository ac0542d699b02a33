public import Tensors

/// Decides which examples an epoch visits, in which order.
public protocol Sampler {
  /// How many examples an epoch visits.
  var count: Int { get }

  /// Returns the positions of the next epoch's examples.
  func order() -> [Int]
}

/// Visits the examples one after the other, as `torch.utils.data.SequentialSampler`.
public struct SequentialSampler: Sampler {
  public let count: Int

  /// Creates a sampler of `count` examples.
  public init(_ count: Int) { self.count = count }

  public func order() -> [Int] { Array(0..<count) }
}

/// Visits the examples in random order, as `torch.utils.data.RandomSampler`.
///
/// Without a generator, each epoch draws a seed from the default one and its order from that seed.
public struct RandomSampler: Sampler {
  public let count: Int
  private let examples: Int
  private let replacement: Bool
  private let generator: Generator?

  /// Creates a sampler of `examples`.
  ///
  /// - Parameter replacement: Whether an example can come up again before all others did.
  /// - Parameter count: How many examples an epoch visits; all if not given.
  public init(
    _ examples: Int, replacement: Bool = false, count: Int? = nil, generator: Generator? = nil
  ) {
    self.examples = examples
    self.replacement = replacement
    self.generator = generator
    self.count = examples == 0 ? 0 : max(0, count ?? examples)
  }

  public func order() -> [Int] {
    guard count > 0 else { return [] }
    let stream = generator ?? Generator(bits: Generator.default.nextSeed())
    if replacement { return stream.integers(count, low: 0, high: examples).map(Int.init) }
    var order: [Int] = []
    for _ in 0..<count / examples { order += stream.permutation(examples).map(Int.init) }
    // PyTorch draws this permutation even where nothing of it is used, which shows when the
    // generator goes on.
    return order + stream.permutation(examples).prefix(count % examples).map(Int.init)
  }
}

/// Visits some examples in random order, as `torch.utils.data.SubsetRandomSampler`.
public struct SubsetRandomSampler: Sampler {
  /// The positions of the examples.
  public let indices: [Int]
  private let generator: Generator?

  /// Creates a sampler of the examples at `indices`.
  public init(_ indices: [Int], generator: Generator? = nil) {
    (self.indices, self.generator) = (indices, generator)
  }

  public var count: Int { indices.count }

  public func order() -> [Int] {
    (generator ?? .default).permutation(count).map { indices[Int($0)] }
  }
}

/// Visits examples as often as their weights say, as `torch.utils.data.WeightedRandomSampler` with
/// replacement.
///
/// For classes of which one is rare: give its examples more weight.
public struct WeightedRandomSampler: Sampler {
  public let count: Int
  /// For each example, the sum of the weights up to and with it.
  private let sums: [Double]
  private let generator: Generator?

  /// Creates a sampler that draws `count` examples an epoch, each by its weight.
  ///
  /// - Precondition: The weights are not negative, and their sum is above 0 and finite.
  public init(
    _ weights: [Double], count: Int, generator: Generator? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    var sum = 0.0
    sums = weights.map { weight in
      sum += weight
      return sum
    }
    guard weights.allSatisfy({ $0 >= 0 }), sum > 0, sum.isFinite else {
      fatalError(
        "WeightedRandomSampler: the weights must be 0 or more and have a finite sum above 0",
        file: (file), line: line)
    }
    (self.count, self.generator) = (max(0, count), generator)
  }

  public func order() -> [Int] {
    var draws = [Double](repeating: 0, count: count)
    var span = draws.mutableSpan
    (generator ?? .default).fillUniform(&span)
    return draws.map(position)
  }

  /// The first example whose share of the sum ends above `draw`.
  private func position(of draw: Double) -> Int {
    let total = sums.last ?? 1
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = low + (high - low) / 2
      if sums[middle] / total < draw { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
