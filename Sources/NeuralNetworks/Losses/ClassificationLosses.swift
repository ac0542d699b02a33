public import Tensors

/// Binary cross entropy of logits, as `torch.nn.BCEWithLogitsLoss`.
///
///     [*], [*] → []        l = softplus(x) - x · y, and the mean of it
///
/// Labels may be of any type; whole numbers and truth values are taken as 0 and 1.
public final class BCEWithLogitsLoss: Loss {
  /// What the losses are multiplied by, or nil for 1.
  public let weight: Tensor?
  /// What the losses of positive examples are multiplied by, or nil for 1.
  public let posWeight: Tensor?

  /// Creates a loss.
  public init(
    weight: Tensor? = nil, posWeight: Tensor? = nil, reduction: LossReduction = .mean
  ) {
    self.weight = weight
    self.posWeight = posWeight
    super.init(reduction: reduction)
  }

  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    let labels = target.dtype.isFloatingPoint ? target : target.to(prediction.dtype)
    return binaryCrossEntropyWithLogits(
      prediction, labels, weight: weight, posWeight: posWeight, reduction: reduction,
      file: caller.file, line: caller.line)
  }
}

/// Cross entropy of logits and classes, as `torch.nn.CrossEntropyLoss`.
///
///     [n, classes], [n] → []        l = -log softmax(x)[y], and the mean of it
///
/// Targets are class numbers or, in the shape of the input, probabilities.
public final class CrossEntropyLoss: Loss {
  /// What the losses of each class are multiplied by, or nil for 1.
  public let weight: Tensor?
  /// The target of examples that don't count.
  public let ignoreIndex: Int
  /// How much of each target is spread evenly over all classes.
  public let labelSmoothing: Double

  /// Creates a loss.
  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: LossReduction = .mean,
    labelSmoothing: Double = 0
  ) {
    self.weight = weight
    self.ignoreIndex = ignoreIndex
    self.labelSmoothing = labelSmoothing
    super.init(reduction: reduction)
  }

  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    crossEntropy(
      prediction, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction,
      labelSmoothing: labelSmoothing, file: caller.file, line: caller.line)
  }
}

/// Negative log-probability of classes, as `torch.nn.NLLLoss`.
///
///     [n, classes], [n] → []        l = -x[y], and the mean of it
public final class NLLLoss: Loss {
  /// What the losses of each class are multiplied by, or nil for 1.
  public let weight: Tensor?
  /// The target of examples that don't count.
  public let ignoreIndex: Int

  /// Creates a loss.
  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: LossReduction = .mean
  ) {
    self.weight = weight
    self.ignoreIndex = ignoreIndex
    super.init(reduction: reduction)
  }

  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    nllLoss(
      prediction, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction,
      file: caller.file, line: caller.line)
  }
}

/// Binary cross entropy of probabilities, as `torch.nn.BCELoss`.
///
///     [*], [*] → []        l = -(y · log x + (1 - y) · log(1 - x)), and the mean of it
public final class BCELoss: Loss {
  /// What the losses are multiplied by, or nil for 1.
  public let weight: Tensor?

  /// Creates a loss.
  public init(weight: Tensor? = nil, reduction: LossReduction = .mean) {
    self.weight = weight
    super.init(reduction: reduction)
  }

  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    binaryCrossEntropy(
      prediction, target, weight: weight, reduction: reduction, file: caller.file,
      line: caller.line)
  }
}
