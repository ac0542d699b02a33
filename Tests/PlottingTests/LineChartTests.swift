import CellOutput
import Plotting
import Testing

@Suite struct `A line chart` {
  @Test func `is SVG, then text, with its data beside it`() throws {
    let display = plot([1, 2, 4], [3.0, 1, 2], label: "loss").display
    #expect(display.representations.map(\.mime) == ["image/svg+xml", "text/plain"])
    #expect(display.text("text/plain") == "Figure: 1 panel, 1 series")
    let series = try #require(display.figure?.panels.first?.series.first)
    #expect(series.name == "loss")
    #expect(series.kind == "line")
    #expect(series.columns == [.init("x", [1, 2, 4]), .init("y", [3, 1, 2])])
  }

  @Test func `counts from zero when it has no x`() throws {
    let display = plot(["train": [4, 5], "test": [6, 7]]).display
    let series = try #require(display.figure?.panels.first?.series)
    #expect(series.map(\.name) == ["train", "test"])
    #expect(series.map { $0.columns[0].values } == [[0, 1], [0, 1]])
  }

  @Test func `takes arrays, ranges and strides of any numbers`() {
    let figure = plot(stride(from: 0, to: 1, by: 0.25), [1, 2, 3, 4] as [Float])
    #expect(
      figure.display.figure?.panels.first?.series.first?.columns
        == [.init("x", [0, 0.25, 0.5, 0.75]), .init("y", [1, 2, 3, 4])])
    #expect(plot(1...3, [true, false, true]).description == "Figure: 1 panel, 1 series")
  }

  @Test func `stops the cell at the author's line when x and y do not pair up`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = plot([1, 2], [1, 2, 3], file: "notebooks/fit.md", line: 41)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("notebooks/fit.md:41: Fatal error: plot: x has 2 values, but y has 3"))
  }

  @Test func `leaves a little room around the data, and none around given limits`() throws {
    let panel = try #require(plot([0, 10], [1, 2]).display.figure?.panels.first)
    #expect(abs(panel.x.lower + 0.4) < 1e-12)
    #expect(abs(panel.x.upper - 10.4) < 1e-12)
    let limited = plot([0, 10], [1, 2], xLimits: -1...20).display.figure?.panels.first
    #expect(limited?.x.lower == -1)
    #expect(limited?.x.upper == 20)
  }

  @Test func `keeps all numbers in its data and few corners in its drawing`() throws {
    var random = SampleRandom()
    let noise = (0..<100_000).map { _ in random.uniform() }
    let display = plot(noise).display
    let data = try #require(display.figure?.panels.first?.series.first)
    #expect(data.columns[1].values == noise)
    #expect(display.representations[0].bytes.count < 15_000)
  }

  @Test func `is drawn within a fifth of a pixel of its data`() throws {
    let y = (0..<2000).map { 1 / (1 + Double($0) * 0.01) }
    let figure = plot(y, xLimits: 0...1999, yLimits: 0...1).sized(width: 480, height: 320)
    let report = XMLReport(figure.drawn)
    let path = try #require(
      report.attributes(of: "path").first { $0["stroke-width"] == "18" }?["d"])
    let grid = try #require(report.values(of: "d", on: "path").first)
    let corners = try #require(pieces(of: path).first)
    let plot = pieces(of: grid).joined().reduce(SIMD2<Double>(0, 0)) {
      $0.replacing(with: $1, where: $1 .> $0)
    }
    #expect(corners.count < 120)
    let segments = zip(corners, corners.dropFirst())
    for (index, value) in y.enumerated() {
      let place = SIMD2(Double(index) / 1999 * plot.x, (1 - value) * plot.y)
      let miss = segments.map { squaredDistance(from: place, to: $0, $1) }.min()
      #expect(try #require(miss) < 4, "in tenths of a pixel, squared")
    }
  }

  @Test(
    arguments: [
      [], [3], [5, 5, 5], [.nan, .nan], [1, .nan, 2], [.infinity, -.infinity, 0],
      [1e308, -1e308], [.leastNonzeroMagnitude, 0],
      [.leastNormalMagnitude, .leastNonzeroMagnitude], [1e15, 1e15 + 1], [-0.0, 0],
    ] as [[Double]])
  func `copes with data that are hard to draw`(y: [Double]) {
    let scales: [AxisScale] = [.linear, .log]
    for figure in scales.flatMap({ [plot(y, yScale: $0), scatter(y, y, xScale: $0)] }) {
      let report = XMLReport(figure.drawn)
      #expect(report.problem == nil)
      #expect(!report.values(of: "d", on: "path").joined().contains("nan"))
      #expect(!report.text.contains("−0 ") && !report.text.hasSuffix("−0"))
    }
  }

  @Test(arguments: [
    0...0, -5 ... -1, 0...1e308, 1...1.0000000000000002, -Double.infinity ... .infinity,
  ])
  func `copes with limits that make no sense`(limits: ClosedRange<Double>) {
    for scale in [AxisScale.linear, .log] {
      let figure = plot([1, 2, 3], xScale: scale, yScale: scale, xLimits: limits, yLimits: limits)
      #expect(XMLReport(figure.drawn).problem == nil)
      #expect(!figure.drawn.contains("nan"))
    }
  }

  @Test func `says so when there are no data`() {
    #expect(XMLReport(plot([Double]()).drawn).text.contains("no data"))
    #expect(!XMLReport(plot([1.0]).drawn).text.contains("no data"))
  }

  @Test func `leaves out on a logarithmic axis what has no logarithm`() throws {
    let panel = try #require(plot([-1, 0, 1, 100], yScale: .log).display.figure?.panels.first)
    #expect(panel.y.isLogarithmic)
    #expect(panel.y.lower > 0.5 && panel.y.lower < 1)
    #expect(panel.series[0].columns[1].values == [-1, 0, 1, 100])
  }
}

@Suite struct `A legend` {
  /// Where the legend's box stands, or `nil` when there is none.
  private func place(_ figure: Figure) -> String? {
    let report = XMLReport(figure.drawn)
    guard let index = report.elements.firstIndex(of: "rect") else { return nil }
    return report.attributes[index - 1]["transform"]
  }

  @Test func `is there when a series has a name`() {
    #expect(place(plot([1, 2])) == nil)
    #expect(place(plot([1, 2], label: "a")) != nil)
    #expect(place(plot([1, 2], label: "a", legend: .hidden)) == nil)
  }

  @Test func `keeps away from the data`() {
    let falling = plot([3, 2, 1, 0.5, 0.2, 0.1], label: "a")
    let rising = plot([0.1, 0.2, 0.5, 1, 2, 3], label: "a")
    #expect(place(falling)?.hasPrefix("translate(8 8)") == false)
    #expect(place(rising) == "translate(8 8)")
  }

  @Test func `says how many names it leaves out`() {
    let lines = (0..<30).map { [Double($0)] }
    let names = (0..<30).map { "series \($0)" }
    let text = XMLReport(plot([0], lines, names: names).sized(width: 800, height: 800).drawn).text
    #expect(text.contains("and 11 more"))
  }
}
