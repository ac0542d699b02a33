import Abacus
import TestSupport
import Testing

/// Ten examples, each its own position.
private let ten = TensorDataset(Tensor.arange(10), Tensor.arange(10) * 2)

private func order(_ loader: DataLoader) -> [[Int]] {
  loader.map { $0.X.scalars(as: Int.self) }
}

/// The orders that the loader visits in `epochs`, after `manualSeed(seed)`.
private func orders(
  seed: Int, _ epochs: Int, _ loader: @autoclosure () -> DataLoader
) -> [[[Int]]] {
  withForkedGenerator {
    manualSeed(seed)
    let loader = loader()
    return (0..<epochs).map { _ in order(loader) }
  }
}

/// What PyTorch 2.15 answered for the same seeds.
@Suite struct `A data loader` {
  @Test func `visits the examples in PyTorch's order`() {
    #expect(
      orders(seed: 42, 3, DataLoader(ten, batchSize: 4, shuffle: true)) == [
        [[8, 0, 9, 1], [4, 5, 6, 3], [2, 7]], [[4, 6, 9, 3], [7, 5, 2, 0], [1, 8]],
        [[6, 2, 1, 0], [3, 8, 5, 9], [4, 7]],
      ])
    #expect(
      orders(seed: 42, 2, DataLoader(ten, batchSize: 4, shuffle: true, dropLast: true)) == [
        [[8, 0, 9, 1], [4, 5, 6, 3]], [[4, 6, 9, 3], [7, 5, 2, 0]],
      ])
    #expect(order(DataLoader(ten, batchSize: 6)) == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9]])
  }

  @Test func `draws from the default generator what PyTorch's does, shuffled or not`() {
    withForkedGenerator {
      manualSeed(42)
      let train = DataLoader(ten, batchSize: 4, shuffle: true)
      let validation = DataLoader(ten, batchSize: 5)
      var epochs: [[[Int]]] = []
      for _ in 0..<2 {
        epochs.append(order(train))
        for _ in validation {}
      }
      #expect(epochs[1] == [[6, 9, 3, 2], [0, 8, 4, 7], [1, 5]])
      #expect(Tensor.randperm(5).scalars(as: Int.self) == [0, 3, 2, 1, 4])
    }
  }

  @Test func `goes on with a generator of its own`() {
    let loader = DataLoader(ten, batchSize: 4, shuffle: true, generator: Generator(seed: 7))
    #expect(order(loader) == [[1, 3, 5, 7], [9, 4, 6, 2], [8, 0]])
    #expect(order(loader) == [[5, 1, 6, 0], [9, 7, 8, 4], [3, 2]])
    #expect(order(loader) == [[4, 3, 2, 8], [1, 0, 6, 5], [9, 7]])
  }

  @Test func `follows samplers as PyTorch's does`() {
    let often = RandomSampler(10, replacement: true)
    #expect(
      orders(seed: 1, 2, DataLoader(ten, batchSize: 4, sampler: often)) == [
        [[4, 0, 8, 5], [4, 2, 3, 3], [4, 4]], [[4, 1, 2, 8], [2, 3, 8, 6], [1, 3]],
      ])
    let more = RandomSampler(10, count: 13)
    #expect(
      orders(seed: 1, 1, DataLoader(ten, batchSize: 5, sampler: more))
        == [[[4, 2, 0, 6, 8], [7, 9, 1, 5, 3], [4, 0, 2]]])
    let odd = SubsetRandomSampler([1, 3, 5, 7, 9])
    #expect(
      orders(seed: 1, 2, DataLoader(ten, batchSize: 2, sampler: odd)) == [
        [[9, 3], [7, 1], [5]], [[9, 3], [1, 5], [7]],
      ])
    let weighted = WeightedRandomSampler([1, 0, 3, 1, 1, 5, 0.5, 0, 2, 1], count: 12)
    #expect(
      orders(seed: 1, 2, DataLoader(ten, batchSize: 4, sampler: weighted)) == [
        [[2, 2, 2, 5], [2, 5, 5, 5], [5, 5, 3, 5]], [[2, 2, 5, 2], [5, 5, 8, 9], [8, 8, 8, 2]],
      ])
  }

  @Test func `visits every fixture's examples in order`() throws {
    for item in try fixtureCases("random.json") where item["op"].string == "dataloader_order" {
      let count = item["attrs"]["n"].integer
      let data = TensorDataset(Tensor.arange(count), Tensor.arange(count))
      let epochs = orders(
        seed: item["seed"].integer, item["attrs"]["epochs"].integer,
        DataLoader(data, batchSize: 3, shuffle: true))
      #expect(epochs.flatMap { $0.joined() } == item["output"]["data"].integers)
    }
  }

  @Test func `prepares on a second thread the batches it would make itself`() {
    let plain = orders(seed: 5, 3, DataLoader(ten, batchSize: 3, shuffle: true))
    let ahead = orders(seed: 5, 3, DataLoader(ten, batchSize: 3, shuffle: true, prefetch: 2))
    #expect(plain == ahead)
  }

  @Test func `keeps what a data set draws on a second thread out of other streams`() {
    withForkedGenerator {
      manualSeed(5)
      for _ in DataLoader(Noise(count: 8), batchSize: 2, prefetch: 3) {}
      let after = Tensor.rand(3)
      manualSeed(5)
      for _ in DataLoader(ten, batchSize: 2) {}
      #expect(after.scalars == Tensor.rand(3).scalars)
    }
  }

  @Test func `draws on a second thread what PyTorch's first worker draws`() {
    withForkedGenerator {
      manualSeed(5)
      let drawn = DataLoader(Noise(count: 4), batchSize: 2, prefetch: 1).flatMap { $0.X.scalars }
      #expect(drawn == workerDraws)
    }
  }

  @Test func `can be left before its end`() {
    for _ in 0..<50 {
      var iterator = DataLoader(ten, batchSize: 1, prefetch: 2).makeIterator()
      #expect(iterator.next()?.X.scalars(as: Int.self) == [0])
    }
  }

  @Test func `of everything at once draws nothing and copies nothing`() {
    withForkedGenerator {
      manualSeed(3)
      let expected = Tensor.rand(4).scalars
      manualSeed(3)
      let loader = DataLoader(ten, batchSize: nil)
      for batch in loader { #expect(batch.X === ten.X && batch.y === ten.y) }
      #expect(loader.count == 1)
      #expect(Tensor.rand(4).scalars == expected)
    }
  }

  @Test func `collates by stacking, or as it is told`() {
    let pairs = Pairs()
    let first = DataLoader(pairs, batchSize: 2).first { _ in true }
    #expect(first?.X.shape == [2, 2] && first?.y.shape == [2])
    let sums = DataLoader(pairs, batchSize: 3) { examples in
      (Tensor.stack(examples.map { $0.X.sum() }), Tensor([examples.count]))
    }
    #expect(sums.map { $0.X.array } == [[0, 2, 4], [6, 8]])
    #expect(sums.map { $0.y.array } == [[3], [2]])
  }

  @Test func `counts its batches`() {
    #expect(DataLoader(ten, batchSize: 4).count == 3)
    #expect(DataLoader(ten, batchSize: 4, dropLast: true).count == 2)
    #expect(DataLoader(ten, batchSize: 5).count == 2)
    let none = TensorDataset(Tensor.zeros(0, 2), Tensor.zeros(0))
    #expect(DataLoader(none, batchSize: 4, shuffle: true).isEmpty)
    #expect(Array(DataLoader(none, batchSize: 4, shuffle: true)).isEmpty)
    #expect(Array(DataLoader(none, batchSize: nil)).isEmpty)
  }

  @Test func `refuses batches without examples`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let data = TensorDataset(Tensor.zeros(2), Tensor.zeros(2))
      _ = DataLoader(data, batchSize: 0)
    }
    #expect(result.said("DataLoader: a batch must have at least 1 example, not 0"))
  }

  @Test func `refuses tensors of different lengths`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = TensorDataset(Tensor.zeros(3, 2), Tensor.zeros(4))
    }
    #expect(result.said("the same number of rows, but their shapes are (3, 2) and (4,)"))
  }
}

@Suite struct `A random split` {
  @Test func `has the examples that PyTorch's has`() {
    withForkedGenerator {
      manualSeed(42)
      let parts = randomSplit(ten, [7, 3])
      #expect(parts.map(\.indices) == [[2, 6, 1, 8, 4, 5, 0], [9, 3, 7]])
      #expect(order(DataLoader(parts[1], batchSize: 2)) == [[9, 3], [7]])
      manualSeed(42)
      #expect(
        randomSplit(ten, [0.35, 0.35, 0.3]).map(\.indices)
          == [[2, 6, 1, 8], [4, 5, 0], [9, 3, 7]])
    }
  }

  @Test func `must use every example once`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = randomSplit(TensorDataset(Tensor.zeros(5), Tensor.zeros(5)), [2, 2])
    }
    #expect(result.said("the lengths [2, 2] add up to 4, but there are 5 examples"))
  }
}

/// Examples that draw what they are.
private struct Noise: Dataset {
  let count: Int
  subscript(position: Int) -> Batch { (Tensor.rand(1), Tensor([position])) }
}

/// What PyTorch 2.15 draws for `Noise(count: 4)` with one worker after `torch.manual_seed(5)`.
private let workerDraws: [Float] = [
  0.7106006741523743, 0.34830594062805176, 0.6387555003166199, 0.6557484865188599,
]

private struct Pairs: Dataset {
  let count = 5
  subscript(position: Int) -> Batch { (Tensor([position, position]), Tensor(position)) }
}

extension ExitTest.Result? {
  /// Whether the process wrote `text` to standard error.
  fileprivate func said(_ text: String) -> Bool {
    guard let self else { return false }
    return String(decoding: self.standardErrorContent, as: UTF8.self).contains(text)
  }
}
