import NeuralNetworks
import TestSupport
import Tensors
import Testing

private typealias Maker = @Sendable (_ parameters: [Tensor], _ options: JSON) -> Optimizer

/// The optimizers, made with the options of a fixture.
private let optimizers: [String: Maker] = [
  "SGD": { parameters, options in
    SGD(
      parameters, learningRate: options["lr"].number,
      momentum: options["momentum"].number(or: 0),
      weightDecay: options["weightDecay"].number(or: 0),
      nesterov: options["nesterov"].number(or: 0) == 1)
  },
  "Adam": { parameters, options in
    Adam(
      parameters, learningRate: options["lr"].number(or: 0.001), betas: options.betas,
      epsilon: options["eps"].number(or: 1e-8), weightDecay: options["weightDecay"].number(or: 0),
      amsgrad: options["amsgrad"].number(or: 0) == 1)
  },
  "AdamW": { parameters, options in
    AdamW(
      parameters, learningRate: options["lr"].number(or: 0.001), betas: options.betas,
      epsilon: options["eps"].number(or: 1e-8),
      weightDecay: options["weightDecay"].number(or: 0.01),
      amsgrad: options["amsgrad"].number(or: 0) == 1)
  },
  "Adagrad": { parameters, options in
    Adagrad(
      parameters, learningRate: options["lr"].number(or: 0.01),
      weightDecay: options["weightDecay"].number(or: 0))
  },
  "Adadelta": { parameters, options in
    Adadelta(
      parameters, learningRate: options["lr"].number(or: 1), rho: options["rho"].number(or: 0.9),
      weightDecay: options["weightDecay"].number(or: 0))
  },
  "RMSprop": { parameters, options in
    RMSprop(
      parameters, learningRate: options["lr"].number(or: 0.01),
      alpha: options["alpha"].number(or: 0.99),
      weightDecay: options["weightDecay"].number(or: 0),
      momentum: options["momentum"].number(or: 0),
      centered: options["centered"].number(or: 0) == 1)
  },
]

/// The schedules, whose cases are of plain descent.
private let schedules: [String: @Sendable (Optimizer, JSON) -> LRScheduler] = [
  "StepLR": {
    StepLR($0, stepSize: $1["step"].integer, gamma: $1["gamma"].number(or: 0.1))
  },
  "ExponentialLR": { ExponentialLR($0, gamma: $1["gamma"].number) },
  "CosineAnnealingLR": {
    CosineAnnealingLR($0, tMax: $1["tMax"].integer, etaMin: $1["etaMin"].number(or: 0))
  },
]

extension JSON {
  fileprivate var betas: (Double, Double) {
    let given = self["betas"].numbers
    return given.count == 2 ? (given[0], given[1]) : (0.9, 0.999)
  }
}

@Suite struct `The optimizers of the fixtures` {
  @Test func `go the way PyTorch's go`() throws {
    let cases = try fixtureCases("optimizers.json")
    for test in cases {
      let (name, options) = (test["op"].string, test["attrs"])
      let p = Tensor(test["start"]["data"].numbers, requiresGrad: true)
      let make = try #require(optimizers[schedules[name] == nil ? name : "SGD"], "\(name)")
      let optimizer = make([p], options)
      let schedule = schedules[name].map { $0(optimizer, options) }
      let (target, scale) = (Tensor(test["target"]["data"].numbers), Tensor(test["scale"].numbers))
      var rates: [Double] = []
      for (step, expected) in test["path"].array.enumerated() {
        optimizer.zeroGrad()
        (scale * (p - target).square()).sum().backward()
        optimizer.step()
        rates.append(optimizer.learningRate)
        schedule?.step()
        expectEqual(p.scalars(as: Double.self), expected.numbers, "\(name), step \(step)")
      }
      let expected = test["learningRates"].numbers
      if !expected.isEmpty { expectRates(rates, optimizer.learningRate, expected, name) }
    }
    print("optimizers.json: \(cases.count) cases ran")
  }

  /// The tolerance of the fixtures, for rounding at each of eight steps.
  private func expectEqual(_ actual: [Double], _ expected: [Double], _ label: String) {
    #expect(
      zip(actual, expected).allSatisfy { abs($0 - $1) <= 1e-5 * abs($1) },
      "\(label): \(actual) instead of \(expected)")
  }

  /// The rates are noted after each step of the schedule.
  private func expectRates(_ rates: [Double], _ last: Double, _ expected: [Double], _ name: String)
  {
    let after = rates.dropFirst() + [last]
    #expect(after.count == expected.count)
    #expect(zip(after, expected).allSatisfy { abs($0 - $1) <= 1e-12 }, "\(name): \(Array(after))")
  }
}
