extension Tensor {
  /// Whether gradients flow back to this tensor.
  ///
  /// It may be set on tensors that no recorded operation made, and that hold floats.
  public var requiresGrad: Bool {
    get { collectsGradient || node != nil }
    set {
      if newValue {
        require(at: .unknown)
      } else if !isLeaf {
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
    guard isLeaf else { return }
    collectsGradient = true
    // From here on gradients end at this tensor, whatever memory it looks at.
    base = nil
  }

  /// The gradient collected by `backward`, of this tensor's shape; nil before.
  public var grad: Tensor? {
    get { collected }
    set {
      if let newValue, newValue.shape != shape || newValue.dtype != dtype {
        fail(
          "grad",
          "a \(newValue.dtype.name) tensor of shape \(newValue.shape.shapeText) is no gradient of a"
            + " \(dtype.name) tensor of shape \(shape.shapeText)")
      }
      collected = newValue
    }
  }

  /// Whether no recorded operation made this tensor.
  public var isLeaf: Bool { node == nil }

  /// The recorded operation that made this tensor, as PyTorch names it: `AddBackward0`.
  public var gradFn: String? { node?.title }

  /// Returns the same elements, sharing memory, through which no gradients flow.
  public func detach() -> Tensor { alias }
}
