import Abacus
import Testing

private let X = Tensor.ones(6, 2)
private let y = Tensor([0, 1, 0, 1, 0, 1])

private let forgotten = Tensor.ones(2).requiresGrad(true)

private final class Scaled: Classifier {
  let layer = Linear(2, 2)

  override func forward(_ x: Tensor) -> Tensor { layer(x) * forgotten }
}

@Suite struct `A trainer stops` {
  @Test func `when there is nothing to train with`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let data = DataModule(train: (Tensor.zeros(0, 2), Tensor.zeros(0)), batchSize: 4)
      Trainer(maxEpochs: 1).fit(Classifier(Linear(2, 2)), data)
    }
    expect(
      result, "the loader to train with has no batches: its data set is empty")
  }

  @Test func `when a batch is larger than the data set`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let loader = DataLoader(TensorDataset(X, y), batchSize: 8, dropLast: true)
      Trainer(maxEpochs: 1).fit(Classifier(Linear(2, 2)), loader)
    }
    expect(result, "its 6 examples do not fill one batch, and 'dropLast' drops what is less")
  }

  @Test func `when the model has no parameters`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      Trainer(maxEpochs: 1).fit(
        Classifier(Sequential(ReLU())), DataModule(train: (X, y), batchSize: 4))
    }
    expect(result, "Classifier has no parameters to learn")
  }

  @Test func `when the loss depends on a parameter the model does not know`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      Trainer(maxEpochs: 1).fit(Scaled(), DataModule(train: (X, y), batchSize: 4))
    }
    expect(result, "the loss of Scaled depends on a tensor of shape (2,) that requires gradients")
    expect(result, "TrainerMistakeTests.swift")
  }

  @Test func `when a label is none of the classes`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let data = DataModule(train: (X, y + 1), batchSize: nil)
      Trainer(maxEpochs: 1).fit(Classifier(Linear(2, 2)), data)
    }
    expect(result, "the target 2 is none of the 2 classes")
    expect(result, "TrainerMistakeTests.swift")
  }

  @Test func `when the loss is no number`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let model = Classifier(Linear(2, 2), lr: 1e38)
      let data = DataModule(train: (X * 100, y), batchSize: 2, shuffle: false)
      Trainer(maxEpochs: 5).fit(model, data)
    }
    expect(result, "Trainer: the loss is ")
    expect(result, " in epoch 0, batch ")
    expect(result, " of 3 (counted from 0); try a learning rate below 1e+38")
  }

  @Test func `when the loss is more than one number`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let model = Classifier(Linear(2, 2), loss: CrossEntropyLoss(reduction: .none))
      Trainer(maxEpochs: 1).fit(model, DataModule(train: (X, y), batchSize: nil))
    }
    expect(result, "the loss must be one number, but its shape is (6,); take its mean")
  }

  @Test func `when the model does not say how it learns`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      Trainer(maxEpochs: 1).fit(
        TrainableModule(Linear(2, 2)), DataModule(train: (X, y), batchSize: nil))
    }
    expect(result, "TrainableModule cannot be trained: it does not override loss(_:_:)")
  }
}

private func expect(
  _ result: ExitTest.Result?, _ text: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  #expect(said.contains(text), "\(said)", sourceLocation: sourceLocation)
}
