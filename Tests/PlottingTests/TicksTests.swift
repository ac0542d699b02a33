import Plotting
import Testing

@Suite struct `Ticks of a linear axis` {
  @Test(arguments: [
    (0.0, 1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (-1.1, 1.1, 5, ["−1.0", "−0.5", "0", "0.5", "1.0"]),
    (0.0, 100.0, 10, ["0", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100"]),
    (0.12, 0.71, 4, ["0.2", "0.4", "0.6"]),
    (2019.5, 2024.2, 5, ["2020", "2021", "2022", "2023", "2024"]),
    (99.97, 100.04, 4, ["99.98", "100.00", "100.02", "100.04"]),
    (-3e5, 3e5, 3, ["−200000", "0", "200000"]),
  ])
  func `are round numbers`(lower: Double, upper: Double, count: Int, labels: [String]) {
    let ticks = Ticks.linear(from: lower, to: upper, atMost: count)
    #expect(ticks.major.map(\.label) == labels)
    #expect(ticks.factor == nil)
  }

  @Test(arguments: [
    (0.0, 4e6, 4, 6, ["0", "1", "2", "3", "4"]),
    (0.0, 1.6e-7, 4, -7, ["0", "0.5", "1.0", "1.5"]),
    (-2e300, 2e300, 4, 300, ["−2", "−1", "0", "1", "2"]),
    (0.0, 5e-300, 5, -300, ["0", "1", "2", "3", "4", "5"]),
  ])
  func `share a power of ten when they are far from one`(
    lower: Double, upper: Double, count: Int, factor: Int, labels: [String]
  ) {
    let ticks = Ticks.linear(from: lower, to: upper, atMost: count)
    #expect(ticks.factor == factor)
    #expect(ticks.major.map(\.label) == labels)
  }

  @Test func `are the doubles their numbers say`() {
    let ticks = Ticks.linear(from: 0, to: 1, atMost: 10)
    #expect(ticks.major.map(\.value) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
  }

  @Test func `skip fractions when only integers make sense`() {
    let ticks = Ticks.linear(from: -0.1, to: 3.1, atMost: 10, integers: true)
    #expect(ticks.major.map(\.label) == ["0", "1", "2", "3"])
  }

  @Test(arguments: [
    (1.0, 1.0), (2.0, 1.0), (.nan, 1.0), (0.0, .infinity), (-1.7e308, 1.7e308),
    (1e300, 1e300 + 1e285), (0.0, .leastNonzeroMagnitude),
  ])
  func `are few or none for ranges that make no sense`(lower: Double, upper: Double) {
    #expect(Ticks.linear(from: lower, to: upper, atMost: 8).major.count <= 10)
  }
}

@Suite struct `Ticks of a logarithmic axis` {
  @Test func `are powers of ten with the digits between them unnumbered`() {
    let ticks = Ticks.logarithmic(from: 0.5, to: 200, atMost: 5)
    #expect(ticks.major.map(\.label) == ["1", "10", "100"])
    // 0.5…0.9, 2…9, 20…90, 200: 5 + 8 + 8 + 1.
    #expect(ticks.minor.count == 22)
  }

  @Test func `are written as powers outside everyday sizes`() {
    let ticks = Ticks.logarithmic(from: 1e-6, to: 1e-3, atMost: 5)
    #expect(ticks.major.map(\.label) == ["10", "10", "10", "10"])
    #expect(ticks.major.map(\.exponent) == [-6, -5, -4, -3])
  }

  @Test func `are thinned out over many decades`() {
    let ticks = Ticks.logarithmic(from: 1e-9, to: 1e9, atMost: 7)
    #expect(ticks.major.map(\.exponent) == [-9, -6, -3, 0, 3, 6, 9])
    #expect(ticks.minor.count == 12)
  }

  @Test func `name the digits one, two and five within a decade`() {
    let ticks = Ticks.logarithmic(from: 0.9, to: 6, atMost: 6)
    #expect(ticks.major.map(\.label) == ["1", "2", "5"])
  }

  @Test func `are linear ones in a narrow range`() {
    let ticks = Ticks.logarithmic(from: 3.1, to: 3.4, atMost: 4)
    #expect(ticks.major.map(\.label) == ["3.1", "3.2", "3.3", "3.4"])
  }
}

@Suite struct `A short decimal` {
  @Test(
    arguments: zip(
      [0, -0.0, 0.69314718, 1234.5678, -2.5, 1e-7, 123_456_789, .infinity],
      ["0", "0", "0.6931", "1235", "-2.5", "1e-07", "123500000", "inf"]))
  func `has four significant digits at most`(value: Double, text: String) {
    #expect(shortDecimal(value) == text)
  }
}
