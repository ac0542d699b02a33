import Tensors
import TestSupport
import Testing

/// What one fixture operation draws from a generator.
private typealias Draw = @Sendable (_ attributes: JSON, _ generator: Generator) -> [Double]

private func floats(_ count: Int, _ fill: (inout MutableSpan<Float>) -> Void) -> [Double] {
  var values = [Float](repeating: 0, count: count)
  var span = values.mutableSpan
  fill(&span)
  return values.map(Double.init)
}

private func uniform(_ count: Int, _ bound: Double, _ generator: Generator) -> [Double] {
  floats(count) { generator.fillUniform(&$0, low: Float(-bound), high: Float(bound)) }
}

private func normal(_ count: Int, _ deviation: Double, _ generator: Generator) -> [Double] {
  floats(count) { generator.fillNormal(&$0, standardDeviation: Float(deviation)) }
}

private func count(_ attributes: JSON) -> Int { attributes["shape"].integers.reduce(1, *) }

private let draws: [String: Draw] = [
  "rand": { attributes, generator in
    floats(count(attributes)) { generator.fillUniform(&$0) }
  },
  "randn": { attributes, generator in normal(count(attributes), 1, generator) },
  "normal": { attributes, generator in
    floats(count(attributes)) {
      generator.fillNormal(
        &$0, mean: Float(attributes["mean"].number),
        standardDeviation: Float(attributes["std"].number))
    }
  },
  "uniform": { attributes, generator in
    floats(count(attributes)) {
      generator.fillUniform(
        &$0, low: Float(attributes["low"].number), high: Float(attributes["high"].number))
    }
  },
  "randint": { attributes, generator in
    generator.integers(
      count(attributes), low: attributes["low"].integer, high: attributes["high"].integer
    ).map(Double.init)
  },
  "randperm": { attributes, generator in
    generator.permutation(attributes["n"].integer).map(Double.init)
  },
  "sequence randn3 rand2 randn20 randperm4 randn1": { _, generator in
    normal(3, 1, generator) + floats(2) { generator.fillUniform(&$0) } + normal(20, 1, generator)
      + generator.permutation(4).map(Double.init) + normal(1, 1, generator)
  },
  "dataloader_order": { attributes, generator in
    (0..<attributes["epochs"].integer).flatMap { _ in
      generator.epochOrder(attributes["n"].integer).map(Double.init)
    }
  },
]

/// The operations of which every bit is compared.
private let exact: Set = ["rand", "uniform", "randint", "randperm", "dataloader_order"]

@Suite struct `PyTorch's generator` {
  @Test func `answers as PyTorch did`() throws {
    var ran = 0
    for test in try fixtureCases("random.json") {
      guard let draw = draws[test["op"].string] else { continue }
      ran += 1
      let actual = draw(test["attrs"], Generator(seed: test["seed"].integer))
      let expected = test["output"]["data"].numbers
      #expect(actual.count == expected.count, "\(test["case"].string)")
      for (index, (a, b)) in zip(actual, expected).enumerated() {
        // Normals go through a logarithm and a cosine of single precision.
        let tolerance = exact.contains(test["op"].string) ? 0 : 2e-6 * abs(b)
        #expect(abs(a - b) <= tolerance, "\(test["case"].string) at \(index)")
      }
    }
    print("random.json: \(ran) draws ran")
  }
}

@Suite struct `A forked generator` {
  @Test func `leaves the one outside alone`() {
    withForkedGenerator {
      manualSeed(1)
      let first = Generator.default.integers(3, low: 0, high: 1000)
      manualSeed(1)
      withForkedGenerator { _ = Generator.default.integers(9, low: 0, high: 1000) }
      #expect(Generator.default.integers(3, low: 0, high: 1000) == first)
      #expect(Generator.default.initialSeed == 1)
    }
  }

  @Test func `goes on where the one outside stands`() {
    withForkedGenerator {
      manualSeed(1)
      let inside = withForkedGenerator { Generator.default.integers(3, low: 0, high: 1000) }
      #expect(Generator.default.integers(3, low: 0, high: 1000) == inside)
    }
  }
}
