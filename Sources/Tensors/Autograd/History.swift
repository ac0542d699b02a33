extension Tensor {
  /// The operation that made this tensor, if gradients flow back through it.
  ///
  /// After an in-place change of its base, a view is a part of what the base has become.
  var node: Node? {
    get { base == nil ? history : renewedHistory() }
    set { history = newValue }
  }

  private func renewedHistory() -> Node? {
    guard let base, base.rewrites != rewrites else { return history }
    rewrites = base.rewrites
    guard base.requiresGrad, !collectsGradient else { return history }
    let (part, whole) = (Part(self, of: base), Layout(base))
    rewrite(
      Node("AsStridedBackward0", [base.edge], saving: []) { _, g in
        let spread = whole.zeros(g.dtype)
        Kernels.copy(g, to: part.of(spread))
        return [spread]
      })
    return history
  }

  /// Makes the history of `value` that of this tensor, whose elements it has replaced.
  ///
  /// The history of a view is a part of its base's, which all views of the base then follow.
  func take(_ value: Tensor) {
    let source = value.shape == shape ? value : value.expand(shape)
    let changed = base ?? self
    changed.rewrite(base.map { $0.history(replacing: self, by: source) } ?? source.node)
    changed.rewrites += 1
  }

  /// Changes the history; that the gradient is to be retained holds for the new one.
  private func rewrite(_ replaced: Node?) {
    let former = history?.hooks
    history = replaced
    guard let former, former.retainer === self else { return }
    former.retainer = nil
    retainGrad()
  }

  /// The history of this tensor once the elements that `view` looks at are those of `value`.
  private func history(replacing view: Tensor, by value: Tensor) -> Node {
    let (part, whole) = (Part(view, of: self), Layout(self))
    return Node("CopySlices", [edge, value.edge], saving: []) { node, g in
      let kept = whole.zeros(g.dtype)
      Kernels.copy(g, to: kept)
      let arrived = node.wants(1) ? part.of(kept).clone() : nil
      Kernels.copy(Tensor.zeros([], dtype: g.dtype), to: part.of(kept))
      return [kept, arrived]
    }
  }

  /// Lets no gradient flow through the elements, which a constant has replaced, to what they were.
  func forget(_ name: StaticString) {
    rewrite(Node(name, [edge], saving: [], isSmooth: true) { _, g in [.zeros(like: g)] })
    rewrites += 1
  }
}

/// The memory of a tensor whose elements lie apart from each other, to be made anew.
private struct Layout: Sendable {
  let shape: [Int]
  let strides: [Int]
  let isContiguous: Bool

  init(_ tensor: Tensor) {
    (shape, strides, isContiguous) = (tensor.shape, tensor.strides, tensor.isContiguous)
  }

  /// A tensor of zeros that lies in memory as the original did.
  func zeros(_ dtype: DType) -> Tensor {
    let last = zip(shape, strides).reduce(0) { $0 + Swift.max($1.0 - 1, 0) * $1.1 }
    let memory = Tensor.zeros([last + 1], dtype: dtype)
    return Tensor(
      storage: memory.storage, shape: shape, strides: strides, offset: 0, dtype: dtype,
      count: shape.reduce(1, *), isContiguous: isContiguous)
  }
}

/// Where a view lies in its base.
private struct Part: Sendable {
  let shape: [Int]
  let strides: [Int]
  let offset: Int

  init(_ view: Tensor, of whole: Tensor) {
    (shape, strides) = (view.shape, view.strides)
    offset = view.offset - whole.offset
  }

  /// The same part of another tensor that lies in memory as the base does.
  func of(_ whole: Tensor) -> Tensor {
    Tensor(viewing: whole, shape: shape, strides: strides, offset: whole.offset + offset)
  }
}
