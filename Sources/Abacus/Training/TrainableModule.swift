public import NeuralNetworks
public import Tensors

/// A model that says how it learns: its loss, its steps, and its optimizer, as `d2l.Module`.
///
///     class LinearRegression: TrainableModule {
///       let net = Linear(2, 1)
///       override func forward(_ X: Tensor) -> Tensor { net(X) }
///       override func loss(_ yHat: Tensor, _ y: Tensor) -> Tensor { MSELoss()(yHat, y) }
///       override func configureOptimizers() -> Optimizer {
///         SGD(parameters(), learningRate: 0.03)
///       }
///     }
///
/// `Trainer` calls the methods; each can be overridden alone.
open class TrainableModule: Module {
  /// What draws the model's curves in the course of training.
  public let board = ProgressBoard(xLabel: "epoch")
  /// What trains the model at the moment.
  public internal(set) weak var trainer: Trainer?
  /// How many points an epoch adds to a curve of training, and to one of validation.
  public var plotTrainPerEpoch = 2, plotValidPerEpoch = 1

  private let network: Module?

  /// Creates a model for a subclass that overrides `forward(_:)`.
  public override init() {
    network = nil
    super.init()
  }

  /// Creates a model of another module.
  public init(_ network: Module) {
    self.network = network
    super.init()
  }

  open override func forward(_ x: Tensor) -> Tensor {
    guard let network else { return super.forward(x) }
    return network(x, file: caller.file, line: caller.line)
  }

  /// Returns how far `yHat`, the model's output, is from `y`, as one number.
  open func loss(_ yHat: Tensor, _ y: Tensor) -> Tensor {
    fatalError(
      "\(type(of: self)) cannot be trained: it does not override loss(_:_:)", file: caller.file,
      line: caller.line)
  }

  /// Returns the loss of a batch to train with, and plots it.
  open func trainingStep(_ batch: Batch) -> Tensor {
    let value = loss(self(batch.X, file: caller.file, line: caller.line), batch.y)
    plot("loss", value, train: true)
    return value
  }

  /// Plots what is of interest about a batch to validate with: here, its loss.
  open func validationStep(_ batch: Batch) {
    let yHat = self(batch.X, file: caller.file, line: caller.line)
    plot("loss", loss(yHat, batch.y), train: false)
  }

  /// Returns the optimizer of the parameters; `Trainer` calls it after the model's first output.
  open func configureOptimizers() -> Optimizer {
    fatalError(
      "\(type(of: self)) cannot be trained: it does not override configureOptimizers()",
      file: caller.file, line: caller.line)
  }

  /// Returns what changes the length of the optimizer's steps after each epoch, if anything.
  open func configureSchedule(_ optimizer: Optimizer) -> LRScheduler? { nil }

  /// Notes `value`, of the batch at hand, under the name `key`.
  ///
  /// Values of an epoch end up as their mean in the trainer's history, and are drawn as the curve
  /// `train key` or `validation key`.
  open func plot(_ key: String, _ value: Double, train: Bool) {
    trainer?.note(value, key, train: train)
  }

  /// Notes the one element of `value`, of the batch at hand, under the name `key`.
  public func plot(_ key: String, _ value: Tensor, train: Bool) {
    requireNumber(value, key)
    plot(key, value.item(), train: train)
  }

  /// Stops when `value`, called `name`, is more than one number.
  func requireNumber(_ value: Tensor, _ name: String) {
    guard value.count != 1 else { return }
    fatalError(
      "\(type(of: self)): the \(name) must be one number, but its shape is \(value.shape.shapeText);"
        + " take its mean", file: caller.file, line: caller.line)
  }
}
