import CellOutput
import Plotting
import Testing

@Suite struct `A heat map` {
  @Test func `carries its numbers, column by column`() throws {
    let figure = heatmap([[1, 2], [3, 4], [5, 6]], columnNames: ["a", "b"], title: "T")
    let panel = try #require(figure.display.figure?.panels.first)
    #expect(panel.title == "T")
    #expect(panel.series.map(\.kind) == ["heatmap"])
    #expect(panel.series[0].columns == [.init("a", [1, 3, 5]), .init("b", [2, 4, 6])])
  }

  @Test func `has its first row at the top`() throws {
    let drawn = heatmap([[0], [1]], colors: .grey).drawn
    let cells = XMLReport(drawn).attributes(of: "path").filter { $0["stroke"]?.count == 7 }
    #expect(cells.map { $0["fill"] } == ["#000000", "#ffffff"])
    let tops = try cells.map { try pieces(of: #require($0["d"]))[0].map(\.y).min() ?? .nan }
    #expect(tops[0] == 0)
    #expect(tops[1] > 100)
  }

  @Test func `writes numbers so that they can be read on their cells`() {
    let report = XMLReport(heatmap([[0, 1]], colors: .grey).drawn)
    let texts = report.attributes(of: "text").filter { $0["fill"] != nil }
    #expect(texts.map { $0["fill"] } == ["#fff", "#000"])
  }

  @Test func `writes integers as such and others with two decimals`() {
    #expect(XMLReport(heatmap([[1, -20]], limits: 0...100).drawn).text.contains("−20"))
    #expect(XMLReport(heatmap([[0.5, 0.125]]).drawn).text.contains("0.50"))
    #expect(XMLReport(heatmap([[0.5, 0.125]], decimals: 3).drawn).text.contains("0.125"))
    let silent = XMLReport(heatmap([[77, 88], [55, 66]], limits: 0...1, annotated: false).drawn)
    #expect(!silent.text.contains("77"))
  }

  @Test func `is a picture with a pixel a cell when it is large`() {
    let rows = (0..<60).map { row in (0..<60).map { Double(row * $0) } }
    let report = XMLReport(heatmap(rows).drawn)
    #expect(report.attributes(of: "image").count == 1)
    #expect(report.values(of: "style", on: "image") == ["image-rendering:pixelated"])
  }

  @Test func `centres diverging colours on zero`() {
    let drawn = heatmap([[-1, 0, 4]], colors: .diverging).drawn
    #expect(drawn.contains("#ebebeb"))
    #expect(XMLReport(drawn).text.contains("−4"))
  }

  @Test func `survives odd numbers`() {
    let odd: [Double] = [.nan, .infinity, -.infinity, 0, 1e300, -1e300, .leastNonzeroMagnitude]
    for value in odd {
      for other in odd {
        let report = XMLReport(heatmap([[value, other]]).drawn)
        #expect(report.problem == nil)
        let values = report.attributes.flatMap(\.values)
        #expect(!values.contains { $0.contains("nan") || $0.contains("inf") }, "\(value) \(other)")
      }
    }
    #expect(XMLReport(heatmap([[Double]]()).drawn).problem == nil)
    #expect(XMLReport(heatmap([[Double](), []]).drawn).problem == nil)
  }

  @Test func `stops the cell at rows of different lengths`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = heatmap([[1, 2], [3]])
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("heatmap: row 1 has 1 numbers where row 0 has 2"))
  }
}

@Suite struct `A colour map` {
  @Test func `grows evenly lighter`() {
    // CIE lightness of the colours, from their bytes as IEC 61966-2-1 has them.
    let steps = (0...16).map { lightness(ColorMap.sequential.color(Double($0) / 16)) }
    let rises = zip(steps, steps.dropFirst()).map { $1 - $0 }
    #expect(rises.allSatisfy { $0 > 0 })
    // Oklab's lightness and CIE's differ by a few hundredths on the way.
    let mean = (steps[16] - steps[0]) / 16
    #expect(rises.allSatisfy { abs($0 - mean) < mean * 0.35 }, "\(rises)")
  }

  @Test func `is the same on both sides of its middle where it diverges`() {
    for share in [0.0, 0.1, 0.25, 0.4] {
      let (low, high) = (ColorMap.diverging.color(share), ColorMap.diverging.color(1 - share))
      #expect(abs(lightness(low) - lightness(high)) < 6)
      #expect(low.blue > low.red && high.red > high.blue)
    }
  }

  @Test func `takes the nearest colour outside`() {
    #expect(ColorMap.grey.color(-3) == ColorMap.grey.color(0))
    #expect(ColorMap.grey.color(.infinity).blue == 255)
  }

  private func lightness(_ color: ColorMap.Color) -> Double {
    let parts = [color.red, color.green, color.blue].map { byte -> Double in
      let share = Double(byte) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055, 12, root: 5)
    }
    let luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return luminance > 0.008856 ? 116 * power(luminance, 1, root: 3) - 16 : 903.3 * luminance
  }

  /// The `root`-th root of `base` to the power of `exponent`, by Newton's method.
  private func power(_ base: Double, _ exponent: Int, root: Int) -> Double {
    let target = (0..<exponent).reduce(1.0) { product, _ in product * base }
    var value = 1.0
    for _ in 0..<80 {
      let below = (1..<root).reduce(1.0) { product, _ in product * value }
      value -= (value * below - target) / (Double(root) * below)
    }
    return value
  }
}
