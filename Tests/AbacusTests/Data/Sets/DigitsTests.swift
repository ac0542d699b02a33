import Abacus
import Testing

@Suite struct `The digits` {
  @Test func `are images from 0 to 1 with whole labels`() {
    let digits = Digits(train: false, size: 8, count: 25)
    #expect(digits.images.shape == [25, 1, 8, 8] && digits.images.dtype == .float32)
    #expect(digits.labels.shape == [25] && digits.labels.dtype == .int64)
    #expect(digits.images.min().item() >= 0 && digits.images.max().item() <= 1)
    // Pixels are whole bytes.
    let bytes = digits.images * 255
    #expect((bytes - bytes.round()).abs().max().item() < 1e-4)
    #expect(digits.textLabels(Tensor([7])) == ["7"])
    #expect("\(digits)" == "Digits: 25 images [1, 8, 8] in 10 classes")
    #expect(Digits(count: 0).images.shape == [0, 1, 28, 28])
  }

  @Test func `are the same at every call and leave the default generator alone`() {
    withForkedGenerator {
      manualSeed(5)
      let first = Digits(size: 8, count: 20)
      let after = Tensor.rand(3).array
      manualSeed(5)
      #expect(Tensor.rand(3).array == after)
      #expect(Digits(size: 8, count: 30).images[..<20].equal(first.images))
      #expect(Digits(size: 9, count: 20).labels.equal(first.labels))
      #expect(!Digits(train: false, size: 8, count: 20).images.equal(first.images))
    }
  }

  @Test func `come in equal numbers`() {
    let labels = Digits(size: 8, count: 200).labels
    #expect(labels.bincount().array == [Double](repeating: 20, count: 10))
    #expect(labels[..<10].unique().count == 10)
  }

  // PyTorch's network of this shape got 0.965 after five epochs, and 0.978 after fifteen.
  @Test func `are learned by a small network, but not in full`() {
    withForkedGenerator {
      manualSeed(1)
      let (train, test) = (Digits(train: true), Digits(train: false))
      let model = Sequential(Flatten(), Linear(784, 128), ReLU(), Linear(128, 10))
      let optimizer = Adam(model.parameters(), learningRate: 0.001)
      let loss = CrossEntropyLoss()
      for _ in 0..<5 {
        let order = Tensor.randperm(train.count)
        for start in stride(from: 0, to: train.count, by: 64) {
          let rows = order[start..<min(start + 64, train.count)]
          optimizer.zeroGrad()
          loss(model(train.images[rows]), train.labels[rows]).backward()
          optimizer.step()
        }
      }
      let hits = noGrad { model(test.images).argmax(1).eq(test.labels) }
      let share = hits.to(.float32).mean().item()
      #expect(share > 0.95 && share < 0.99, "\(share)")
    }
  }

  @Test func `stop at a size without room`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Digits(size: 7)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("Digits: there can't be 4000 images of 7×7"))
    #expect(message.contains("DigitsTests.swift"))
  }
}
