public import Tensors

/// The values of a module's parameters and buffers by name, in order.
public struct StateDictionary {
  private var entries: [(name: String, tensor: Tensor)]

  /// Creates a dictionary with `entries`.
  public init(_ entries: [(name: String, tensor: Tensor)]) { self.entries = entries }

  /// The names, in order.
  public var names: [String] { entries.map(\.name) }

  /// The tensor called `name`.
  public subscript(name: String) -> Tensor? { entries.first { $0.name == name }?.tensor }
}

extension StateDictionary: RandomAccessCollection {
  public var startIndex: Int { entries.startIndex }
  public var endIndex: Int { entries.endIndex }
  public subscript(position: Int) -> (name: String, tensor: Tensor) { entries[position] }
}

extension StateDictionary: CustomStringConvertible {
  /// The entries as PyTorch prints them.
  public var description: String {
    "OrderedDict([" + entries.map { "('\($0.name)', \($0.tensor))" }.joined(separator: ", ") + "])"
  }
}

/// Why a state dictionary does not fit a module.
public struct StateMismatch: Error, Hashable, CustomStringConvertible {
  /// The module's parameters that the dictionary lacks.
  public var missing: [String] = []
  /// The dictionary's entries that the module lacks.
  public var unexpected: [String] = []
  /// The parameters whose shapes differ, each with both shapes.
  public var differing: [String] = []

  /// Whether nothing is wrong.
  var isEmpty: Bool { missing.isEmpty && unexpected.isEmpty && differing.isEmpty }

  public var description: String {
    let parts = [("missing", missing), ("unexpected", unexpected), ("of another shape", differing)]
    return "the state does not fit the module: "
      + parts.filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
      .joined(separator: "; ")
  }
}

extension Module {
  /// The values of all parameters and buffers, which go on changing when those do.
  public func stateDict() -> StateDictionary {
    StateDictionary(namedState().map { ($0.name, $0.tensor.detach()) })
  }

  /// Copies the values of `state` into this module's parameters and buffers.
  ///
  /// - Throws: `StateMismatch` when names or shapes differ; nothing is copied then.
  public func load(_ state: StateDictionary) throws(StateMismatch) {
    let parameters = namedState()
    let known = Set(parameters.map(\.name))
    var mismatch = StateMismatch()
    mismatch.unexpected = state.names.filter { !known.contains($0) }
    for (name, parameter) in parameters {
      guard let value = state[name] else {
        mismatch.missing.append(name)
        continue
      }
      guard value.shape != parameter.shape else { continue }
      let (given, own) = (value.shape.shapeText, parameter.shape.shapeText)
      mismatch.differing.append("\(name) is \(given) instead of \(own)")
    }
    guard mismatch.isEmpty else { throw mismatch }
    noGrad {
      for (name, parameter) in parameters { if let value = state[name] { parameter.copy(value) } }
    }
  }
}
