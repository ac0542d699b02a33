internal import Glibc
public import Tensors

/// Some examples of a data set, as `torch.utils.data.Subset`.
public struct Subset: Dataset {
  /// The data set that the examples are of.
  public let dataset: any Dataset
  /// Where they are in it.
  public let indices: [Int]

  /// Creates a data set of the examples of `dataset` at `indices`, in their order.
  ///
  /// - Precondition: Every index is a position in `dataset`.
  public init(
    _ dataset: any Dataset, _ indices: [Int], file: StaticString = #filePath, line: UInt = #line
  ) {
    if let stray = indices.first(where: { $0 < 0 || $0 >= dataset.count }) {
      fatalError(
        "Subset: there is no example \(stray) among \(dataset.count)", file: (file), line: line)
    }
    (self.dataset, self.indices) = (dataset, indices)
  }

  public var count: Int { indices.count }

  public subscript(position: Int) -> Batch { dataset[indices[position]] }

  public func batch(_ positions: [Int]) -> Batch {
    dataset.batch(positions.map { indices[$0] })
  }
}

/// Returns the examples of `dataset` in random parts of the given `lengths`, as
/// `torch.utils.data.random_split`.
///
/// - Parameter generator: Where the order is drawn from; the default generator if not given.
/// - Precondition: The lengths add up to the number of examples.
public func randomSplit(
  _ dataset: any Dataset, _ lengths: [Int], generator: Generator? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> [Subset] {
  let sum = lengths.reduce(0, +)
  guard sum == dataset.count, lengths.allSatisfy({ $0 >= 0 }) else {
    fatalError(
      "randomSplit: the lengths \(lengths) add up to \(sum), but there are \(dataset.count)"
        + " examples", file: (file), line: line)
  }
  let order = (generator ?? .default).permutation(sum).map(Int.init)
  var start = 0
  return lengths.map { length in
    defer { start += length }
    return Subset(dataset, Array(order[start..<start + length]))
  }
}

/// Returns the examples of `dataset` in random parts with the given `shares` of them.
///
/// As `random_split` with fractions: what rounding down leaves over goes to the first parts, one
/// each.
///
/// - Precondition: The shares are not negative and add up to 1.
public func randomSplit(
  _ dataset: any Dataset, _ shares: [Double], generator: Generator? = nil,
  file: StaticString = #filePath, line: UInt = #line
) -> [Subset] {
  let sum = shares.reduce(0, +)
  guard abs(sum - 1) <= 1e-9, shares.allSatisfy({ $0 >= 0 }) else {
    fatalError(
      "randomSplit: the shares \(shares) add up to \(sum), not 1", file: (file), line: line)
  }
  var lengths = shares.map { Int((Double(dataset.count) * $0).rounded(.down)) }
  let left = dataset.count - lengths.reduce(0, +)
  for index in 0..<max(left, 0) { lengths[index % lengths.count] += 1 }
  return randomSplit(dataset, lengths, generator: generator, file: file, line: line)
}
