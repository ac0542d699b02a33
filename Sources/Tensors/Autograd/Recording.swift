internal import AbacusKernels

/// Runs `body` without recording how to differentiate what it does, as `torch.no_grad`.
///
/// Results do not require gradients, and tensors that do may be changed in place. It holds for this
/// thread; no nodes are allocated.
public func noGrad<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let was = ab_set_records_gradients(false)
  defer { _ = ab_set_records_gradients(was) }
  return try body()
}

/// Runs `body` recording again inside `noGrad`, as `torch.enable_grad`.
public func enableGrad<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let was = ab_set_records_gradients(true)
  defer { _ = ab_set_records_gradients(was) }
  return try body()
}

/// Runs `body` recording or not, as `torch.set_grad_enabled` in a `with` statement.
public func setGradEnabled<Result, Failure: Error>(
  _ enabled: Bool, _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  let was = ab_set_records_gradients(enabled)
  defer { _ = ab_set_records_gradients(was) }
  return try body()
}

/// Sets whether operations on this thread are recorded from here on.
public func setGradEnabled(_ enabled: Bool) { _ = ab_set_records_gradients(enabled) }

/// Runs `body` without recording, as `torch.inference_mode`; here the same as `noGrad`.
public func inferenceMode<Result, Failure: Error>(
  _ body: () throws(Failure) -> Result
) throws(Failure) -> Result {
  try noGrad(body)
}

/// Whether operations on this thread record how to differentiate them.
public var isGradEnabled: Bool { ab_records_gradients() }

extension Tensor {
  /// Whether an operation on this tensor is to be recorded.
  var isRecorded: Bool { requiresGrad && ab_records_gradients() }

  /// Zeros of `shape` with this gradient in the part of it that a view looked at.
  func spread(
    over shape: [Int], _ part: @escaping @Sendable (Tensor) -> Tensor
  ) -> Tensor {
    let whole = Tensor.zeros(shape, dtype: dtype)
    Kernels.copy(self, to: part(whole))
    return whole.recorded("SpreadBackward0", self, isSmooth: true) { _, g in [part(g)] }
  }

  /// Makes this fresh result the output of a recorded operation on `inputs`, if any is recorded.
  func recorded(
    _ name: StaticString, _ inputs: Tensor..., saving saved: [Tensor] = [], isSmooth: Bool = false,
    derivative: @escaping Node.Derivative
  ) -> Tensor {
    recorded(name, of: inputs, saving: saved, isSmooth: isSmooth, derivative: derivative)
  }

  /// Makes this fresh result the output of a recorded operation on `inputs`, if any is recorded.
  func recorded(
    _ name: StaticString, of inputs: [Tensor], saving saved: [Tensor] = [], isSmooth: Bool = false,
    derivative: @escaping Node.Derivative
  ) -> Tensor {
    guard dtype.isFloatingPoint, inputs.contains(where: \.isRecorded) else { return self }
    // Views of a result's own memory are results, not views, as far as gradients are concerned.
    if let base, !inputs.contains(where: { base === $0.base ?? $0 }) { self.base = nil }
    let contents = saved.map { item in
      SavedTensor(item, item === self ? .output : .input(inputs.firstIndex { $0 === item }))
    }
    node = Node(name, inputs.map(\.edge), saving: contents, isSmooth: isSmooth, derivative)
    return self
  }
}
