public import NeuralNetworks
internal import Tensors

/// Trains a model with data, epoch after epoch, as `d2l.Trainer`.
///
///     let trainer = Trainer(maxEpochs: 10)
///     trainer.fit(model, data)
///     print(trainer.history[9].validation["accuracy"])
///
/// In each epoch the model learns from every batch and is then judged by those for validation. Its
/// curves are drawn by `model.board`.
public final class Trainer {
  /// How many epochs a training has, unless it stops early.
  public let maxEpochs: Int
  /// What the norm of the gradients is cut to; 0 for no limit.
  public let gradientClip: Double
  /// When to stop before the last epoch, if at all.
  public let earlyStopping: EarlyStopping?
  /// What tells the best epoch.
  public let monitor: Monitor

  /// What is known of each epoch.
  public private(set) var history: [EpochRecord] = []
  /// What changes the parameters.
  public private(set) var optimizer: Optimizer?
  /// The epoch under way, from 0.
  public private(set) var epoch = 0
  /// The epoch with the best value of the monitor, from 0.
  public var bestEpoch: Int? { best.epoch }

  private var best = BestState()
  private var schedule: LRScheduler?
  private var parameters: [Tensor] = []
  private var pass = Pass()
  private var progress: ProgressLine?

  /// Creates a trainer.
  ///
  /// - Parameter gradientClip: What the norm of the gradients is cut to; 0 for no limit.
  /// - Parameter earlyStopping: When to stop before the last epoch; never if not given.
  /// - Parameter monitor: What tells the best epoch: by default, the least loss.
  public init(
    maxEpochs: Int, gradientClip: Double = 0, earlyStopping: EarlyStopping? = nil,
    monitor: Monitor = .loss, file: StaticString = #filePath, line: UInt = #line
  ) {
    guard maxEpochs >= 0, gradientClip >= 0 else {
      fatalError(
        "Trainer: \(maxEpochs) epochs and a gradient clip of \(gradientClip) must not be negative",
        file: (file), line: line)
    }
    self.maxEpochs = maxEpochs
    self.gradientClip = gradientClip
    self.earlyStopping = earlyStopping
    self.monitor = monitor
  }
}

extension Trainer {
  /// Trains `model` with `data`, and returns what is known of each epoch.
  @discardableResult
  public func fit(
    _ model: TrainableModule, _ data: DataModule,
    file: StaticString = #filePath, line: UInt = #line
  ) -> [EpochRecord] {
    fit(model, data.trainDataloader(), data.valDataloader(), file: file, line: line)
  }

  /// Trains `model` with the batches of `train`, and returns what is known of each epoch.
  @discardableResult
  public func fit(
    _ model: TrainableModule, _ train: DataLoader, _ validation: DataLoader? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) -> [EpochRecord] {
    let site = CallSite(file, line)
    requireBatches(train, "train", site)
    if let validation { requireBatches(validation, "validate", site) }
    begin(model, site)
    progress = ProgressLine(TrainingCourse(epochs: maxEpochs, batches: train.count))
    let modules = model.modules()
    for epoch in 0..<maxEpochs {
      self.epoch = epoch
      history.append(EpochRecord(epoch: epoch))
      for module in modules { module.isTraining = true }
      learn(model, train, site)
      if let validation {
        for module in modules { module.isTraining = false }
        validate(model, validation, site)
      }
      schedule?.step()
      best.judge(history[epoch], by: monitor, minDelta: earlyStopping?.minDelta ?? 0, model)
      if let earlyStopping, best.age >= earlyStopping.patience { break }
    }
    progress?.end()
    model.board.show()
    model.trainer = nil
    return history
  }

  /// Gives the model the parameters it had after its best epoch.
  public func restoreBest() { best.restore() }

  /// The parameters after the best epoch, by name, or nil before the first.
  public var bestState: StateDictionary? { best.state }

  private func begin(_ model: TrainableModule, _ site: CallSite) {
    history = []
    best = BestState()
    (optimizer, schedule, parameters) = (nil, nil, [])
    model.board.clear()
    model.trainer = self
    model.caller = site
  }

  private func requireBatches(_ loader: DataLoader, _ purpose: String, _ site: CallSite) {
    guard loader.isEmpty else { return }
    let examples = loader.dataset.count
    let why =
      examples == 0
      ? "its data set is empty"
      : "its \(examples) examples do not fill one batch, and 'dropLast' drops what is less"
    fatalError(
      "Trainer: the loader to \(purpose) with has no batches: \(why)", file: site.file,
      line: site.line)
  }
}

extension Trainer {
  /// Goes once through the batches to learn from.
  private func learn(_ model: TrainableModule, _ loader: DataLoader, _ site: CallSite) {
    pass = Pass(count: loader.count, epoch: epoch, perEpoch: model.plotTrainPerEpoch, model.board)
    for batch in loader {
      let loss = model.trainingStep(batch)
      model.requireNumber(loss, "loss")
      requireFinite(loss, site)
      let optimizer = optimizer ?? makeOptimizer(model, batch, loss, site)
      optimizer.zeroGrad()
      loss.backward(file: site.file, line: site.line)
      if gradientClip > 0 { clipGradNorm(parameters, maxNorm: gradientClip) }
      optimizer.step()
      pass.batch += 1
      progress?.update(done: epoch * pass.count + pass.batch, loss: loss.item())
    }
  }

  /// Goes once through the batches to validate with.
  private func validate(_ model: TrainableModule, _ loader: DataLoader, _ site: CallSite) {
    pass = Pass(count: loader.count, epoch: epoch, perEpoch: model.plotValidPerEpoch, model.board)
    noGrad {
      for batch in loader {
        model.validationStep(batch)
        pass.batch += 1
      }
    }
  }

  /// The optimizer is made after the model's first output, when lazy layers know their shapes.
  private func makeOptimizer(
    _ model: TrainableModule, _ batch: Batch, _ loss: Tensor, _ site: CallSite
  ) -> Optimizer {
    let known = model.parameters()
    guard !known.isEmpty else {
      fatalError(
        "Trainer: \(type(of: model)) has no parameters to learn: layers must be stored in its"
          + " properties", file: site.file, line: site.line)
    }
    let stranger = loss.gradientLeaves.first { leaf in
      leaf !== batch.X && leaf !== batch.y && !known.contains { $0 === leaf }
    }
    if let stranger {
      fatalError(
        "Trainer: the loss of \(type(of: model)) depends on a tensor of shape"
          + " \(stranger.shape.shapeText) that requires gradients but is none of its parameters, so"
          + " it would not learn: store it in a property of the model, or set its requiresGrad to"
          + " false", file: site.file, line: site.line)
    }
    let made = model.configureOptimizers()
    optimizer = made
    parameters = made.parameters
    schedule = model.configureSchedule(made)
    return made
  }

  /// Stops when the loss is not a finite number.
  private func requireFinite(_ loss: Tensor, _ site: CallSite) {
    let value = loss.item()
    guard !value.isFinite else { return }
    pass.board?.show()
    let rate = optimizer.map { "; try a learning rate below \($0.learningRate)" } ?? ""
    fatalError(
      "Trainer: the loss is \(value) in epoch \(epoch), batch \(pass.batch) of \(pass.count)"
        + " (counted from 0)\(rate)", file: site.file, line: site.line)
  }

  /// Takes in what the model says of the batch at hand.
  func note(_ value: Double, _ key: String, train: Bool) {
    guard !history.isEmpty else { return }
    if train {
      history[history.count - 1].train.note(value, key)
      let x = Double(pass.epoch) + Double(pass.batch) / Double(pass.count)
      pass.board?.draw(x, value, "train \(key)", everyN: pass.pointSize)
    } else {
      history[history.count - 1].validation.note(value, key)
      pass.board?.draw(Double(pass.epoch + 1), value, "validation \(key)", everyN: pass.pointSize)
    }
  }
}

/// Where one way through a loader stands.
private struct Pass {
  var count = 1
  var epoch = 0
  var batch = 0
  /// How many batches make one point of a curve.
  var pointSize = 1
  var board: ProgressBoard?

  init() {}

  init(count: Int, epoch: Int, perEpoch: Int, _ board: ProgressBoard) {
    (self.count, self.epoch, self.board) = (count, epoch, board)
    pointSize = max(1, count / max(1, perEpoch))
  }
}
