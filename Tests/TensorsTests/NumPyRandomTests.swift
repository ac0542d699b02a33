import Tensors
import TestSupport
import Testing

@Suite struct `NumPy's generator` {
  @Test func `answers as NumPy did`() throws {
    let cases = try fixtureCases("numpy.json").filter { $0["op"].string == "randomstate" }
    for test in cases {
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
        #expect(
          zip(actual, expected).allSatisfy { abs($0 - $1) <= 1e-12 * abs($1) },
          "\(test["case"].string) \(name)")
      }
    }
    print("numpy.json: \(cases.count) scripts ran")
  }

  @Test func `gives the low end of an empty range`() {
    #expect(NumPyRandom(seed: 1).randint(3, 3, 2) == [3, 3])
  }
}
