import Abacus
import TestSupport
import Testing

/// Compares one case of an operation with what we answer.
private typealias Comparison = @Sendable (_ test: JSON) -> Void

/// The operations of the fixtures.
private let comparisons: [String: Comparison] = [
  "randomstate": compareScript,
  "make_circles": { test in
    comparePoints(test) { options, seed in
      makeCircles(
        options["n"].integer, noise: options["noise"].number, factor: options["factor"].number,
        randomState: seed, dtype: .float64)
    }
  },
  "make_moons": { test in
    comparePoints(test) { options, seed in
      makeMoons(
        options["n"].integer, noise: options["noise"].number, randomState: seed, dtype: .float64)
    }
  },
  "make_blobs": { test in
    comparePoints(test) { options, seed in
      makeBlobs(
        options["n"].integer, features: options["features"].integer,
        centers: options["centers"].integer, clusterStd: options["std"].number, randomState: seed,
        dtype: .float64)
    }
  },
  "train_test_split": compareSplit,
]

private func compareScript(_ test: JSON) {
  let random = NumPyRandom(seed: test["seed"].integer)
  var nine = Array(0..<9)
  let drawn: [(String, [Double])] = [
    ("rand", random.rand(5)), ("randn", random.randn(5)), ("uniform", random.uniform(-1, 2, 4)),
    ("normal", random.normal(0, 0.03, 6)),
    ("permutation", random.permutation(10).map(Double.init)),
    ("randint", random.randint(0, 10, 8).map(Double.init)),
  ]
  random.shuffle(&nine)
  for (name, actual) in drawn + [("shuffle", nine.map(Double.init))] {
    let expected = test["output"][name].numbers
    #expect(actual.count == expected.count)
    #expect(agree(actual, expected), "\(test["case"].string) \(name)")
  }
}

private func comparePoints(_ test: JSON, _ make: (JSON, Int) -> (X: Tensor, y: Tensor)) {
  let (points, labels) = make(test["attrs"], test["seed"].integer)
  let output = test["output"]
  let name = test["case"].string
  let actual = points.scalars(as: Double.self)
  let expected = output["X"].array.flatMap(\.numbers)
  #expect(points.shape[0] == test["attrs"]["n"].integer)
  #expect(!expected.isEmpty && agree(actual, expected), "\(name)")
  #expect(labels.scalars(as: Int.self).starts(with: output["y"].integers), "\(name)")
  // Terms of both signs cancel: the tolerance is relative to their magnitudes.
  let magnitude = actual.reduce(0) { $0 + abs($1) }
  let difference = abs(actual.reduce(0, +) - output["sum"].number)
  #expect(difference <= 1e-12 * magnitude, "\(name)")
}

private func compareSplit(_ test: JSON) {
  let rows = Tensor.arange(test["attrs"]["n"].integer)
  let (XTrain, XTest, yTrain, yTest) = trainTestSplit(
    rows, rows, testSize: test["attrs"]["testSize"].number, randomState: test["seed"].integer)
  let (train, rest) = (XTrain.scalars(as: Int.self), XTest.scalars(as: Int.self))
  #expect(train.count == test["output"]["trainCount"].integer)
  #expect(rest.count == test["output"]["testCount"].integer)
  #expect(train.starts(with: test["output"]["train"].integers))
  #expect(rest.starts(with: test["output"]["test"].integers))
  #expect(yTrain.scalars(as: Int.self) == train && yTest.scalars(as: Int.self) == rest)
}

/// Whether the numbers agree to 10⁻¹², or to the last bit of the sines and cosines around 1 that
/// they are made of.
private func agree(_ actual: [Double], _ expected: [Double]) -> Bool {
  zip(actual, expected).allSatisfy { abs($0 - $1) <= max(1e-12 * abs($1), 1e-15) }
}

@Suite struct `NumPy's and scikit-learn's numbers` {
  @Test func `are those of the same seed`() throws {
    let cases = try fixtureCases("numpy.json")
    for test in cases {
      let compare = try #require(
        comparisons[test["op"].string], "nothing is called \(test["op"].string)")
      compare(test)
    }
    print("numpy.json: all \(cases.count) cases ran")
  }
}
