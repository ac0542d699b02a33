import Abacus
import TestSupport
import Testing

/// The parameters a layer of PyTorch starts with, in the order it draws them.
private let initializations: [String: @Sendable (JSON) -> [Tensor]] = [
  "linear_init": { Linear($0["in"].integer, $0["out"].integer).parameters() },
  "conv2d_init": { options in
    let (input, output, kernel) = (
      options["in"].integer, options["out"].integer, options["kernel"].integer
    )
    let weight = Tensor.empty([output, input, kernel, kernel])
    kaimingUniform(weight, slope: 5.0.squareRoot())
    let bound = 1 / Double(input * kernel * kernel).squareRoot()
    return [weight, Tensor.empty([output]).fillUniform(-bound, bound)]
  },
  "embedding_init": { [Tensor.randn([$0["num"].integer, $0["dim"].integer])] },
  "lstm_init": { options in
    let (hidden, layers) = (options["hidden"].integer, options["layers"].integer)
    let directions = options["bidirectional"].number == 1 ? 2 : 1
    let bound = 1 / Double(hidden).squareRoot()
    return (0..<layers).flatMap { layer in
      let input = layer == 0 ? options["in"].integer : hidden * directions
      return (0..<directions).flatMap { _ in
        [[4 * hidden, input], [4 * hidden, hidden], [4 * hidden], [4 * hidden]].map {
          Tensor.empty($0).fillUniform(-bound, bound)
        }
      }
    }
  },
  "xavier_uniform": { filled($0, { xavierUniform($0) }) },
  "xavier_normal": { filled($0, { xavierNormal($0) }) },
  "kaiming_normal": { filled($0, { kaimingNormal($0) }) },
]

private func filled(_ options: JSON, _ fill: (Tensor) -> Void) -> [Tensor] {
  let weight = Tensor.empty(options["shape"].integers)
  fill(weight)
  return [weight]
}

/// The operations whose numbers are normal, and so only as exact as a logarithm and a cosine.
private let normals: Set = ["embedding_init", "xavier_normal", "kaiming_normal"]

@Suite struct `Initial parameters` {
  @Test func `are PyTorch's`() throws {
    var ran = 0
    for test in try fixtureCases("random.json") {
      guard let initialize = initializations[test["op"].string] else { continue }
      ran += 1
      let actual = withForkedGenerator {
        manualSeed(test["seed"].integer)
        return initialize(test["attrs"]).flatMap { $0.scalars(as: Double.self) }
      }
      let expected = test["output"]["data"].numbers
      #expect(actual.count == expected.count)
      let tolerance = normals.contains(test["op"].string) ? 2e-6 : 0
      #expect(
        zip(actual, expected).allSatisfy { abs($0 - $1) <= tolerance * abs($1) },
        "\(test["case"].string)")
    }
    print("random.json: \(ran) initializations ran")
  }
}
