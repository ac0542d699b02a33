internal import AbacusKernels

extension Kernels {
  /// The logistic loss: its terms, or their sum times `scale` when `result` has no dimensions.
  static func logisticLoss(
    _ x: Tensor, _ y: Tensor, _ weight: Tensor?, _ positive: Tensor?, scale: Double,
    into result: Tensor
  ) {
    let type = x.dtype.kernelType
    let terms = unsafe result.ndim == x.ndim && x.ndim > 0 ? result.pointer : nil
    let sum = unsafe table.logistic_loss(
      type, x.pointer, y.pointer, weight?.pointer, terms, x.count, positive?.pointer,
      positive?.count ?? 1)
    if unsafe terms == nil { fill(result, with: .real(sum * scale)) }
  }

  /// The gradient of the logistic loss with respect to its input.
  static func logisticLossBackward(
    _ g: Tensor, _ x: Tensor, _ y: Tensor, _ weight: Tensor?, _ positive: Tensor?, scale: Double,
    into out: Tensor
  ) {
    let step = g.ndim == x.ndim && x.ndim > 0 ? 1 : 0
    unsafe table.logistic_loss_backward(
      x.dtype.kernelType, g.pointer, step, scale, x.pointer, y.pointer, weight?.pointer,
      out.pointer, x.count, positive?.pointer, positive?.count ?? 1)
  }

  /// The losses of rows: returns their sum and the sum of weights, and puts the terms into `result`
  /// when that has one element for each.
  static func classLosses(
    _ logs: Tensor, _ labels: Tensor, _ loss: ClassLoss, into result: Tensor
  ) -> (sum: Double, total: Double) {
    let terms = unsafe result.ndim == labels.ndim && labels.ndim > 0 ? result.pointer : nil
    var total = 0.0
    let classes = logs.shape.last ?? 1
    let sum = unsafe table.class_losses(
      logs.dtype.kernelType, logs.pointer, labels.pointer.assumingMemoryBound(to: Int64.self),
      Int64(loss.ignored), loss.weight?.pointer, loss.smoothing, terms, &total, labels.count,
      classes)
    return (sum, total)
  }

  /// The gradient of the rows' losses with respect to the logits.
  static func classLossesBackward(
    _ g: Tensor, scale: Double, _ logs: Tensor, _ labels: Tensor, _ loss: ClassLoss,
    into out: Tensor
  ) {
    let step = g.ndim == labels.ndim && labels.ndim > 0 ? 1 : 0
    unsafe table.class_losses_backward(
      logs.dtype.kernelType, g.pointer, step, scale, logs.pointer,
      labels.pointer.assumingMemoryBound(to: Int64.self), Int64(loss.ignored),
      loss.weight?.pointer, loss.smoothing, out.pointer, labels.count, logs.shape.last ?? 1)
  }
}
