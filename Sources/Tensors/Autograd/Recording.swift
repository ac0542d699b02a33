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

/// Whether operations on this thread record how to differentiate them.
public var isGradEnabled: Bool { ab_records_gradients() }

extension Tensor {
  /// Whether an operation on this tensor is to be recorded.
  var isRecorded: Bool { requiresGrad && ab_records_gradients() }

  /// Makes this fresh result the output of a recorded operation on `inputs`, if any is recorded.
  func recorded(
    _ name: StaticString, _ inputs: Tensor..., saving saved: [Tensor] = [],
    derivative: @escaping Node.Derivative
  ) -> Tensor {
    recorded(name, of: inputs, saving: saved, derivative: derivative)
  }

  /// Makes this fresh result the output of a recorded operation on `inputs`, if any is recorded.
  func recorded(
    _ name: StaticString, of inputs: [Tensor], saving saved: [Tensor] = [],
    derivative: @escaping Node.Derivative
  ) -> Tensor {
    guard dtype.isFloatingPoint, inputs.contains(where: \.isRecorded) else { return self }
    // An output must not be kept alive by its own node.
    let contents = saved.map { SavedTensor($0 === self ? alias : $0) }
    node = Node(name, inputs.map(\.edge), saving: contents, derivative)
    return self
  }
}
