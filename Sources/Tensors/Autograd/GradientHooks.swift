/// The functions that see the gradient of one tensor on its way, in the order they were added.
final class GradientHooks: @unchecked Sendable {  // Belongs to the tensors of one thread at a time.
  typealias Hook = (Tensor) -> Tensor?

  private var hooks: [(id: Int, site: Site, hook: Hook)] = []
  private var nextID = 0

  /// What has arrived at a leaf in this pass: its hooks see the sum.
  var pending: Tensor?

  /// The tensor that keeps the gradient, though it is no leaf.
  weak var retainer: Tensor?

  func add(_ hook: @escaping Hook, at site: Site) -> Int {
    nextID += 1
    hooks.append((nextID, site, hook))
    return nextID
  }

  func remove(_ id: Int) { hooks.removeAll { $0.id == id } }

  /// Returns what the functions make of `gradient`.
  func callAsFunction(_ gradient: Tensor) -> Tensor {
    hooks.reduce(gradient) { gradient, entry in
      guard let changed = entry.hook(gradient) else { return gradient }
      guard changed.shape == gradient.shape else {
        fail(
          "registerHook",
          "a hook returned shape \(changed.shape.shapeText) for a gradient of shape"
            + " \(gradient.shape.shapeText)", at: entry.site)
      }
      return changed.converted(to: gradient.dtype)
    }
  }
}

/// Takes a hook away again, as the handle that `torch.Tensor.register_hook` returns.
public final class HookHandle {
  private weak var hooks: GradientHooks?
  private let id: Int

  init(_ hooks: GradientHooks, _ id: Int) {
    self.hooks = hooks
    self.id = id
  }

  /// Stops the hook from being called; does nothing the second time.
  public func remove() { hooks?.remove(id) }
}

extension Tensor {
  /// What sees the gradient of this tensor, which requires one; made when first asked for.
  private var gradientHooks: GradientHooks {
    let present = node?.hooks ?? hooks ?? GradientHooks()
    if let node { node.hooks = present } else { hooks = present }
    return present
  }

  /// Keeps the gradient of this result in `grad` when a backward pass computes it.
  ///
  /// Leaves always do. It is what the hooks, if there are any, have made of it. As
  /// `torch.Tensor.retain_grad`.
  ///
  /// - Precondition: This tensor requires gradients.
  public func retainGrad(file: StaticString = #filePath, line: UInt = #line) {
    guard requiresGrad else {
      fail(
        "retainGrad", "the tensor does not require gradients, so it will never have one",
        at: Site(file, line))
    }
    if !isLeaf { gradientHooks.retainer = self }
  }

  /// Whether this is a result that keeps its gradient.
  public var retainsGrad: Bool { node?.hooks?.retainer === self }

  /// Calls `hook` with the gradient of this tensor whenever a backward pass computes it.
  ///
  /// What it returns, unless nil, takes the place of the gradient. As `torch.Tensor.register_hook`.
  /// Hooks are called in the order they were registered. A leaf's see the sum of one pass, before it
  /// is added to `grad`.
  ///
  /// - Precondition: This tensor requires gradients; what `hook` returns has its shape.
  @discardableResult
  public func registerHook(
    file: StaticString = #filePath, line: UInt = #line, _ hook: @escaping (Tensor) -> Tensor?
  ) -> HookHandle {
    guard requiresGrad else {
      fail(
        "registerHook", "the tensor does not require gradients, so it will never have one",
        at: Site(file, line))
    }
    let present = gradientHooks
    return HookHandle(present, present.add(hook, at: Site(file, line)))
  }

  /// Calls `hook` with the gradient of this tensor whenever a backward pass computes it.
  @discardableResult
  public func registerHook(
    file: StaticString = #filePath, line: UInt = #line, _ hook: @escaping (Tensor) -> Void
  ) -> HookHandle {
    registerHook(file: file, line: line) { gradient -> Tensor? in
      hook(gradient)
      return nil
    }
  }
}
