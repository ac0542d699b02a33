import NeuralNetworks
import Tensors
import Testing

private class Tower: Module {
  let first = Linear(2, 3)
  let relu = ReLU()
  var blocks: [Module] = [Linear(3, 3), Linear(3, 3), Sequential(Linear(3, 1), Sigmoid())]
  var extra: Linear?
  let scale = Tensor.ones([1], requiresGrad: true)
  let constant = Tensor.ones([5])
  let sizes = [1, 2, 3]
  override func forward(_ x: Tensor) -> Tensor {
    blocks.reduce(relu(first(x))) { $1($0) } * scale
  }
}

private final class TallTower: Tower {
  let heads = ["b": Linear(1, 1, bias: false), "a": Linear(1, 2, bias: false)]
  lazy var late = first
}

@Suite struct `A module` {
  @Test func `finds its parameters by name in order of declaration`() {
    #expect(
      Tower().namedParameters().map(\.name) == [
        "first.weight", "first.bias", "blocks.0.weight", "blocks.0.bias", "blocks.1.weight",
        "blocks.1.bias", "blocks.2.0.weight", "blocks.2.0.bias", "scale",
      ])
  }

  @Test func `finds those of superclasses first and those in dictionaries by key`() {
    let names = TallTower().namedParameters().map(\.name)
    #expect(names.prefix(2) == ["first.weight", "first.bias"])
    #expect(names.suffix(2) == ["heads.a.weight", "heads.b.weight"])
  }

  @Test func `finds what an optional holds, and each parameter once`() {
    let tower = TallTower()
    let count = tower.parameters().count
    tower.extra = tower.first
    _ = tower.late
    #expect(tower.parameters().count == count)
    tower.extra = Linear(4, 4)
    #expect(tower.parameters().count == count + 2)
  }

  @Test func `sets the mode of everything in it`() {
    let tower = Tower()
    tower.eval()
    #expect(tower.modules().count == 8)
    #expect(tower.modules().allSatisfy { !$0.isTraining })
    tower.train()
    #expect(tower.modules().allSatisfy { $0.isTraining })
  }

  @Test func `keeps its parameters while they are frozen`() {
    let tower = Tower().freeze()
    #expect(tower.parameters().count == 9)
    #expect(tower.parameters().allSatisfy { !$0.requiresGrad })
    #expect(tower(Tensor.ones(1, 2)).gradFn == nil)
    tower.unfreeze()
    #expect(tower(Tensor.ones(1, 2)).gradFn == "MulBackward0")
  }

  @Test func `applies a function to what is inside before itself`() {
    var names: [String] = []
    Sequential(ReLU(), Sequential(Tanh())).apply { names.append("\(type(of: $0))") }
    #expect(names == ["ReLU", "Tanh", "Sequential", "Sequential"])
  }

  @Test func `that contains itself is walked and printed once`() {
    let knot = Sequential(ReLU())
    knot.append(knot)
    #expect(knot.modules().count == 2)
    #expect(knot.description == "Sequential(\n  (0): ReLU()\n)")
    knot.eval()
  }
}

private final class Silent: Module {
  let layer = Linear(1, 1)
}

@Suite struct `A module that is misused` {
  @Test func `reports what it was given at the caller's line`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential(ReLU(), Linear(3, 4))(Tensor.ones(2, 5), file: "chapter.md", line: 41)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      message.contains(
        "chapter.md:41: Fatal error: Linear(in_features=3, out_features=4, bias=True): the input"
          + " has shape (2, 5), but it must be (*, 3)"))
  }

  @Test func `says when it lacks forward`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Silent()(Tensor.ones(1, 1))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("Silent cannot be called: it does not override forward(_:)"))
  }

  @Test func `can be passed as a function`() {
    let shapes = [Tensor.ones(1, 2), Tensor.ones(5, 2)].map(Linear(2, 3).callAsFunction)
    #expect(shapes.map(\.shape) == [[1, 3], [5, 3]])
  }
}

@Suite struct `A printed module` {
  @Test func `lists its children as PyTorch does`() {
    #expect(
      Tower().description == """
        Tower(
          (first): Linear(in_features=2, out_features=3, bias=True)
          (relu): ReLU()
          (blocks): ModuleList(
            (0-1): 2 x Linear(in_features=3, out_features=3, bias=True)
            (2): Sequential(
              (0): Linear(in_features=3, out_features=1, bias=True)
              (1): Sigmoid()
            )
          )
        )
        """)
  }

  @Test func `calls its tensors parameters`() {
    let layer = Linear(1, 1, bias: false)
    noGrad { layer.weight.zero() }
    #expect(
      layer.parameters().description
        == "[Parameter containing:\ntensor([[0.]], requires_grad=True)]")
  }

  @Test func `shows the options of a layer`() {
    #expect(Softmax(dim: 1).description == "Softmax(dim=1)")
    #expect(Flatten().description == "Flatten(start_dim=1, end_dim=-1)")
    #expect(
      Linear(1, 2, bias: false).description
        == "Linear(in_features=1, out_features=2, bias=False)")
  }
}

@Suite struct `A state dictionary` {
  @Test func `carries the values from one module to another`() throws {
    let (a, b) = (Linear(3, 2), Linear(3, 2))
    #expect(a.weight.scalars(as: Float.self) != b.weight.scalars(as: Float.self))
    try b.load(a.stateDict())
    #expect(a.weight.scalars(as: Float.self) == b.weight.scalars(as: Float.self))
    #expect(b.weight.requiresGrad)
  }

  @Test func `that does not fit says how and changes nothing`() {
    let target = Sequential(Linear(3, 2), Linear(2, 2, bias: false))
    let before = target.parameters().map { $0.scalars(as: Float.self) }
    #expect {
      try target.load(Sequential(Linear(3, 2), Linear(2, 1)).stateDict())
    } throws: { error in
      "\(error)" == "the state does not fit the module: unexpected: 1.bias; "
        + "of another shape: 1.weight is (1, 2) instead of (2, 2)"
    }
    #expect(target.parameters().map { $0.scalars(as: Float.self) } == before)
  }
}
