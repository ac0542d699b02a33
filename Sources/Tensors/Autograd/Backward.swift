import Synchronization

/// One pass of gradients back through a graph.
struct Backward {
  /// The nodes that can be reached, the latest first.
  private let nodes: [Node]
  /// The leaves with hooks that a gradient has arrived at.
  private var hooked: [Tensor] = []

  private static let visits = Atomic(0)

  /// Finds what can be reached from `edge`, and starts there with `gradient`.
  init(from edge: Edge, _ gradient: Tensor) {
    guard case .node(let root) = edge else {
      var gradient = gradient.clone()
      nodes = []
      deliver(&gradient, to: edge)
      return
    }
    nodes = Backward.reachable(from: root)
    root.gradient = gradient
  }

  /// Takes each gradient through its operation.
  ///
  /// A node comes after all that use its output.
  mutating func run(keepingGraph: Bool, at site: Site) {
    for node in nodes {
      guard let arrived = node.gradient else { continue }
      node.gradient = nil
      let gradient = node.hooks?(arrived) ?? arrived
      var gradients = node.differentiate(gradient, keepingGraph: keepingGraph, at: site)
      for (index, edge) in node.inputs.enumerated() {
        guard var gradient = gradients[index].take() else { continue }
        deliver(&gradient, to: edge)
      }
    }
    hooked.forEach(collectPending)
  }

  private static func reachable(from root: Node) -> [Node] {
    let visit = visits.add(1, ordering: .relaxed).newValue
    root.visit = visit
    var found = [root]
    var next = 0
    var isSorted = true
    while next < found.count {
      for case .node(let node) in found[next].inputs where node.visit != visit {
        node.visit = visit
        isSorted = isSorted && node.order < found[found.count - 1].order
        found.append(node)
      }
      next += 1
    }
    return isSorted ? found : found.sorted { $0.order > $1.order }
  }

  /// Adds `gradient` to what has arrived at `edge`; a leaf keeps it when nobody else holds it.
  private mutating func deliver(_ gradient: inout Tensor, to edge: Edge) {
    switch edge {
    case .none: break
    case .node(let node):
      if let arrived = node.gradient {
        node.gradient = arrived + gradient
      } else {
        node.gradient = gradient
      }
    case .leaf(let leaf):
      if let hooks = leaf.hooks {
        if hooks.pending == nil { hooked.append(leaf) }
        hooks.pending = hooks.pending.map { $0 + gradient } ?? gradient
      } else if let collected = leaf.collected {
        collected.accumulate(gradient)
      } else if !gradient.isView, gradient.isContiguous, isKnownUniquelyReferenced(&gradient) {
        leaf.collected = gradient
      } else {
        leaf.collected = gradient.clone()
      }
    }
  }
}

extension Backward {
  /// Adds what a leaf's hooks make of the sum that has arrived to its gradient.
  private func collectPending(of leaf: Tensor) {
    guard let hooks = leaf.hooks, let sum = hooks.pending else { return }
    hooks.pending = nil
    let gradient = hooks(sum)
    if let collected = leaf.collected {
      collected.accumulate(gradient)
    } else {
      leaf.collected = gradient.clone()
    }
  }
}

extension Tensor {
  /// Adds `gradient` to the elements in place.
  fileprivate func accumulate(_ gradient: Tensor) {
    if isContiguous, gradient.isContiguous {
      Kernels.axpy(1, gradient, into: self)
      storage.version += 1
    } else {
      assign(self + gradient, "backward", at: .unknown)
    }
  }
}
