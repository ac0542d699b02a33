import NeuralNetworks
import Tensors
import Testing

private struct Pair {
  let left = ReLU()
  let right = Linear(1, 1, bias: false)
}

private final class Container: Module {
  let pair = Pair()
  let tuple = (Linear(1, 1, bias: false), 3)
  let sparse: [Linear?] = [nil, Linear(1, 1, bias: false)]
  let nested = ["k": [[Linear(1, 1, bias: false)]]]
  let weights: [Tensor] = [.ones(1, requiresGrad: true), .ones(1)]
  let numbers = [Double](repeating: 1, count: 1000)
  let text = "text"
  let double: Linear?? = Linear(1, 1, bias: false)
  weak var parent: Container?
}

@Suite struct `Members of a module` {
  @Test func `stand in structures, tuples, optionals and nested collections`() {
    #expect(
      Container().namedParameters().map(\.name) == [
        "pair.right.weight", "tuple.0.weight", "sparse.1.weight", "nested.k.0.0.weight",
        "weights.0", "double.weight",
      ])
  }

  @Test func `may point back to the module`() {
    let container = Container()
    container.parent = container
    #expect(container.modules().count == 7)
    #expect(container.parameters().count == 6)
  }

  @Test func `are children, wherever they stand`() {
    let names = Container().namedModules().map(\.name)
    #expect(names.first == "" && names.contains("pair.left"))
    #expect(Container().children.count == 6)
  }
}
