import NeuralNetworks
import TestSupport
import Tensors
import Testing

/// How a loss of the fixtures is made.
private typealias Make = @Sendable (_ options: JSON) -> Loss

extension JSON {
  fileprivate var reduction: LossReduction {
    let names: [String: LossReduction] = ["none": .none, "sum": .sum, "batchmean": .batchMean]
    return names[self["reduction"].string] ?? .mean
  }

  fileprivate var weights: Tensor? {
    self["weight"].isPresent ? Tensor(self["weight"].numbers.map(Float.init)) : nil
  }
}

private let makers: [String: Make] = [
  "cross_entropy": { a in
    CrossEntropyLoss(
      weight: a.weights, ignoreIndex: Int(a["ignoreIndex"].number(or: -100)),
      reduction: a.reduction, labelSmoothing: a["labelSmoothing"].number(or: 0))
  },
  "nll": { a in
    NLLLoss(
      weight: a.weights, ignoreIndex: Int(a["ignoreIndex"].number(or: -100)),
      reduction: a.reduction)
  },
  "bce": { BCELoss(weight: $0.weights, reduction: $0.reduction) },
  "bce_with_logits": { BCEWithLogitsLoss(weight: $0.weights, reduction: $0.reduction) },
  "mse": { MSELoss(reduction: $0.reduction) },
  "l1": { L1Loss(reduction: $0.reduction) },
  "smooth_l1": { SmoothL1Loss(reduction: $0.reduction, beta: $0["beta"].number(or: 1)) },
  "huber": { HuberLoss(reduction: $0.reduction, delta: $0["delta"].number(or: 1)) },
  "kl_div": { KLDivLoss(reduction: $0.reduction) },
]

@Suite struct `Losses beside PyTorch` {
  @Test func `every case gives PyTorch's loss and gradient`() throws {
    let cases = try fixtureCases("losses.json")
    for item in cases {
      let name = item["case"].string
      let make = try #require(makers[item["op"].string], "no loss for \(name)")
      let loss = make(item["attrs"])
      let inputs = try item["inputs"].array.map { try $0.tensor() }
      inputs[0].requiresGrad = true
      let found = loss(inputs[0], inputs[1])
      expect(found, item["output"], 1e-5, name)
      found.sum().backward()
      expect(try #require(inputs[0].grad), item["grad"], 1e-5, "\(name), gradient")
    }
    print("losses.json: \(cases.count) cases ran")
  }
}
