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
}
