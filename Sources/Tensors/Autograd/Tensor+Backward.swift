extension Tensor {
  /// Computes the gradients of this tensor with respect to the leaves it was made from, and adds
  /// them to the leaves' `grad`.
  ///
  /// Operations are gone through in the reverse of the order in which they were done, in a loop, so
  /// that deep graphs need no stack. What they saved is freed unless `retainGraph` is set.
  ///
  /// - Parameters:
  ///   - gradient: The gradient of this tensor, of its shape; 1 for a tensor of one element.
  ///   - retainGraph: Whether the graph can be gone through again; as `createGraph` when left out.
  ///   - createGraph: Whether the gradients are recorded themselves, to be differentiated again.
  ///   - inputs: The tensors whose `grad` alone is wanted, leaves or not.
  /// - Precondition: This tensor requires gradients; it has one element if `gradient` is nil.
  /// - Complexity: O(*n* log *n*) for *n* operations, beside their derivatives.
  public func backward(
    _ gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false,
    inputs: [Tensor]? = nil, file: StaticString = #filePath, line: UInt = #line
  ) {
    let pass = BackwardPass(
      "backward", at: Site(file, line), keepsGraph: retainGraph ?? createGraph,
      createsGraph: createGraph)
    let start = start(gradient, of: pass)
    let found = pass.run(from: [(edge, start)], to: inputs)
    for (input, gradient) in zip(inputs ?? [], found) {
      if let gradient { setGradEnabled(createGraph) { input.collect(gradient, in: pass) } }
    }
  }

  /// Returns the gradient to start with: `gradient`, or 1 for a single element.
  fileprivate func start(_ gradient: Tensor?, of pass: BackwardPass) -> Tensor {
    let (operation, site) = (pass.operation, pass.site)
    guard requiresGrad else {
      fail(operation, "the tensor does not require gradients and has no gradFn", at: site)
    }
    guard let gradient else {
      guard count == 1 else {
        fail(
          operation,
          "a tensor of shape \(shape.shapeText) needs a gradient; only for one of a"
            + " single element is it 1", at: site)
      }
      return .ones(like: self)
    }
    guard gradient.shape == shape else {
      fail(
        operation,
        "the gradient has shape \(gradient.shape.shapeText), the tensor \(shape.shapeText)",
        at: site)
    }
    return gradient.to(dtype)
  }
}

extension BackwardPass {
  /// Goes through the graph; returns the gradients of `wanted`, nil where none arrived.
  fileprivate func run(
    from roots: [(edge: Edge, gradient: Tensor)], to wanted: [Tensor]?
  ) -> [Tensor?] {
    for (index, tensor) in (wanted ?? []).enumerated() where !tensor.requiresGrad {
      fail(operation, "input \(index) does not require gradients", at: site)
    }
    return setGradEnabled(createsGraph) {
      var backward = Backward(self, from: roots, to: wanted)
      backward.run()
      return (wanted ?? []).map { backward.gradient(of: $0) }
    }
  }
}

/// Returns the gradients of `outputs`, all together, by each of `inputs`; nil where there is none.
///
/// As `torch.autograd.grad`: every `grad` is left alone, and inputs need not be leaves. With `createGraph` the gradients are recorded, so that they can be
/// differentiated again:
///
///     let slope = grad([x.pow(3)], [x], createGraph: true)[0]   // 3x²
///     let bend = grad([slope], [x])[0]                          // 6x
///
/// - Parameters:
///   - gradients: The gradient of each output, of its shape; nil is 1 for a single element.
///   - retainGraph: Whether the graph can be gone through again; as `createGraph` when left out.
///   - createGraph: Whether the gradients are recorded, which operations of one fused step refuse.
///   - allowUnused: Whether an input may have no part in the outputs.
/// - Precondition: Outputs and inputs require gradients; inputs take part unless `allowUnused`.
public func grad(
  _ outputs: [Tensor], _ inputs: [Tensor], gradients: [Tensor?]? = nil, retainGraph: Bool? = nil,
  createGraph: Bool = false, allowUnused: Bool, file: StaticString = #filePath, line: UInt = #line
) -> [Tensor?] {
  let pass = BackwardPass(
    "grad", at: Site(file, line), keepsGraph: retainGraph ?? createGraph, createsGraph: createGraph)
  let starts = gradients ?? outputs.map { _ in nil }
  guard starts.count == outputs.count, !outputs.isEmpty else {
    fail(
      "grad", "\(starts.count) gradients do not go with \(outputs.count) outputs", at: pass.site)
  }
  let roots = zip(outputs, starts).map { ($0.edge, $0.start($1, of: pass)) }
  let found = pass.run(from: roots, to: inputs)
  if !allowUnused, let unused = found.firstIndex(where: { $0 == nil }) {
    fail(
      "grad", "input \(unused) has no part in the outputs; pass allowUnused: true for nil there",
      at: pass.site)
  }
  return found
}

/// Returns the gradients of `outputs`, all together, by each of `inputs`, all of which take part.
public func grad(
  _ outputs: [Tensor], _ inputs: [Tensor], gradients: [Tensor?]? = nil, retainGraph: Bool? = nil,
  createGraph: Bool = false, file: StaticString = #filePath, line: UInt = #line
) -> [Tensor] {
  grad(
    outputs, inputs, gradients: gradients, retainGraph: retainGraph, createGraph: createGraph,
    allowUnused: false, file: file, line: line
  ).compactMap(\.self)
}

/// Returns the gradient of `output` by `input`, which takes part in it.
public func grad(
  _ output: Tensor, _ input: Tensor, gradient: Tensor? = nil, retainGraph: Bool? = nil,
  createGraph: Bool = false, file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  grad(
    [output], [input], gradients: [gradient], retainGraph: retainGraph, createGraph: createGraph,
    file: file, line: line)[0]
}

extension Tensor {
  /// The leaves that `backward` would give gradients to, each as often as the graph names it.
  package var gradientLeaves: [Tensor] {
    let edges = [edge] + Backward.reachable(from: [edge]).flatMap(\.inputs)
    return edges.compactMap { edge in
      if case .leaf(let leaf) = edge { leaf } else { nil }
    }
  }
}
