/// Returns the negative log-probability of class indices, as `torch.nn.functional.nll_loss`.
///
///     [n, classes, …], [n, …] → [] (mean or sum) or [n, …] (none)      l = -w[y] · x[y]
///
/// The mean is divided by Σ w[y]. Rows whose target is `ignoreIndex` do not count. `crossEntropy`
/// is this of `logSoftmax`.
///
/// - Precondition: Class indices are integers from 0 up to the number of classes.
public func nllLoss(
  _ x: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: LossReduction = .mean, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  guard !target.dtype.isFloatingPoint else {
    fail("nllLoss", "the target is \(target.dtype.name), but classes are whole numbers", at: site)
  }
  let axis = checkClassLoss("nllLoss", x, target, weight, false, site)
  checkClasses("nllLoss", target, x.shape[axis], ignoring: ignoreIndex, site)
  let terms = ClassLoss(
    weight: weight?.detach().packed(as: x.dtype), ignored: ignoreIndex, smoothing: 0)
  let last = axis == x.ndim - 1
  let rows = last ? x.packed : x.alias.moved(axis, to: x.ndim - 1).contiguous()
  let labels = target.packed(as: .int64)
  let result = Tensor(uninitialized: reduction == .none ? target.shape : [], x.dtype)
  let (sum, total) = Kernels.classLosses(rows, labels, terms, into: result)
  let batch = x.ndim > 1 ? x.shape[0] : 1
  let scale = reduction == .mean ? 1 / total : reduction.scale(count: 1, batch: batch)
  if reduction != .none { Kernels.fill(result, with: .real(sum * scale)) }
  let name: StaticString = x.ndim > 2 ? "NllLoss2DBackward0" : "NllLossBackward0"
  let shape = rows.shape
  return result.recorded(name, x, saving: [labels]) { node, g in
    let out = slopes(g, node.saved(0), terms, shape, scale)
    return [last ? out : out.moved(out.ndim - 1, to: axis)]
  }
}

/// The gradient of the rows: -w[y] · scale where the class is, 0 elsewhere.
private func slopes(
  _ g: Tensor, _ labels: Tensor, _ loss: ClassLoss, _ shape: [Int], _ scale: Double
) -> Tensor {
  let out = Tensor.zeros(shape, dtype: g.dtype)
  let (given, weights, classes) = (g.array, loss.weight?.array, shape.last ?? 1)
  var places: [Int64] = []
  var values: [Double] = []
  for (row, label) in labels.scalars(as: Int.self).enumerated() where label != loss.ignored {
    places.append(Int64(row * classes + label))
    values.append(-(weights?[label] ?? 1) * scale * given[given.count > 1 ? row : 0])
  }
  let source = Tensor(values, shape: [values.count], dtype: g.dtype)
  Kernels.scatterRows(source, places, into: out, width: 1, adding: false)
  return out
}
