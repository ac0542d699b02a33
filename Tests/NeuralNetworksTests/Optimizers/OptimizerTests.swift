import NeuralNetworks
import Tensors
import Testing

@Suite struct `Optimizers` {
  @Test func `leave parameters without a gradient alone`() {
    let (a, b) = (Tensor.ones(1, requiresGrad: true), Tensor.ones(1, requiresGrad: true))
    let optimizer = SGD([a, b], learningRate: 1)
    a.sum().backward()
    optimizer.step()
    #expect(a.item() == 0 && b.item() == 1)
    #expect(a.isLeaf && a.requiresGrad)
  }

  @Test(arguments: [0, 0.9])
  func `change views and doubles as they change others`(momentum: Double) {
    let numbers = [1.0, 2, 3, 4, 5, 6]
    let plain = Tensor(numbers, shape: [2, 3]).requiresGrad(true)
    let turned = Tensor(numbers, shape: [2, 3], dtype: .float64).T.requiresGrad(true)
    let optimizer = SGD([plain, turned], learningRate: 0.25, momentum: momentum)
    for _ in 0..<3 {
      optimizer.zeroGrad()
      (plain.square().sum() + turned.square().sum().float()).backward()
      optimizer.step()
    }
    // Quarters and halves are exact in both types while there is no momentum.
    let difference = (turned.T - plain.double()).abs().max().item()
    #expect(difference <= (momentum == 0 ? 0 : 1e-6))
  }

  @Test func `refuse to let the graph forget what they changed`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let a = Tensor.ones(1, requiresGrad: true)
      let loss = (a * a).sum()
      loss.backward(retainGraph: true)
      SGD([a]).step()
      loss.backward()
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("has been changed in place since"))
  }

  @Test func `go on where they were when a parameter was without a gradient`() {
    let p = Tensor([1.0, -2, 3], requiresGrad: true)
    let optimizer = Adam([p], learningRate: 0.1)
    for step in 0..<4 {
      optimizer.zeroGrad()
      if step != 1 { (Tensor([1, 2, 0.5]) * p * p).sum().backward() }
      optimizer.step()
    }
    // PyTorch's answer; its second step is passed over and not counted.
    let expected = Tensor([0.701586306, -1.700623393, 2.7003815174])
    #expect((p - expected).abs().max().item() < 1e-6)
  }

  @Test func `treat groups by their own settings`() {
    let (slow, fast) = (Tensor.ones(1, requiresGrad: true), Tensor.ones(1, requiresGrad: true))
    let optimizer = SGD(
      [ParameterGroup([slow], learningRate: 0.25, weightDecay: 1), ParameterGroup([fast])],
      learningRate: 0.5)
    (slow + fast).sum().backward()
    optimizer.step()
    // 1 - ¼ · (1 + 1 · 1) and 1 - ½ · 1.
    #expect(slow.item() == 0.5 && fast.item() == 0.5)
    optimizer.groups[1].learningRate = 0.125
    optimizer.step()
    #expect(slow.item() == 0.5 - 0.25 * 1.5 && fast.item() == 0.5 - 0.125)
    optimizer.learningRate = 1
    #expect(optimizer.groups.map(\.learningRate) == [1, 1])
  }

  @Test func `take in a layer that is unfrozen later`() {
    let (head, body) = (Linear(2, 1), Linear(2, 2).freeze())
    let optimizer = Adam(head.parameters(), learningRate: 0.1)
    func train() {
      optimizer.zeroGrad()
      head(body(Tensor([[1.0, 2]]))).sum().backward()
      optimizer.step()
    }
    let frozen = body.weight.clone()
    train()
    #expect((body.weight .== frozen).all().item() == 1)
    optimizer.add(ParameterGroup(body.unfreeze().parameters(), learningRate: 0.01))
    train()
    #expect((body.weight .!= frozen).all().item() == 1)
    #expect(optimizer.parameters.count == 4)
    optimizer.zeroGrad()
    #expect(body.weight.grad == nil)
  }

  @Test func `refuse a parameter that stands in two groups`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let p = Tensor.ones(1, requiresGrad: true)
      _ = SGD([ParameterGroup([p]), ParameterGroup([p])])
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("Optimizer: a parameter stands in two groups"))
  }
}
