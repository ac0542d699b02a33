import Abacus
import Testing

/// Examples of three classes, and a model of them, drawn as PyTorch draws them.
private struct Task {
  let train, validation: Batch
  let model: Classifier

  init(lr: Double = 0.5) {
    func examples(_ count: Int) -> Batch {
      let X = Tensor.rand(count, 4)
      return (X, X.sum(1).gt(2).to(.int64) + X[.all, 0].gt(0.5).to(.int64))
    }
    (train, validation, model) = withForkedGenerator {
      manualSeed(3)
      let data = (examples(50), examples(20))
      manualSeed(0)
      return (data.0, data.1, Classifier(Sequential(Linear(4, 8), ReLU(), Linear(8, 3)), lr: lr))
    }
  }

  var data: DataModule { DataModule(train: train, validation: validation, batchSize: 16) }

  /// Trains with the stream that PyTorch's program goes on with after making the model.
  func fit(_ trainer: Trainer) {
    withForkedGenerator {
      manualSeed(0)
      _ = Sequential(Linear(4, 8), ReLU(), Linear(8, 3))
      trainer.fit(model, data)
    }
  }
}

/// Training loss, validation loss and accuracy of each epoch, as means over the batches: what the
/// same program of PyTorch 2.15 printed.
private let published: [(Double, Double, Double)] = [
  (1.0527643, 1.1737012, 0.2187500), (1.0450517, 1.1548276, 0.2500000),
  (0.9936986, 1.1680118, 0.2187500), (0.9674891, 1.4831385, 0.2187500),
  (0.9939683, 1.2703807, 0.2187500),
]

/// The same with the gradients' norm cut to 0.2.
private let clipped: [(Double, Double, Double)] = [
  (1.0606651, 1.1046089, 0.2187500), (1.0411398, 1.1164327, 0.2187500),
  (0.9999123, 1.1154177, 0.2187500), (0.9736650, 1.1340796, 0.2187500),
  (0.9755542, 1.1020801, 0.2187500),
]

@Suite struct `A trainer` {
  @Test(arguments: [(0.0, published), (0.2, clipped)])
  func `trains as the same program of PyTorch`(
    clip: Double, expected: [(Double, Double, Double)]
  ) {
    let trainer = Trainer(maxEpochs: 5, gradientClip: clip)
    Task().fit(trainer)
    #expect(trainer.history.count == 5)
    for (record, values) in zip(trainer.history, expected) {
      // Twenty steps in single precision, which sums up in another order, and seven decimals.
      #expect(abs(record.train["loss"] - values.0) < 1e-5)
      #expect(abs(record.validation["loss"] - values.1) < 1e-5)
      #expect(abs(record.validation["accuracy"] - values.2) < 1e-7)
    }
  }

  @Test func `knows the best epoch and gives its parameters back`() {
    let task = Task()
    let trainer = Trainer(maxEpochs: 5)
    task.fit(trainer)
    // The validation loss is least in the second epoch; see the table above.
    #expect(trainer.bestEpoch == 1)
    trainer.restoreBest()
    let loss = noGrad {
      DataLoader(TensorDataset(task.validation.X, task.validation.y), batchSize: 16).map {
        CrossEntropyLoss()(task.model($0.X), $0.y).item()
      }
    }
    #expect(abs(loss.reduce(0, +) / 2 - 1.1548276) < 1e-5)
    #expect(trainer.bestState?.map(\.name) == task.model.stateDict().map(\.name))
  }

  @Test func `stops when it has not got better for as long as it may`() {
    let trainer = Trainer(maxEpochs: 5, earlyStopping: EarlyStopping(patience: 2))
    Task().fit(trainer)
    #expect(trainer.history.map(\.epoch) == [0, 1, 2, 3])
    let strict = Trainer(maxEpochs: 5, earlyStopping: EarlyStopping(patience: 1, minDelta: 0.1))
    Task().fit(strict)
    #expect(strict.history.count == 2 && strict.bestEpoch == 0)
    let accurate = Trainer(
      maxEpochs: 5, earlyStopping: EarlyStopping(patience: 1), monitor: .accuracy)
    Task().fit(accurate)
    #expect(accurate.history.count == 3 && accurate.bestEpoch == 1)
  }

  @Test func `draws a curve for each value`() {
    let task = Task()
    task.fit(Trainer(maxEpochs: 5))
    let panel = task.model.board.figure.display.figure?.panels.first
    #expect(
      panel?.series.map(\.name) == ["train loss", "validation loss", "validation accuracy"])
    // Four batches an epoch make two points, each of two batches: their mean place and mean loss.
    let places = panel?.series.first?.columns.first?.values ?? []
    #expect(places.count == 10 && Array(places.prefix(3)) == [0.125, 0.625, 1.125])
    #expect(panel?.series.last?.columns.first?.values == [1, 2, 3, 4, 5])
  }

  @Test func `sets modes and records gradients as each part needs`() {
    final class Probe: Classifier {
      let layer = Linear(4, 3)
      var seen: Set<String> = []
      override func forward(_ x: Tensor) -> Tensor {
        seen.insert("\(isTraining) \(layer.isTraining) \(isGradEnabled)")
        return layer(x)
      }
    }
    let (task, model) = (Task(), Probe())
    Trainer(maxEpochs: 2).fit(model, task.data)
    #expect(model.seen == ["true true true", "false false false"])
  }

  @Test func `can do without validation`() {
    let task = Task()
    let trainer = Trainer(maxEpochs: 3)
    trainer.fit(task.model, DataModule(train: task.train, batchSize: nil))
    #expect(trainer.history[2].validation.names.isEmpty)
    // One batch of everything is plain gradient descent, which goes down here.
    #expect(trainer.bestEpoch == 2 && trainer.history[2].validation["loss"].isNaN)
  }

  @Test func `calls what a subclass overrides, and follows its schedule`() {
    final class Regression: TrainableModule {
      let net = Linear(4, 1)
      override func forward(_ x: Tensor) -> Tensor { net(x).squeeze(1) }
      override func loss(_ yHat: Tensor, _ y: Tensor) -> Tensor { (yHat - y).square().mean() }
      override func configureOptimizers() -> Optimizer { Adam(parameters(), learningRate: 0.1) }
      override func configureSchedule(_ optimizer: Optimizer) -> LRScheduler? {
        StepLR(optimizer, stepSize: 1, gamma: 0.5)
      }
    }
    let trainer = Trainer(maxEpochs: 3)
    let model = Regression()
    trainer.fit(model, DataModule(train: Task().train, batchSize: nil))
    #expect(trainer.history.map { $0.train.names } == [["loss"], ["loss"], ["loss"]])
    #expect(trainer.optimizer is Adam && trainer.optimizer?.learningRate == 0.0125)
    #expect(model.namedParameters().map(\.name) == ["net.weight", "net.bias"])
  }
}

@Suite struct `A classifier` {
  private let model = Classifier(Sequential(Flatten(), Linear(4, 3)), lr: 0.5)

  @Test func `measures accuracy averaged or for each example`() {
    let yHat = Tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5], [0.9, 0, 0]])
    let y = Tensor([2, 0, 0])
    #expect(model.accuracy(yHat, y, averaged: false).array == [1, 0, 1])
    #expect(abs(model.accuracy(yHat, y).item() - 2.0 / 3) < 1e-7)
    let logits = Tensor([0.5, -2, 3])
    #expect(abs(model.accuracy(logits, Tensor([1.0, 1, 0])).item() - 1.0 / 3) < 1e-7)
  }

  @Test func `uses gradient descent with its own step length`() {
    #expect(model.configureOptimizers() is SGD)
    #expect(model.configureOptimizers().learningRate == 0.5)
  }

  @Test func `lists the shapes between its layers`() {
    let shapes = model.layerShapes([2, 2, 2])
    #expect(shapes.map(\.name) == ["Flatten", "Linear"])
    #expect(shapes.map(\.shape) == [[2, 4], [2, 3]])
  }
}
