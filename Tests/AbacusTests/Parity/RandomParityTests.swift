import Abacus
import TestSupport
import Testing

/// What an operation of the fixtures draws from the default generator, flattened.
private typealias Draw = @Sendable (_ options: JSON) -> [Tensor]

/// The operations whose every bit is compared.
private let exact: [String: Draw] = [
  "rand": { [Tensor.rand($0["shape"].integers)] },
  "uniform": { options in
    [
      Tensor.empty(options["shape"].integers)
        .fillUniform(options["low"].number, options["high"].number)
    ]
  },
  "randint": { options in
    [
      Tensor.randint(options["low"].integer, options["high"].integer, options["shape"].integers)
    ]
  },
  "randperm": { [Tensor.randperm($0["n"].integer)] },
  "dataloader_order": { options in
    (0..<options["epochs"].integer).map { _ in
      Tensor(Generator.default.epochOrder(options["n"].integer))
    }
  },
  "linear_init": { Linear($0["in"].integer, $0["out"].integer).parameters() },
  "conv2d_init": { options in
    Conv2d(options["in"].integer, options["out"].integer, options["kernel"].integer).parameters()
  },
  "lstm_init": { options in
    LSTM(
      options["in"].integer, options["hidden"].integer, numLayers: options["layers"].integer,
      bidirectional: options["bidirectional"].number == 1
    ).parameters()
  },
  "xavier_uniform": { [filled($0) { xavierUniform($0) }] },
]

/// The operations whose numbers go through a logarithm and a cosine of single precision.
private let normal: [String: Draw] = [
  "randn": { [Tensor.randn($0["shape"].integers)] },
  "normal": { options in
    [Tensor.normal(options["mean"].number, options["std"].number, options["shape"].integers)]
  },
  "embedding_init": { Embedding($0["num"].integer, $0["dim"].integer).parameters() },
  "xavier_normal": { [filled($0) { xavierNormal($0) }] },
  "kaiming_normal": { [filled($0) { kaimingNormal($0) }] },
]

private func filled(_ options: JSON, _ fill: (Tensor) -> Void) -> Tensor {
  let weight = Tensor.empty(options["shape"].integers)
  fill(weight)
  return weight
}

/// Draws one after the other what a name such as `sequence randn3 randperm4` lists.
private func sequence(_ name: String) -> Draw {
  let steps = name.split(separator: " ").dropFirst().map { step in
    (String(step.prefix { $0.isLetter }), Int(step.drop { $0.isLetter }) ?? 0)
  }
  let makers: [String: @Sendable (Int) -> Tensor] = [
    "rand": { Tensor.rand([$0]) }, "randn": { Tensor.randn([$0]) },
    "randperm": { Tensor.randperm($0) },
  ]
  return { _ in steps.compactMap { makers[$0.0]?($0.1) } }
}

@Suite struct `PyTorch's random numbers` {
  @Test func `are those of the same seed`() throws {
    let cases = try fixtureCases("random.json")
    for test in cases {
      let name = test["op"].string
      let inexact = name.hasPrefix("sequence ") ? sequence(name) : normal[name]
      let draw = try #require(exact[name] ?? inexact, "no draw is called \(name)")
      let actual = withForkedGenerator {
        manualSeed(test["seed"].integer)
        return draw(test["attrs"]).flatMap { $0.scalars(as: Double.self) }
      }
      let expected = test["output"]["data"].numbers
      #expect(actual.count == expected.count, "\(test["case"].string)")
      let tolerance = exact[name] == nil ? 2e-6 : 0
      let isEqual = zip(actual, expected).allSatisfy { abs($0 - $1) <= tolerance * abs($1) }
      #expect(isEqual, "\(test["case"].string)")
    }
    print("random.json: all \(cases.count) cases ran")
  }
}
