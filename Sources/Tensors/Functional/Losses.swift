/// What becomes of the losses of single elements; `batchMean` divides their sum by the extent of the
/// first dimension.
public enum LossReduction: Sendable {
  case none, mean, sum, batchMean
}

/// Returns the binary cross entropy between σ(x) and `target`, computed from x without overflow.
///
///     lᵢ = wᵢ · ((1 - y) · softplus(x) + p · y · softplus(-x))
///
/// where softplus(x) = log(1 + eˣ), w is `weight` and p is `posWeight`, both 1 when left out.
/// Computed in double. As `torch.nn.functional.binary_cross_entropy_with_logits`.
///
/// - Precondition: `target` has the shape of `x` and is of floating point.
public func binaryCrossEntropyWithLogits(
  _ x: Tensor, _ target: Tensor, weight: Tensor? = nil, posWeight: Tensor? = nil,
  reduction: LossReduction = .mean, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  x.requireFloats("binaryCrossEntropyWithLogits", at: site)
  guard x.shape == target.shape else {
    fail(
      "binaryCrossEntropyWithLogits",
      "the target has shape \(target.shape.shapeText), the input"
        + " \(x.shape.shapeText)", at: site)
  }
  target.requireFloats("binaryCrossEntropyWithLogits", at: site)
  let loss = LogisticLoss(x, target, weight, posWeight, reduction, site)
  return loss.value(of: x, target)
}

/// The operands of the loss that are not its input.
private struct LogisticLoss: Sendable {
  let weight: Tensor?
  let positive: Tensor?
  let scale: Double
  let isReduced: Bool

  init(
    _ x: Tensor, _ y: Tensor, _ weight: Tensor?, _ positive: Tensor?, _ reduction: LossReduction,
    _ site: Site
  ) {
    self.weight = weight?.to(x.dtype).detach().spread(to: x.shape, site)
    let classes = x.shape.last ?? 1
    self.positive = positive?.to(x.dtype).detach().spread(to: [classes], site)
    scale = reduction.scale(count: x.count, batch: x.shape.first ?? 1)
    isReduced = reduction != .none
  }

  func value(of x: Tensor, _ target: Tensor) -> Tensor {
    let (source, labels) = (x.packed, target.packed(as: x.dtype))
    let result = Tensor(uninitialized: isReduced ? [] : x.shape, x.dtype)
    Kernels.logisticLoss(source, labels, weight, positive, scale: scale, into: result)
    guard x.isRecorded else { return result }
    result.node = Node(
      "BinaryCrossEntropyWithLogitsBackward0", [x.edge],
      saving: [SavedTensor(source), SavedTensor(labels)]
    ) { node, g in
      let out = Tensor(uninitializedLike: node.saved(0), g.dtype)
      Kernels.logisticLossBackward(
        g.packed, node.saved(0), node.saved(1), weight, positive, scale: scale, into: out)
      return [out]
    }
    return result
  }
}

extension Tensor {
  fileprivate func spread(to shape: [Int], _ site: Site) -> Tensor {
    let target = Tensor.broadcast(self.shape, shape, "binaryCrossEntropyWithLogits", at: site)
    guard target == shape else {
      fail(
        "binaryCrossEntropyWithLogits",
        "a weight of shape \(self.shape.shapeText) does not spread"
          + " over \(shape.shapeText)", at: site)
    }
    return expand(shape).packed
  }
}
