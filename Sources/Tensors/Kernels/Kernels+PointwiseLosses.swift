internal import AbacusKernels

extension Kernels {
  /// The losses of `x` against `y`, or, in a result without dimensions, their sum times `scale`.
  static func loss(
    _ loss: ab_loss, _ x: Tensor, _ y: Tensor, _ weight: Tensor?, scale: Double,
    into result: Tensor, _ parameter: Double
  ) {
    let terms = unsafe result.ndim == x.ndim ? result.pointer : nil
    let sum = unsafe table.layers.pointwise_loss(
      x.dtype.kernelType, loss, x.pointer, y.pointer, weight?.pointer, terms, x.count, parameter)
    if result.ndim == 0 { fill(result, with: .real(sum * scale)) }
  }

  /// out = g · scale · the derivative of the losses, by `y` if so said, else by `x`.
  static func lossBackward(
    _ loss: ab_loss, _ g: Tensor, _ step: Int, _ scale: Double, _ x: Tensor, _ y: Tensor,
    _ weight: Tensor?, into out: Tensor, _ parameter: Double, _ byTarget: Bool
  ) {
    unsafe table.layers.pointwise_loss_backward(
      x.dtype.kernelType, loss, g.pointer, step, scale, x.pointer, y.pointer, weight?.pointer,
      out.pointer, x.count, parameter, byTarget)
  }
}
