import Abacus
import TestSupport
import Testing

/// What a generator of scikit-learn is called here, with the options a fixture gives it.
private let makers: [String: @Sendable (JSON, Int) -> (X: Tensor, y: Tensor)] = [
  "make_circles": { options, seed in
    makeCircles(
      options["n"].integer, noise: options["noise"].number, factor: options["factor"].number,
      randomState: seed, dtype: .float64)
  },
  "make_moons": { options, seed in
    makeMoons(
      options["n"].integer, noise: options["noise"].number, randomState: seed, dtype: .float64)
  },
  "make_blobs": { options, seed in
    makeBlobs(
      options["n"].integer, features: options["features"].integer,
      centers: options["centers"].integer, clusterStd: options["std"].number, randomState: seed,
      dtype: .float64)
  },
]

@Suite struct `Synthetic data` {
  @Test func `are scikit-learn's`() throws {
    var ran = 0
    for test in try fixtureCases("numpy.json") {
      guard let make = makers[test["op"].string] else { continue }
      ran += 1
      let (points, labels) = make(test["attrs"], test["seed"].integer)
      let output = test["output"]
      let name = test["case"].string
      let actual = points.scalars(as: Double.self)
      let expected = output["X"].array.flatMap(\.numbers)
      #expect(points.shape[0] == test["attrs"]["n"].integer)
      #expect(zip(actual, expected).allSatisfy { abs($0 - $1) <= 1e-12 * abs($1) }, "\(name)")
      #expect(labels.scalars(as: Int.self).starts(with: output["y"].integers), "\(name)")
      // Terms of both signs cancel: the tolerance is relative to their magnitudes.
      let magnitude = actual.reduce(0) { $0 + abs($1) }
      let difference = abs(actual.reduce(0, +) - output["sum"].number)
      #expect(difference <= 1e-12 * magnitude, "\(name)")
    }
    print("numpy.json: \(ran) data sets ran")
  }

  @Test func `are single precision with whole labels unless told otherwise`() {
    let (X, y) = makeMoons(7)
    #expect(X.dtype == .float32 && X.shape == [7, 2])
    #expect(y.dtype == .int64 && y.shape == [7])
  }

  @Test func `follow the default generator without a state of their own`() {
    let draw = {
      withForkedGenerator {
        manualSeed(3)
        return makeBlobs(5).X.scalars(as: Float.self)
      }
    }
    #expect(draw() == draw())
  }
}

@Suite struct `Splitting data` {
  @Test func `chooses scikit-learn's rows`() throws {
    let cases = try fixtureCases("numpy.json").filter { $0["op"].string == "train_test_split" }
    for test in cases {
      let rows = Tensor.arange(test["attrs"]["n"].integer)
      let (train, test1, _, test2) = trainTestSplit(
        rows, rows, testSize: test["attrs"]["testSize"].number,
        randomState: test["seed"].integer)
      #expect(train.count == test["output"]["trainCount"].integer)
      #expect(test1.count == test["output"]["testCount"].integer)
      #expect(train.scalars(as: Int.self).starts(with: test["output"]["train"].integers))
      #expect(test1.scalars(as: Int.self).starts(with: test["output"]["test"].integers))
      #expect(test1.scalars(as: Int.self) == test2.scalars(as: Int.self))
    }
    print("numpy.json: \(cases.count) splits ran")
  }
}
