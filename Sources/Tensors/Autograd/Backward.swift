import Synchronization

/// What one run from results back to leaves was asked for.
final class BackwardPass: Sendable {
  /// The function the reader called.
  let operation: String
  let site: Site
  /// Whether the graph can be gone through again.
  let keepsGraph: Bool
  /// Whether the derivatives are recorded too.
  let createsGraph: Bool

  init(_ operation: String, at site: Site, keepsGraph: Bool, createsGraph: Bool) {
    self.operation = operation
    self.site = site
    self.keepsGraph = keepsGraph
    self.createsGraph = createsGraph
  }
}

/// One pass of gradients back through a graph.
struct Backward {
  private let pass: BackwardPass
  /// The nodes that can be reached, the latest first.
  private var nodes: [Node] = []
  /// The leaves with hooks that a gradient has arrived at.
  private var hooked: [Tensor] = []
  /// The tensors whose gradients alone are wanted, if not those of all leaves.
  private var targets: Targets?

  private static let visits = Atomic(0)

  /// Finds what can be reached from `roots`, and starts there with their gradients.
  init(_ pass: BackwardPass, from roots: [(edge: Edge, gradient: Tensor)], to wanted: [Tensor]?) {
    self.pass = pass
    nodes = Backward.reachable(from: roots.map(\.edge))
    targets = wanted.map { Targets($0, nodes) }
    for root in roots {
      var gradient = pass.createsGraph ? root.gradient : root.gradient.alias
      deliver(&gradient, to: root.edge)
    }
  }

  /// Takes each gradient through its operation.
  ///
  /// A node comes after all that use its output.
  mutating func run() {
    for node in nodes {
      guard let arrived = node.gradient else { continue }
      node.gradient = nil
      // What is asked for has not been through the hooks, in PyTorch neither.
      let goesOn = targets?.lets(arrived, through: node) ?? true
      let gradient = node.hooks?(arrived) ?? arrived
      if let retainer = node.hooks?.retainer { retainer.collect(gradient, in: pass) }
      guard goesOn else { continue }
      var gradients = node.differentiate(gradient, in: pass)
      for (index, edge) in node.inputs.enumerated() {
        guard var gradient = gradients[index].take() else { continue }
        deliver(&gradient, to: edge)
      }
    }
    for leaf in hooked { collectPending(of: leaf) }
  }

  /// The gradient that has arrived at `wanted`, one of the targets.
  func gradient(of wanted: Tensor) -> Tensor? { targets?.found[wanted.gradientKey] }

  static func reachable(from roots: [Edge]) -> [Node] {
    let visit = visits.add(1, ordering: .relaxed).newValue
    var found: [Node] = []
    var isSorted = true
    func find(_ edges: [Edge]) {
      for case .node(let node) in edges where node.visit != visit {
        node.visit = visit
        isSorted = isSorted && node.order < found.last?.order ?? .max
        found.append(node)
      }
    }
    find(roots)
    var next = 0
    while next < found.count {
      find(found[next].inputs)
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
      guard targets?.includes(leaf) ?? true else { break }
      if let hooks = leaf.hooks {
        if hooks.pending == nil { hooked.append(leaf) }
        hooks.pending = hooks.pending.map { $0 + gradient } ?? gradient
      } else if targets != nil {
        targets?.add(gradient, to: leaf)
      } else if leaf.collected == nil, !gradient.isView, gradient.isContiguous,
        !pass.createsGraph, isKnownUniquelyReferenced(&gradient)
      {
        leaf.collected = gradient
      } else {
        leaf.collect(gradient, in: pass)
      }
    }
  }

  /// Gives a leaf what its hooks make of the sum that has arrived.
  private mutating func collectPending(of leaf: Tensor) {
    guard let hooks = leaf.hooks, let sum = hooks.pending else { return }
    hooks.pending = nil
    let gradient = hooks(sum)
    if targets != nil {
      targets?.add(gradient, to: leaf)
    } else {
      leaf.collect(gradient, in: pass)
    }
  }
}

/// The tensors whose gradients are wanted, and what has arrived at them.
private struct Targets {
  private let wanted: Set<ObjectIdentifier>
  /// The nodes on the way to one of them.
  private var needed: Set<ObjectIdentifier> = []
  private(set) var found: [ObjectIdentifier: Tensor] = [:]

  /// Finds the way to `tensors` through `nodes`, of which the latest is first.
  init(_ tensors: [Tensor], _ nodes: [Node]) {
    wanted = Set(tensors.map(\.gradientKey))
    for node in nodes.reversed() {
      let leads = node.inputs.contains { edge in
        switch edge {
        case .none: false
        case .leaf(let leaf): wanted.contains(leaf.gradientKey)
        case .node(let node):
          wanted.contains(ObjectIdentifier(node)) || needed.contains(ObjectIdentifier(node))
        }
      }
      if leads { needed.insert(ObjectIdentifier(node)) }
    }
  }

  func includes(_ leaf: Tensor) -> Bool { wanted.contains(leaf.gradientKey) }

  mutating func add(_ gradient: Tensor, to leaf: Tensor) {
    found[leaf.gradientKey] = found[leaf.gradientKey].map { $0 + gradient } ?? gradient
  }

  /// Keeps the gradient of a wanted node's output; returns whether the way goes on behind the node.
  mutating func lets(_ gradient: Tensor, through node: Node) -> Bool {
    let key = ObjectIdentifier(node)
    if wanted.contains(key) { found[key] = gradient }
    return needed.contains(key)
  }
}

extension Tensor {
  /// What the gradient of this tensor is found by.
  fileprivate var gradientKey: ObjectIdentifier {
    node.map(ObjectIdentifier.init) ?? ObjectIdentifier(self)
  }

  /// Adds `gradient` to what has been collected: in place, unless the derivative is recorded.
  func collect(_ gradient: Tensor, in pass: BackwardPass) {
    guard let collected else { return self.collected = gradient.clone() }
    if pass.createsGraph || collected.requiresGrad {
      self.collected = collected + gradient
    } else if collected.isContiguous, gradient.isContiguous, gradient.dtype == collected.dtype {
      Kernels.axpy(1, gradient, into: collected)
      collected.storage.version += 1
    } else {
      collected.assign(collected + gradient, pass.operation, at: pass.site)
    }
  }
}
