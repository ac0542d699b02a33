extension Tensor {
  /// Whether gradients flow back to this tensor.
  ///
  /// It may be set on tensors that no recorded operation made, and that hold floats.
  public var requiresGrad: Bool {
    get { collectsGradient || node != nil }
    set {
      if newValue {
        require(at: .unknown)
      } else if node != nil {
        fail(
          "requiresGrad",
          "only of leaf tensors can it be changed; use detach() for a tensor"
            + " through which no gradients flow")
      } else {
        collectsGradient = false
      }
    }
  }

  /// Sets whether this leaf collects its gradient, and returns it.
  @discardableResult
  public func requiresGrad(
    _ wanted: Bool, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    if wanted { require(at: Site(file, line)) } else { requiresGrad = false }
    return self
  }

  func require(at site: Site) {
    guard dtype.isFloatingPoint else {
      fail(
        "requiresGrad", "only tensors of floating point can require gradients, not \(dtype.name)",
        at: site)
    }
    if node == nil { collectsGradient = true }
  }

  /// The gradient collected by `backward`, of this tensor's shape; nil before.
  public var grad: Tensor? {
    get { collected }
    set { collected = newValue }
  }

  /// Whether no recorded operation made this tensor.
  public var isLeaf: Bool { node == nil }

  /// The recorded operation that made this tensor, as PyTorch names it: `AddBackward0`.
  public var gradFn: String? { node?.title }

  /// Returns the same elements, sharing memory, through which no gradients flow.
  public func detach() -> Tensor { alias }

  /// Computes the gradients of this tensor with respect to the leaves it was made from, and adds
  /// them to the leaves' `grad`.
  ///
  /// Operations are gone through in the reverse of the order in which they were done, in a loop, so
  /// that deep graphs need no stack. What they saved is freed unless `retainGraph` is set.
  ///
  /// - Parameters:
  ///   - gradient: The gradient of this tensor, of its shape; 1 for a tensor of one element.
  ///   - retainGraph: Whether the graph can be gone through again.
  /// - Precondition: This tensor requires gradients; it has one element if `gradient` is nil.
  /// - Complexity: O(*n* log *n*) for *n* operations, beside their derivatives.
  public func backward(
    _ gradient: Tensor? = nil, retainGraph: Bool = false, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let site = Site(file, line)
    guard requiresGrad else {
      fail("backward", "the tensor does not require gradients and has no gradFn", at: site)
    }
    guard gradient != nil || count == 1 else {
      fail(
        "backward",
        "a tensor of shape \(shape.shapeText) needs a gradient; only for one of a"
          + " single element is it 1", at: site)
    }
    guard gradient?.shape ?? shape == shape else {
      fail(
        "backward",
        "the gradient has shape \((gradient?.shape ?? []).shapeText), the tensor"
          + " \(shape.shapeText)", at: site)
    }
    let start = gradient?.converted(to: dtype).detach() ?? .ones(like: self)
    noGrad {
      var pass = Backward(from: edge, start)
      pass.run(keepingGraph: retainGraph, at: site)
    }
  }
}
