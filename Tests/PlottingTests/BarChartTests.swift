import CellOutput
import Plotting
import Testing

@Suite struct `A bar chart` {
  @Test func `carries its sides and heights`() throws {
    let figure = bar(["a", "b"], ["train": [1.0, 2], "test": [3.0, 4]], yLabel: "loss")
    let panel = try #require(figure.display.figure?.panels.first)
    #expect(panel.series.map(\.kind) == ["bar", "bar"])
    #expect(panel.series.map { $0.columns[0].values } == [[-0.4, 0.6], [0, 1]])
    #expect(panel.series[1].columns[2].values == [3, 4])
    #expect((panel.x.lower, panel.x.upper) == (-0.5, 1.5))
  }

  @Test func `stands on zero`() throws {
    let up = try #require(bar(["a", "b"], [3, 4]).display.figure?.panels.first)
    #expect(up.y.lower == 0)
    let down = try #require(bar(["a", "b"], [-3, -4]).display.figure?.panels.first)
    #expect(down.y.upper == 0)
    let both = try #require(bar(["a", "b"], [3, -4]).display.figure?.panels.first)
    #expect(both.y.lower < -4 && both.y.upper > 3)
  }

  @Test func `draws each bar from zero to its height`() throws {
    let drawn = bar(["a", "b"], [1, 2], yLimits: 0...2).sized(width: 200, height: 200).drawn
    let path = try #require(
      XMLReport(drawn).attributes(of: "path").first { $0["fill"]?.contains("series-1") == true })
    let outlines = pieces(of: try #require(path["d"]))
    #expect(outlines.count == 2)
    #expect(abs(area(of: outlines[1]) / area(of: outlines[0]) - 2) < 0.02)
  }

  @Test func `names its bars, turned when they have no room`() {
    let short = XMLReport(bar(["one", "two"], [1, 2]).drawn)
    #expect(short.text.contains("one") && short.text.contains("two"))
    #expect(!short.values(of: "transform", on: "text").contains { $0.contains("rotate") })
    let long = (0..<12).map { "a long name \($0)" }
    let turned = XMLReport(bar(long, Array(1...12)).drawn)
    #expect(turned.values(of: "transform", on: "text").count == 12)
  }

  @Test func `leaves gaps for missing numbers and survives odd ones`() {
    for heights in [[.nan, 1, .infinity], [0, 0, 0], [1e300, -1e300, .leastNonzeroMagnitude]]
      as [[Double]]
    {
      let report = XMLReport(bar([1, .nan, 3], heights, yScale: .linear).drawn)
      #expect(report.problem == nil)
      let values = report.attributes.flatMap(\.values)
      #expect(!values.contains { $0.contains("nan") || $0.contains("inf") })
    }
  }

  @Test func `shows hostile names as text`() {
    let report = XMLReport(bar(["</text><script>", "\u{0}&\""], [1, 2]).drawn)
    #expect(report.problem == nil)
    #expect(!report.elements.contains("script"))
    #expect(report.text.contains("</text><script>"))
  }

  @Test func `stops the cell when names and heights differ in number`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = bar(["a", "b"], [1, 2, 3])
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("bar: there are 2 names, but 3 heights"))
  }
}
