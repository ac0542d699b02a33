/// One step of gradient descent with momentum, on raw elements.
package struct Descent: Sendable {
  /// The length of the step, η.
  package var rate: Double
  /// The factor that pulls every element to 0, λ.
  package var decay = 0.0
  /// How much of the last step goes on, μ.
  package var momentum = 0.0
  /// How much of the gradient momentum leaves out.
  package var dampening = 0.0
  /// Whether the gradient is looked at ahead of the step.
  package var nesterov = false

  package init(
    rate: Double, decay: Double = 0, momentum: Double = 0, dampening: Double = 0,
    nesterov: Bool = false
  ) {
    self.rate = rate
    self.decay = decay
    self.momentum = momentum
    self.dampening = dampening
    self.nesterov = nesterov
  }
}

extension Descent {
  /// Moves `parameter` along its gradient, in place and unseen by autograd.
  ///
  /// `velocity` holds what momentum carries on; it is created at the first step with momentum.
  ///
  /// - Complexity: O(*n*) in one pass; allocates only the velocity, once.
  package func step(_ parameter: Tensor, velocity: inout Tensor?) {
    guard let gradient = parameter.grad else { return }
    guard momentum != 0 else {
      return parameter.descend(along: gradient, rate: rate, decay: decay)
    }
    let isFirst = velocity == nil
    let buffer = velocity ?? Tensor(uninitialized: parameter.shape, parameter.dtype)
    velocity = buffer
    let (target, slope) = (parameter.packed, gradient.packed(as: parameter.dtype))
    if parameter.dtype == .float64 {
      carry(target, slope, buffer, isFirst, Double.self)
    } else {
      carry(target, slope, buffer, isFirst, Float.self)
    }
    if target !== parameter { Kernels.copy(target, to: parameter) }
    parameter.storage.version += 1
  }

  /// v = g at first and μ·v + (1 - dampening)·g later; p -= η·v, or η·(g + μ·v) in Nesterov's form.
  private func carry<Scalar: BinaryFloatingPoint>(
    _ parameter: Tensor, _ gradient: Tensor, _ velocity: Tensor, _ isFirst: Bool, _: Scalar.Type
  ) {
    let p = unsafe parameter.pointer.assumingMemoryBound(to: Scalar.self)
    let g = unsafe gradient.pointer.assumingMemoryBound(to: Scalar.self)
    let v = unsafe velocity.pointer.assumingMemoryBound(to: Scalar.self)
    let (rate, decay, momentum) = (Scalar(rate), Scalar(decay), Scalar(momentum))
    let kept = isFirst ? 0 : momentum
    let share = isFirst ? 1 : Scalar(1 - dampening)
    for index in 0..<parameter.count {
      let slope = unsafe g[index] + decay * p[index]
      let carried = unsafe (isFirst ? 0 : kept * v[index]) + share * slope
      unsafe v[index] = carried
      unsafe p[index] -= rate * (nesterov ? slope + momentum * carried : carried)
    }
  }
}
