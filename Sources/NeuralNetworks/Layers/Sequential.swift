public import Tensors

/// Modules one after the other: the output of each is the input of the next.
public final class Sequential: Module {
  /// The modules, first to last.
  public private(set) var layers: [Module]

  /// Creates a chain of `layers`.
  public init(_ layers: [Module]) { self.layers = layers }

  /// Creates a chain of `layers`.
  public convenience init(_ layers: Module...) { self.init(layers) }

  /// Adds a module at the end.
  public func append(_ layer: Module) { layers.append(layer) }

  /// The module at `position`; negative positions count from the end.
  public subscript(
    position: Int, file: StaticString = #filePath, line: UInt = #line
  ) -> Module {
    get { layers[index(of: position, file, line)] }
    set { layers[index(of: position, file, line)] = newValue }
  }

  private func index(of position: Int, _ file: StaticString, _ line: UInt) -> Int {
    let index = position < 0 ? layers.count + position : position
    guard layers.indices.contains(index) else {
      fatalError(
        "Sequential: there is no layer \(position) among \(layers.count)", file: (file), line: line)
    }
    return index
  }

  public override func forward(_ x: Tensor) -> Tensor {
    layers.reduce(x) { $1($0, file: caller.file, line: caller.line) }
  }

  package override var members: [Member] {
    layers.enumerated().map { Member("\($0)", $1) }
  }
}

extension Sequential: Sequence {
  /// The modules, first to last.
  public func makeIterator() -> IndexingIterator<[Module]> { layers.makeIterator() }
}
