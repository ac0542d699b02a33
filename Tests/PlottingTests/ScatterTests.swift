import CellOutput
import Plotting
import Testing

@Suite struct `A scatter plot` {
  @Test func `has a series for each class, in ascending order`() throws {
    let figure = scatter([1, 2, 3], [4, 5, 6], labels: [1, 0, 1], classNames: ["blue", "red"])
    let series = try #require(figure.display.figure?.panels.first?.series)
    #expect(series.map(\.name) == ["blue", "red"])
    #expect(series[0].columns == [.init("x", [2]), .init("y", [5])])
    #expect(series[1].columns == [.init("x", [1, 3]), .init("y", [4, 6])])
  }

  @Test func `gives each class a colour and a marker of its own`() {
    let report = XMLReport(scatter([1, 2, 3], [1, 2, 3], labels: [0, 1, 2]).drawn)
    let clouds = report.attributes(of: "path")
      .filter { $0["fill"]?.hasPrefix("var") == true }
    #expect(Set(clouds.compactMap { $0["fill"] }).count == 3)
    let outlines = clouds.compactMap { $0["d"]?.drop { $0 == "m" || $0 == "-" || !$0.isLetter } }
    #expect(Set(outlines).count == 3)
  }

  @Test func `paints a class the same in every figure`() {
    let drawn = scatter([1, 2], [1, 2], labels: [2, 2]).drawn
    #expect(drawn.contains("--lectern-series-3"))
    #expect(!drawn.contains("--lectern-series-1"))
  }

  @Test func `numbers labels that are not small integers`() throws {
    let figure = scatter([1, 2, 3], [1, 2, 3], labels: [0.5, -1, .nan])
    let series = try #require(figure.display.figure?.panels.first?.series)
    #expect(series.map(\.name) == ["class -1", "class 0.5", "class inf"])
  }

  @Test func `is small with a thousand points and stays small with a hundred thousand`() {
    let (x, y, labels) = blobs(1000, classes: 4)
    #expect(scatter(x, y, labels: labels).drawn.utf8.count < 30_000)
    let (manyX, manyY, _) = blobs(100_000, classes: 4)
    #expect(scatter(manyX, manyY).drawn.utf8.count < 60_000)
  }

  @Test func `leaves out points outside of the limits`() {
    let inside = scatter([1], [1], xLimits: 0...2, yLimits: 0...2).drawn
    let both = scatter([1, 5], [1, 1], xLimits: 0...2, yLimits: 0...2).drawn
    let paths = [inside, both].map { XMLReport($0).values(of: "d", on: "path") }
    #expect(paths[0] == paths[1])
  }

  @Test func `stops the cell when there are too few labels`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = scatter([1, 2], [1, 2], labels: [1])
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("scatter: there are 2 points, but 1 labels"))
  }
}
