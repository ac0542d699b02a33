import Synchronization

/// One operation that gradients flow back through.
///
/// A node holds the way to its inputs and what its derivative needs of them, never its own output:
/// then nothing keeps itself alive.
final class Node: @unchecked Sendable {  // Belongs to the tensors of one thread at a time.
  /// Returns the gradient of each input (nil where none flows) from that of the output.
  typealias Derivative = @Sendable (_ node: Node, _ gradient: Tensor) -> [Tensor?]

  /// The name PyTorch gives this operation: `AddBackward0`.
  let name: StaticString
  /// The name of a `Function`'s node, known only when the program runs.
  var ownName: String?
  /// Larger than that of every node the inputs come from.
  let order: Int
  /// Where each input came from.
  private(set) var inputs: [Edge]
  private var saved: [SavedTensor]
  private var isFreed = false
  /// Whether the derivative is made of recorded operations, and so can be differentiated again.
  private let isSmooth: Bool
  private let derivative: Derivative

  /// The gradient that has arrived so far, while a backward pass runs.
  var gradient: Tensor?
  /// What sees the gradient of the output before the derivative does.
  var hooks: GradientHooks?
  /// The backward pass that has found this node.
  var visit = 0
  /// The backward pass that is computing the derivative now.
  private var pass: BackwardPass?

  private static let orders = Atomic(0)

  /// How many there have been.
  fileprivate static var count: Int { orders.load(ordering: .relaxed) }

  init(
    _ name: StaticString, _ inputs: [Edge], saving saved: [SavedTensor], isSmooth: Bool = false,
    _ derivative: @escaping Derivative
  ) {
    self.name = name
    self.inputs = inputs
    self.saved = saved
    self.isSmooth = isSmooth
    self.derivative = derivative
    order = Node.orders.add(1, ordering: .relaxed).newValue
  }

  /// Lets go of the nodes before it one after the other: a chain of 100,000 must not recurse.
  deinit {
    var loose = inputs
    inputs = []
    while let edge = loose.popLast() {
      guard case .node(var node) = consume edge else { continue }
      guard isKnownUniquelyReferenced(&node) else { continue }
      loose += node.inputs
      node.inputs = []
    }
  }
}

/// How many operations this process has recorded so far.
package var recordedOperations: Int { Node.count }

/// Where an operand came from, as far as gradients are concerned.
enum Edge {
  /// No gradient is wanted.
  case none
  /// A tensor that collects its gradient.
  case leaf(Tensor)
  /// Another operation.
  case node(Node)

  var isWanted: Bool {
    if case .none = self { false } else { true }
  }
}

extension Tensor {
  /// Where gradients of this tensor go.
  var edge: Edge {
    if let node { return .node(node) }
    return collectsGradient ? .leaf(self) : .none
  }
}

extension Node {
  /// Returns the saved tensor `index`, which must not have changed since it was saved.
  ///
  /// Where the derivative itself is recorded it has the history it was saved with.
  func saved(_ index: Int) -> Tensor {
    let contents = saved[index].tensor(for: self, at: pass?.site ?? .unknown)
    guard pass?.createsGraph ?? false else { return contents }
    let history: Edge =
      switch saved[index].origin {
      case .output: .node(self)
      case .input(let input?): inputs[input]
      case .input(nil): .none
      }
    guard case .node(let maker) = history else { return contents }
    let attached = contents.alias
    attached.node = maker
    return attached
  }

  /// The name to show.
  var title: String { ownName ?? "\(name)" }

  /// Whether a gradient is wanted for input `index`.
  func wants(_ index: Int) -> Bool { inputs[index].isWanted }

  /// Returns the gradients of the inputs, and then frees the saved tensors unless told otherwise.
  func differentiate(_ gradient: Tensor, in pass: BackwardPass) -> [Tensor?] {
    guard !isFreed else {
      fail(
        pass.operation,
        "the graph of \(title) was already gone through and its saved tensors freed; pass"
          + " retainGraph: true to the first backward to go through it again", at: pass.site)
    }
    guard isSmooth || !pass.createsGraph else {
      fail(
        pass.operation,
        "the derivative of \(title) is computed in one step that is not recorded, and cannot be"
          + " differentiated again; leave out createGraph", at: pass.site)
    }
    self.pass = pass
    let gradients = derivative(self, gradient)
    self.pass = nil
    if !pass.keepsGraph, !saved.isEmpty {
      saved = []
      isFreed = true
    }
    return gradients
  }
}

/// A tensor that a derivative needs, and the version of its contents.
struct SavedTensor {
  /// What the tensor is to the operation: an input (nil for what no gradient flows to), or its result.
  enum Origin { case input(Int?), output }

  fileprivate let origin: Origin
  private let contents: Tensor
  private let version: Int

  /// Saves the contents of `tensor`, but not the way it was made, which would hold on to the graph.
  ///
  /// Only a leaf is kept itself: other tensors may come to be results of this very operation.
  init(_ tensor: Tensor, _ origin: Origin = .input(nil)) {
    contents = tensor.collectsGradient ? tensor : tensor.alias
    version = tensor.storage.version
    self.origin = origin
  }

  fileprivate func tensor(for node: Node, at site: Site) -> Tensor {
    let found = contents.storage.version
    guard found == version else {
      fail(
        "backward",
        "\(node.title) needs a tensor of shape \(contents.shape.shapeText) that has been changed in"
          + " place since: it is at version \(found), but was saved at version \(version); change a"
          + " clone() instead", at: site)
    }
    return contents
  }
}

extension Tensor {
  /// The same elements, apart from any graph.
  var alias: Tensor {
    Tensor(
      storage: storage, shape: shape, strides: strides, offset: offset, dtype: dtype, count: count,
      isContiguous: isContiguous, isNumber: isNumber, isView: true)
  }
}
