internal import AbacusKernels

/// Returns the squared differences, as `torch.nn.functional.mse_loss`.
///
///     [*], [*] → [] (mean or sum) or [*] (none)      l = (x - y)²
public func mseLoss(
  _ x: Tensor, _ target: Tensor, reduction: LossReduction = .mean,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  PointwiseLoss("mseLoss", "MseLossBackward0", ab_loss_squared)
    .value(x, target, reduction, Site(file, line))
}

/// Returns the absolute differences, as `torch.nn.functional.l1_loss`.
///
///     [*], [*] → [] (mean or sum) or [*] (none)      l = |x - y|
public func l1Loss(
  _ x: Tensor, _ target: Tensor, reduction: LossReduction = .mean,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  PointwiseLoss("l1Loss", "MeanBackward0", ab_loss_absolute)
    .value(x, target, reduction, Site(file, line))
}

/// Returns differences that are squared near 0, as `torch.nn.functional.smooth_l1_loss`.
///
///     [*], [*] → [] (mean or sum) or [*] (none)
///     l = (x - y)² / 2β where |x - y| < β, else |x - y| - β / 2
public func smoothL1Loss(
  _ x: Tensor, _ target: Tensor, reduction: LossReduction = .mean, beta: Double = 1,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  PointwiseLoss("smoothL1Loss", "SmoothL1LossBackward0", ab_loss_smooth, beta)
    .value(x, target, reduction, Site(file, line))
}

/// Returns differences that are squared near 0, as `torch.nn.functional.huber_loss`.
///
///     [*], [*] → [] (mean or sum) or [*] (none)
///     l = (x - y)² / 2 where |x - y| < δ, else δ · (|x - y| - δ / 2)
public func huberLoss(
  _ x: Tensor, _ target: Tensor, reduction: LossReduction = .mean, delta: Double = 1,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  PointwiseLoss("huberLoss", "HuberLossBackward0", ab_loss_huber, delta)
    .value(x, target, reduction, Site(file, line))
}

/// Returns the binary cross entropy of probabilities.
///
///     [*], [*] → [] (mean or sum) or [*] (none)      l = -w · (y · log x + (1 - y) · log(1 - x))
///
/// Logarithms are limited to -100, so that a probability of 0 or 1 costs at most 100. As
/// `torch.nn.functional.binary_cross_entropy`; of logits, `binaryCrossEntropyWithLogits` is better.
///
/// - Precondition: The input lies between 0 and 1.
public func binaryCrossEntropy(
  _ x: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: LossReduction = .mean,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  if x.dtype.isFloatingPoint, x.count > 0 {
    let (least, most) = (x.alias.min().item(), x.alias.max().item())
    guard least >= 0, most <= 1 else {
      fail(
        "binaryCrossEntropy",
        "the input has \(least < 0 ? least : most), which is no probability; pass logits to"
          + " binaryCrossEntropyWithLogits", at: site)
    }
  }
  return PointwiseLoss("binaryCrossEntropy", "BinaryCrossEntropyBackward0", ab_loss_binary)
    .value(x, target, weight: weight, reduction, site)
}

/// Returns the Kullback-Leibler divergence of log-probabilities from a distribution.
///
///     [*], [*] → [] (mean, sum or batchMean) or [*] (none)      l = y · (log y - x)
///
/// With `logTarget` the target is log y. Where y is 0 the loss is 0. The mean over all elements is
/// not the divergence; `batchMean` is. As `torch.nn.functional.kl_div`.
public func klDivergence(
  _ x: Tensor, _ target: Tensor, reduction: LossReduction = .mean, logTarget: Bool = false,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  PointwiseLoss(
    "klDivergence", "DivBackward0", logTarget ? ab_loss_log_divergence : ab_loss_divergence
  ).value(x, target, reduction, Site(file, line))
}

/// A loss of one number against another: a row of `AB_LOSSES`.
private struct PointwiseLoss: Sendable {
  let name: String
  let gradientName: StaticString
  let kernel: ab_loss
  let parameter: Double

  init(
    _ name: String, _ gradientName: StaticString, _ kernel: ab_loss, _ parameter: Double = 0
  ) {
    (self.name, self.gradientName) = (name, gradientName)
    (self.kernel, self.parameter) = (kernel, parameter)
  }

  func value(
    _ x: Tensor, _ target: Tensor, weight: Tensor? = nil, _ reduction: LossReduction, _ site: Site
  ) -> Tensor {
    x.requireFloats(name, at: site)
    guard x.shape == target.shape else {
      fail(
        name,
        "the target has shape \(target.shape.shapeText), the input \(x.shape.shapeText)",
        at: site)
    }
    guard target.dtype.isFloatingPoint else {
      fail(name, "the target is \(target.dtype.name); convert it with .to(.float32)", at: site)
    }
    let (source, wanted) = (x.packed, target.packed(as: x.dtype))
    let factors = weight.map { factors in
      guard Tensor.broadcast(factors.shape, x.shape, name, at: site) == x.shape else {
        fail(
          name,
          "a weight of shape \(factors.shape.shapeText) does not spread over"
            + " \(x.shape.shapeText)", at: site)
      }
      return factors.detach().packed(as: x.dtype).expand(x.shape).packed
    }
    let scale = reduction.scale(count: x.count, batch: x.shape.first ?? 1)
    let result = Tensor(uninitialized: reduction == .none ? x.shape : [], x.dtype)
    Kernels.loss(kernel, source, wanted, factors, scale: scale, into: result, parameter)
    let saved = [source, wanted] + (factors.map { [$0] } ?? [])
    let step = reduction == .none ? 1 : 0
    return result.recorded(gradientName, x, target, saving: saved) { node, g in
      [false, true].map { byTarget in
        guard node.wants(byTarget ? 1 : 0) else { return nil }
        let out = Tensor(uninitializedLike: node.saved(0), g.dtype)
        Kernels.lossBackward(
          kernel, g.packed, step, scale, node.saved(0), node.saved(1),
          saved.count > 2 ? node.saved(2) : nil, into: out, parameter, byTarget)
        return out
      }
    }
  }
}

extension LossReduction {
  /// What the sum of `count` losses of `batch` examples is multiplied by.
  func scale(count: Int, batch: Int) -> Double {
    switch self {
    case .mean: 1 / Double(count)
    case .batchMean: 1 / Double(batch)
    case .none, .sum: 1
    }
  }
}
