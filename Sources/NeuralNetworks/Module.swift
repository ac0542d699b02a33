public import Tensors

/// A part of a model: a layer, or a whole network made of other modules.
///
///     class CircleModel: Module {
///       let layer1 = Linear(2, 10)
///       let layer2 = Linear(10, 1)
///       override func forward(_ x: Tensor) -> Tensor { layer2(relu(layer1(x))) }
///     }
///
/// A module's parameters and children are its stored properties, in the order of their declaration,
/// a superclass's first; they may stand in optionals, arrays, dictionaries (by key), tuples and
/// structures. A tensor is a parameter when it requires gradients.
open class Module {
  /// Whether layers such as dropout behave as in training; `train()` and `eval()` set it.
  public package(set) var isTraining = true

  /// Where the module was last called, for messages about what it was given.
  package var caller = CallSite(#fileID, #line)

  /// Creates a module.
  public init() {}

  /// Returns the module's output for `x`.
  ///
  /// Override this and call the module itself: `model(x)`.
  open func forward(_ x: Tensor) -> Tensor {
    fatalError(
      "\(typeName) cannot be called: it does not override forward(_:)", file: caller.file,
      line: caller.line)
  }

  /// Returns the module's output for `x`; a mistake is reported at the caller's line.
  public func callAsFunction(
    _ x: Tensor, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    caller = CallSite(file, line)
    return forward(x)
  }

  /// Returns the module's output for `x`: the form that a reference to `model.callAsFunction` means.
  @_disfavoredOverload
  public func callAsFunction(_ x: Tensor) -> Tensor { forward(x) }

  /// What stands between the parentheses when the module is printed: `in_features=2, bias=True`.
  open var details: String { "" }

  /// The parameters and children of this module alone.
  ///
  /// The layers that come with Lectern list theirs instead of being reflected.
  package var members: [Member] {
    Member.reflecting(self) + registered.map { Member(buffer: $0.name, $0.tensor) }
  }

  /// Makes `tensor` part of this module's state under `name`, without learning it.
  ///
  /// It is saved and loaded with the parameters, as `torch.nn.Module.register_buffer` does. The
  /// layers that come with Lectern have buffers of their own, and cannot be given others.
  public func registerBuffer(_ name: String, _ tensor: Tensor) {
    registered.removeAll { $0.name == name }
    registered.append((name, tensor))
  }

  private var registered: [(name: String, tensor: Tensor)] = []

  /// The name that is printed.
  var typeName: String { "\(type(of: self))" }
}

/// A line of source that called a module.
package struct CallSite: Sendable {
  package let file: StaticString
  package let line: UInt

  package init(_ file: StaticString, _ line: UInt) {
    self.file = file
    self.line = line
  }
}
