import NeuralNetworks
import TestSupport
import Tensors
import Testing

/// The optimizers there are, made with the options of a fixture.
private let optimizers: [String: @Sendable ([Tensor], JSON) -> Optimizer] = [
  "SGD": { parameters, options in
    SGD(
      parameters, learningRate: options["lr"].number,
      momentum: options["momentum"].number(or: 0),
      weightDecay: options["weightDecay"].number(or: 0),
      nesterov: options["nesterov"].number(or: 0) == 1)
  }
]

@Suite struct `Optimizers` {
  @Test func `go the way PyTorch's go`() throws {
    let cases = try fixtureCases("optimizers.json").filter { optimizers[$0["op"].string] != nil }
    for test in cases {
      let p = Tensor(test["start"]["data"].numbers, requiresGrad: true)
      let target = Tensor(test["target"]["data"].numbers)
      let scale = Tensor(test["scale"].numbers)
      let optimizer = try #require(optimizers[test["op"].string]?([p], test["attrs"]))
      for (step, expected) in test["path"].array.enumerated() {
        optimizer.zeroGrad()
        (scale * (p - target).square()).sum().backward()
        optimizer.step()
        let actual = p.scalars(as: Double.self)
        // The gradient is rounded after each of three operations.
        #expect(
          zip(actual, expected.numbers).allSatisfy { abs($0 - $1) <= 1e-5 * abs($1) },
          "\(test["case"].string), step \(step)")
      }
    }
    print("optimizers.json: \(cases.count) cases ran")
  }

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
}
