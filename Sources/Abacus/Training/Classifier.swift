public import NeuralNetworks
public import Tensors

/// A model that tells classes apart, as `d2l.Classifier`.
///
///     let model = Classifier(Sequential(Flatten(), Linear(784, 10)), lr: 0.1)
///     Trainer(maxEpochs: 10).fit(model, data)
///
/// Its output is a score for each class, `[n, classes]`, or, for two classes, one logit of class 1,
/// `[n]`. Subclasses override what they do differently.
open class Classifier: TrainableModule {
  /// The length of the optimizer's steps.
  public var lr: Double

  private let criterion: Loss

  /// Creates a classifier for a subclass that overrides `forward(_:)`.
  ///
  /// - Parameter loss: What is to become small; cross entropy if not given.
  public init(loss: Loss = CrossEntropyLoss(), lr: Double = 0.1) {
    (self.lr, criterion) = (lr, loss)
    super.init()
  }

  /// Creates a classifier of another module.
  ///
  /// - Parameter loss: What is to become small; cross entropy if not given.
  public init(_ network: Module, loss: Loss = CrossEntropyLoss(), lr: Double = 0.1) {
    (self.lr, criterion) = (lr, loss)
    super.init(network)
  }

  open override func loss(_ yHat: Tensor, _ y: Tensor) -> Tensor {
    criterion(yHat, y, file: caller.file, line: caller.line)
  }

  /// Returns for which examples `yHat` gives the class `y`: the share, or each as 1 or 0.
  ///
  ///     [n, classes] or [n], [n] → [] (averaged) or [n]
  ///
  /// The class is the one with the highest score, or, where there is one logit an example, 1 if that
  /// is above 0.
  open func accuracy(_ yHat: Tensor, _ y: Tensor, averaged: Bool = true) -> Tensor {
    noGrad {
      let classes = yHat.ndim > y.ndim ? yHat.argmax(1) : yHat.gt(0)
      guard classes.shape == y.shape else {
        fatalError(
          "accuracy: predictions of shape \(yHat.shape.shapeText) do not fit labels of shape \(y.shape.shapeText)",
          file: caller.file, line: caller.line)
      }
      let hits = classes.to(y.dtype).eq(y).float()
      return averaged ? hits.mean() : hits
    }
  }

  /// Plots the loss and the accuracy of a batch.
  open override func validationStep(_ batch: Batch) {
    let yHat = self(batch.X, file: caller.file, line: caller.line)
    plot("loss", loss(yHat, batch.y), train: false)
    plot("accuracy", accuracy(yHat, batch.y), train: false)
  }

  /// Returns stochastic gradient descent with steps of length `lr`.
  open override func configureOptimizers() -> Optimizer {
    SGD(parameters(), learningRate: lr, file: caller.file, line: caller.line)
  }
}
