public import Tensors

/// Squared differences, as `torch.nn.MSELoss`: `(x - y)²`.
public final class MSELoss: Loss {
  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    mseLoss(
      prediction, target, reduction: reduction, file: caller.file, line: caller.line)
  }
}

/// Absolute differences, as `torch.nn.L1Loss`: `|x - y|`.
public final class L1Loss: Loss {
  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    l1Loss(prediction, target, reduction: reduction, file: caller.file, line: caller.line)
  }
}

/// Differences that are squared below `beta`, as `torch.nn.SmoothL1Loss`.
///
///     (x - y)² / 2β where |x - y| < β, else |x - y| - β / 2
public final class SmoothL1Loss: Loss {
  /// Where squares end.
  public let beta: Double

  /// Creates a loss.
  public init(reduction: LossReduction = .mean, beta: Double = 1) {
    self.beta = beta
    super.init(reduction: reduction)
  }

  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    smoothL1Loss(
      prediction, target, reduction: reduction, beta: beta, file: caller.file, line: caller.line)
  }
}

/// Differences that are squared below `delta`, as `torch.nn.HuberLoss`.
///
///     (x - y)² / 2 where |x - y| < δ, else δ · (|x - y| - δ / 2)
public final class HuberLoss: Loss {
  /// Where squares end.
  public let delta: Double

  /// Creates a loss.
  public init(reduction: LossReduction = .mean, delta: Double = 1) {
    self.delta = delta
    super.init(reduction: reduction)
  }

  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    huberLoss(
      prediction, target, reduction: reduction, delta: delta, file: caller.file,
      line: caller.line)
  }
}

/// The divergence of log-probabilities from a distribution, as `torch.nn.KLDivLoss`.
///
///     y · (log y - x), or e^y · (y - x) with logTarget
public final class KLDivLoss: Loss {
  /// Whether targets are logarithms too.
  public let logTarget: Bool

  /// Creates a loss; with `.batchMean` it is the divergence that mathematics means.
  public init(reduction: LossReduction = .mean, logTarget: Bool = false) {
    self.logTarget = logTarget
    super.init(reduction: reduction)
  }

  public override func forward(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    klDivergence(
      prediction, target, reduction: reduction, logTarget: logTarget, file: caller.file,
      line: caller.line)
  }
}
