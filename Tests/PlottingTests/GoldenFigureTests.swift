import Plotting
import TestSupport
import Testing

/// Small pictures that a person has looked at; `RECORD=1` draws them again.
@Suite struct `Figures that have been looked at` {
  @Test func `two loss curves on a logarithmic axis`() throws {
    let figure = plot(
      1...5, ["train": [1, 0.4, 0.1, 0.04, 0.02], "test": [1.2, 0.6, 0.3, 0.2, 0.18]],
      xLabel: "epoch", yLabel: "loss", title: "Loss", yScale: .log)
    try expectGolden(figure.drawn, "loss.svg")
  }

  @Test func `three classes of points`() throws {
    let figure = scatter(
      [1, 2, 3, 1, 2, 3], [1, 1, 1, 2, 2, 2], labels: [0, 1, 2, 2, 1, 0],
      classNames: ["a", "b", "c"])
    try expectGolden(figure.drawn, "classes.svg")
  }

  @Test func `a line and a circle that part two classes`() throws {
    let (x, y, labels) = ([-0.9, 0, 0.9, 0.2], [0.1, -0.9, 0.2, 0.1], [0, 0, 0, 1])
    let line = decisionBoundary(x, y, labels: labels, title: "Train") { points in
      scores(at: points) { $0 - $1 }
    }
    let circle = decisionBoundary(x, y, labels: labels, title: "Test") { points in
      scores(at: points) { 0.25 - $0 * $0 - $1 * $1 }
    }
    try expectGolden(subplots([line, circle]).drawn, "circles.svg")
  }

  @Test func `two groups of bars with a name for each pair`() throws {
    let figure = bar(
      ["SGD", "Adam", "none"], ["train": [0.8, 0.9, -0.1], "test": [0.7, .nan, 0.1]],
      yLabel: "score")
    try expectGolden(figure.drawn, "bars.svg")
  }

  @Test func `a histogram of six numbers`() throws {
    let figure = histogram([1.0, 2, 2, 3, 3, 3], xLabel: "value", yLabel: "count")
    try expectGolden(figure.drawn, "histogram.svg")
  }

  @Test func `a heat map with a missing number`() throws {
    let figure = heatmap(
      [[1, -0.5], [.nan, 0.25]], rowNames: ["first", "second"], xLabel: "column",
      title: "Correlations", colors: .diverging)
    try expectGolden(figure.drawn, "heatmap.svg")
  }

  @Test func `a grey and a coloured image`() throws {
    let grey = Raster(width: 2, height: 2, channels: 1, bytes: [0, 255, 255, 0])
    let color = Raster(width: 3, height: 1, channels: 3, bytes: [255, 0, 0, 0, 255, 0, 0, 0, 255])
    let figure = imageGrid([grey, color], titles: ["chess", "red\nto blue"], title: "Two")
    try expectGolden(figure.drawn, "images.svg")
  }
}
