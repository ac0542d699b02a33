import NeuralNetworks
import TestSupport
import Tensors
import Testing

/// The losses there are, made with the options of a fixture.
private let losses: [String: @Sendable (JSON) -> Loss] = [
  "bce_with_logits": { BCEWithLogitsLoss(reduction: reduction($0)) },
  "cross_entropy": { options in
    let weight = options["weight"].numbers
    return CrossEntropyLoss(
      weight: weight.isEmpty ? nil : Tensor(weight),
      ignoreIndex: Int(options["ignoreIndex"].number(or: -100)), reduction: reduction(options),
      labelSmoothing: options["labelSmoothing"].number(or: 0))
  },
]

private func reduction(_ options: JSON) -> LossReduction {
  ["sum": .sum, "none": .none][options["reduction"].string] ?? .mean
}

private func tensor(_ json: JSON) -> Tensor {
  Tensor(
    json["data"].numbers, shape: json["shape"].integers,
    dtype: DType.allCases.first { $0.name == json["dtype"].string })
}

/// Whether the numbers agree to 10⁻⁵, or to 10⁻⁶ where they are small: what single precision leaves
/// of a sum of a few rounded terms.
private func agree(_ actual: Tensor, _ expected: JSON) -> Bool {
  actual.shape == expected["shape"].integers
    && zip(actual.scalars(as: Double.self), expected["data"].numbers).allSatisfy {
      abs($0 - $1) <= max(1e-5 * abs($1), 1e-6)
    }
}

@Suite struct `Losses` {
  @Test func `and their gradients are PyTorch's`() throws {
    let cases = try fixtureCases("losses.json").filter { losses[$0["op"].string] != nil }
    for test in cases {
      let loss = try #require(losses[test["op"].string]?(test["attrs"]))
      let x = tensor(test["inputs"].array[0]).requiresGrad(true)
      let value = loss(x, tensor(test["inputs"].array[1]))
      value.sum().backward()
      #expect(agree(value, test["output"]), "\(test["case"].string)")
      #expect(x.grad.map { agree($0, test["grad"]) } ?? false, "\(test["case"].string)")
    }
    print("losses.json: \(cases.count) cases ran")
  }

  @Test func `of binary classes take whole labels`() {
    let logits = Tensor([0.5, -1.5, 3])
    let whole = BCEWithLogitsLoss()(logits, Tensor([1, 0, 1]))
    #expect(whole.item() == BCEWithLogitsLoss()(logits, Tensor([1.0, 0, 1])).item())
  }

  @Test func `print as PyTorch's do`() {
    #expect(BCEWithLogitsLoss().description == "BCEWithLogitsLoss()")
    #expect(CrossEntropyLoss().description == "CrossEntropyLoss()")
  }
}
