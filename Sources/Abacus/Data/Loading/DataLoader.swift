public import Tensors

/// Batches of a data set, epoch after epoch, as `torch.utils.data.DataLoader`.
///
///     let loader = DataLoader(TensorDataset(X, y), batchSize: 32, shuffle: true)
///     for (X, y) in loader { … }
///
/// Each time it is gone through, a loader draws what PyTorch's draws from the default generator, and
/// so visits the examples in the same order: a seed for workers, which is drawn but not used when
/// there are none, and another one for the order when it shuffles. Only a loader of everything at
/// once and in order draws nothing.
public final class DataLoader: Sequence {
  /// Where the examples come from.
  public let dataset: any Dataset
  /// How many examples a batch has, or nil for all in one.
  public let batchSize: Int?
  /// Whether a last batch that is smaller than the others is left out.
  public let dropLast: Bool

  private let sampler: any Sampler
  private let isInOrder: Bool
  private let prefetch: Int
  private let generator: Generator?
  private let collate: (([Batch]) -> Batch)?
  /// All examples as they lie in memory, when that is what every epoch asks for.
  private let whole: Batch?

  /// Creates a loader of the examples of `dataset`.
  ///
  /// - Parameter batchSize: How many examples a batch has; nil puts all of them into one, which
  ///   shares memory with the data set where that can hand them out.
  /// - Parameter shuffle: Whether each epoch has an order of its own.
  /// - Parameter sampler: What decides on the order instead.
  /// - Parameter dropLast: Whether to leave out a last batch that is smaller than the others.
  /// - Parameter prefetch: How many batches a second thread prepares ahead; 0 for none. What the data
  ///   set draws there comes from a stream of its own, as in a worker of PyTorch, and no other stream
  ///   changes.
  /// - Parameter generator: Where orders are drawn from instead of the default generator.
  /// - Parameter collate: What makes a batch of single examples, if not stacking.
  public init(
    _ dataset: any Dataset, batchSize: Int? = 1, shuffle: Bool = false,
    sampler: (any Sampler)? = nil, dropLast: Bool = false, prefetch: Int = 0,
    generator: Generator? = nil, collate: (([Batch]) -> Batch)? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    guard batchSize ?? 1 > 0 else {
      fatalError(
        "DataLoader: a batch must have at least 1 example, not \(batchSize ?? 0)", file: (file),
        line: line)
    }
    guard sampler == nil || !shuffle else {
      fatalError(
        "DataLoader: a sampler decides on the order itself; leave out 'shuffle'", file: (file),
        line: line)
    }
    self.dataset = dataset
    self.batchSize = batchSize
    self.dropLast = dropLast
    self.prefetch = prefetch
    self.generator = generator
    self.collate = collate
    isInOrder = sampler == nil && !shuffle
    self.sampler =
      sampler
      ?? (shuffle
        ? RandomSampler(dataset.count, generator: generator) : SequentialSampler(dataset.count))
    whole =
      isInOrder && batchSize == nil && collate == nil && dataset.count > 0 ? dataset.whole : nil
  }

  /// The number of batches in an epoch.
  public var count: Int {
    let examples = sampler.count
    guard let batchSize else { return examples > 0 ? 1 : 0 }
    return dropLast ? examples / batchSize : (examples + batchSize - 1) / batchSize
  }

  /// Whether an epoch has no batches.
  public var isEmpty: Bool { count == 0 }

  public var underestimatedCount: Int { count }

  /// Begins an epoch.
  public func makeIterator() -> Iterator {
    if let whole { return Iterator(source: .whole(whole)) }
    let drawsSeed = !(isInOrder && batchSize == nil)
    let seed = drawsSeed ? (generator ?? .default).nextSeed() : 0
    let plan = EpochPlan(
      dataset: dataset, order: sampler.order(), batchSize: batchSize ?? sampler.count,
      count: count, collate: collate)
    guard prefetch > 0, count > 1,
      let prefetcher = Prefetcher(plan, ahead: prefetch, seed: seed)
    else { return Iterator(source: .plan(plan)) }
    return Iterator(source: .thread(prefetcher))
  }
}

extension DataLoader {
  /// The batches of one epoch.
  public struct Iterator: IteratorProtocol {
    /// Where the batches come from.
    enum Source {
      case whole(Batch)
      case plan(EpochPlan)
      case thread(Prefetcher)
    }

    let source: Source
    private var position = 0

    init(source: Source) { self.source = source }

    public mutating func next() -> Batch? {
      defer { position += 1 }
      switch source {
      case .whole(let batch): return position == 0 ? batch : nil
      case .plan(let plan): return plan.batch(position)
      case .thread(let prefetcher): return prefetcher.next()
      }
    }
  }
}

/// What the batches of an epoch are made of.
struct EpochPlan {
  let dataset: any Dataset
  let order: [Int]
  let batchSize: Int
  let count: Int
  let collate: (([Batch]) -> Batch)?

  /// Returns the batch at `position`, or nil after the last.
  func batch(_ position: Int) -> Batch? {
    guard position < count else { return nil }
    let start = position * batchSize
    let positions = Array(order[start..<min(start + batchSize, order.count)])
    return noGrad {
      guard let collate else { return dataset.batch(positions) }
      return collate(positions.map { dataset[$0] })
    }
  }
}
