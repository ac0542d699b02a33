/// Returns the cross entropy between softmax(x) and class indices or probabilities.
///
///     […, classes], [… ] → [] (mean or sum) or [… ] (none)
///     l = -w[y] · logSoftmax(x)[y]; the mean is divided by Σ w[y]
///
/// As `torch.nn.functional.cross_entropy`: the classes are dimension 1 of the input, or 0 when it
/// has one dimension. Rows whose target is `ignoreIndex` do not count.
///
/// - Precondition: Class indices are integers from 0 up to the number of classes.
public func crossEntropy(
  _ x: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: LossReduction = .mean, labelSmoothing: Double = 0,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  let isDistribution = target.dtype.isFloatingPoint
  let axis = checkClassLoss("crossEntropy", x, target, weight, isDistribution, site)
  let loss = ClassLoss(
    weight: weight?.detach().packed(as: x.dtype), ignored: ignoreIndex, smoothing: labelSmoothing)
  if isDistribution { return crossEntropyOfProbabilities(x, target, axis, loss, reduction) }
  checkClasses("crossEntropy", target, x.shape[axis], ignoring: ignoreIndex, site)
  return crossEntropyOfClasses(x, target, axis, loss, reduction)
}

/// The cross entropy of class indices: one operation from logits to loss.
private func crossEntropyOfClasses(
  _ x: Tensor, _ target: Tensor, _ axis: Int, _ terms: ClassLoss, _ reduction: LossReduction
) -> Tensor {
  let logs = x.alias.logSoftmax(axis)
  let rows = axis == x.ndim - 1 ? logs : logs.moved(axis, to: x.ndim - 1).contiguous()
  let labels = target.packed(as: .int64)
  let result = Tensor(uninitialized: reduction == .none ? target.shape : [], x.dtype)
  let (sum, total) = Kernels.classLosses(rows, labels, terms, into: result)
  let batch = x.ndim > 1 ? x.shape[0] : 1
  let scale = reduction == .mean ? 1 / total : reduction.scale(count: 1, batch: batch)
  if reduction != .none { Kernels.fill(result, with: .real(sum * scale)) }
  guard x.isRecorded else { return result }
  let name: StaticString = x.ndim > 2 ? "NllLoss2DBackward0" : "NllLossBackward0"
  let last = axis == x.ndim - 1
  result.node = Node(name, [x.edge], saving: [SavedTensor(rows), SavedTensor(labels)]) { node, g in
    let rows = node.saved(0)
    let out = Tensor(uninitializedLike: rows, g.dtype)
    Kernels.classLossesBackward(g.packed, scale: scale, rows, node.saved(1), terms, into: out)
    return [last ? out : out.moved(out.ndim - 1, to: axis)]
  }
  return result
}

/// What the loss of a row depends on beside its logarithms and its class.
struct ClassLoss: Sendable {
  /// What each class's logarithm is multiplied by.
  let weight: Tensor?
  /// The class whose rows do not count.
  let ignored: Int
  /// The share of the probability that is spread evenly over all classes.
  let smoothing: Double
}

/// Returns the dimension of classes; stops unless the operands of a loss of classes go together.
func checkClassLoss(
  _ operation: String, _ x: Tensor, _ target: Tensor, _ weight: Tensor?, _ isDistribution: Bool,
  _ site: Site
) -> Int {
  x.requireFloats(operation, at: site)
  guard x.ndim > 0 else {
    fail(operation, "the input has no dimension of classes", at: site)
  }
  let axis = x.ndim == 1 ? 0 : 1
  guard weight.map({ $0.shape == [x.shape[axis]] }) ?? true else {
    fail(
      operation,
      "weights of shape \((weight?.shape ?? []).shapeText) do not go with"
        + " \(x.shape[axis]) classes", at: site)
  }
  let expected = x.shape.indices.filter { isDistribution || $0 != axis }.map { x.shape[$0] }
  guard target.shape == expected else {
    fail(
      operation,
      "an input of shape \(x.shape.shapeText) needs a target of shape"
        + " \(expected.shapeText), not \(target.shape.shapeText)", at: site)
  }
  return axis
}

/// Stops unless every label is a class or ignored.
func checkClasses(
  _ operation: String, _ target: Tensor, _ classes: Int, ignoring ignored: Int, _ site: Site
) {
  guard target.count > 0 else { return }
  let (least, most) = (target.min().item(as: Int.self), target.max().item(as: Int.self))
  if least >= 0, most < classes { return }
  for label in target.scalars(as: Int.self) where label != ignored {
    guard label >= 0, label < classes else {
      fail(
        operation,
        "the target \(label) is none of the \(classes) classes, 0 to"
          + " \(classes - 1)", at: site)
    }
  }
}

/// -Σ w · t · logSoftmax(x) over the classes, for targets t that are probabilities.
private func crossEntropyOfProbabilities(
  _ x: Tensor, _ target: Tensor, _ axis: Int, _ loss: ClassLoss, _ reduction: LossReduction
) -> Tensor {
  let classes = Double(x.shape[axis])
  let smoothed =
    loss.smoothing == 0 ? target : target * (1 - loss.smoothing) + loss.smoothing / classes
  var terms = x.logSoftmax(axis) * smoothed
  if let weight = loss.weight {
    let spread = x.shape.indices.map { $0 == axis ? x.shape[axis] : 1 }
    terms = terms * weight.reshape(spread)
  }
  let losses = -terms.sum(axis)
  switch reduction {
  case .none: return losses
  case .sum: return losses.sum()
  case .batchMean: return losses.sum() / Double(x.shape[0])
  case .mean: return losses.sum() / (Double(x.count) / classes)
  }
}

extension Tensor {
  /// The same elements with one dimension at another place and the others in their order.
  func moved(_ dim: Int, to place: Int) -> Tensor {
    var dims = Array(shape.indices)
    dims.insert(dims.remove(at: dim), at: place)
    return permute(dims)
  }
}
