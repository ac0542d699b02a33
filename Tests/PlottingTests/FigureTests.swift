import CellOutput
import Plotting
import Testing

/// One figure of each kind, and the ones that have nothing to draw.
private func gallery() -> [Figure] {
  let (x, y, labels) = blobs(200, classes: 3)
  let boundary = decisionBoundary(x, y, labels: labels) { scores(at: $0) { $0 - $1 } }
  return [
    plot(y, label: "loss", xLabel: "epoch", title: "Loss"), plot(["a": x, "b": y]),
    plot(y.map(abs), yScale: .log), scatter(x, y), scatter(x, y, labels: labels), boundary,
    subplots([boundary, plot(y)], title: "Both"), plot([Double]()), subplots(2, 2),
    plot(1...5, [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]], names: ["up", "down"]),
  ]
}

@Suite struct `A figure` {
  @Test func `is the same bytes for the same data`() {
    #expect(gallery().map(\.drawn) == gallery().map(\.drawn))
  }

  @Test func `is well-formed, and reaches for nothing outside`() {
    let known: Set = ["svg", "title", "desc", "g", "path", "rect", "text", "tspan"]
    for figure in gallery() {
      let report = XMLReport(figure.drawn)
      #expect(report.problem == nil)
      #expect(Set(report.elements).subtracting(known) == [])
      #expect(!figure.drawn.contains("url(") && !figure.drawn.contains("href"))
    }
  }

  @Test func `holds no number that is not one`() {
    for figure in gallery() {
      let attributes = XMLReport(figure.drawn).attributes.flatMap(\.values)
      #expect(!attributes.contains { $0.contains("nan") || $0.contains("inf") })
    }
  }

  @Test func `survives three hundred random mixtures of odd numbers`() {
    let odd: [Double] = [
      0, -0.0, 1, -1, 0.1, 1e-9, 1e9, 1e300, -1e308, .leastNonzeroMagnitude, .nan, .infinity,
      -.infinity, .pi, 1e15, 1 + .ulpOfOne,
    ]
    var random = SampleRandom()
    func pick() -> Double { odd[Int(random.uniform() * Double(odd.count))] }
    for _ in 0..<300 {
      let count = Int(random.uniform() * 9)
      let (x, y) = ((0..<count).map { _ in pick() }, (0..<count).map { _ in pick() })
      let limits = [pick(), pick()].filter { !$0.isNaN }.sorted()
      let range = limits.count == 2 && random.uniform() < 0.5 ? limits[0]...limits[1] : nil
      let scale: AxisScale = random.uniform() < 0.5 ? .log : .linear
      let figure = plot(x, y, label: "a", xScale: scale, xLimits: range, yLimits: range)
        .adding(scatter(y, x, labels: x, yScale: scale))
        .adding(decisionBoundary(x, y, labels: y, resolution: 9) { scores(at: $0) { $0 / $1 } })
      let report = XMLReport(figure.drawn)
      let numbers = report.attributes.flatMap(\.values)
      #expect(report.problem == nil)
      #expect(
        !numbers.contains { $0.contains("nan") || $0.contains("inf") }, "\(x) \(y) \(limits)")
    }
  }

  @Test func `has a name and a description for screen readers under ids of its own`() {
    var ids: [String] = []
    for figure in gallery() {
      let report = XMLReport(figure.drawn)
      #expect(report.values(of: "role", on: "svg") == ["img"])
      let own = report.attributes.compactMap { $0["id"] }
      #expect(report.values(of: "aria-labelledby", on: "svg") == [own.joined(separator: " ")])
      #expect(own.count == 2)
      ids += own
    }
    #expect(Set(ids).count == ids.count)
  }

  @Test func `says in words what it shows`() {
    let figure = plot([1, 2, 4], [0.5, 0.25, 0.125], label: "loss", xLabel: "epoch")
    let text = XMLReport(figure.drawn).text
    #expect(text.contains("x: epoch, from 0.88 to 4.12. "))
    #expect(text.contains("Line “loss”: 3 points, from 0.5 to 0.125."))
    #expect(subplots([figure, figure]).description == "Figure: 2 panels, 2 series")
    #expect(figure.titled("Training").description == "Figure “Training”: 1 panel, 1 series")
  }

  @Test func `shows hostile text as text`() {
    let hostile = "</svg><script>alert(\"1 & 2\")</script>]]>\u{0}\u{8}\u{FFFF}"
    let figure = plot(
      [1, 2], label: hostile, xLabel: hostile, yLabel: hostile, title: hostile
    ).titled(hostile)
    let report = XMLReport(figure.drawn)
    #expect(report.problem == nil)
    #expect(!report.elements.contains("script"))
    #expect(report.text.contains("</svg><script>alert(\"1 & 2\")</script>]]>\u{FFFD}"))
  }

  @Test func `shortens what does not fit`() {
    let figure = plot([1, 2], label: String(repeating: "long ", count: 200), title: "Short")
    let texts = figure.drawn.split(separator: "<text").map { $0.prefix { $0 != "\n" } }
    #expect(texts.dropFirst().allSatisfy { $0.utf8.count < 250 })
    #expect(figure.drawn.contains("…"))
  }

  @Test func `takes its colours from the page, with its own where the page has none`() {
    let drawn = plot([1, 2]).drawn
    #expect(drawn.contains("var(--lectern-series-1,#0072b2)"))
    #expect(drawn.contains("currentColor"))
  }

  @Test func `uses colours that stand out against white and near-black`() throws {
    let lines = (0..<8).map { [Double($0), Double($0) + 1] }
    let drawn = plot([0, 1], lines).drawn
    let colors = Set(drawn.split(separator: ",#").dropFirst().map { String($0.prefix(6)) })
    #expect(colors.count == 8)
    for color in colors {
      let light = try #require(luminance(color))
      #expect(1.05 / (light + 0.05) > 3, "#\(color) on white")
      // #16181d has a luminance of 0.009.
      #expect((light + 0.05) / 0.059 > 3, "#\(color) on near-black")
    }
  }

  /// The relative luminance of a colour as WCAG 2 defines it.
  private func luminance(_ color: String) -> Double? {
    guard let value = Int(color, radix: 16) else { return nil }
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      guard share > 0.04045 else { return share / 12.92 }
      let base = (share + 0.055) / 1.055
      // base^2.4 = base² · base^0.4, the latter as the fifth root of base².
      var root = 1.0
      for _ in 0..<60 { root -= (root * root * root * root * root - base * base) / 5 }
      return base * base * root
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  @Test func `can be given a size, within reason`() {
    let report = XMLReport(plot([1, 2]).sized(width: 300, height: 1e9).drawn)
    #expect(report.values(of: "viewBox", on: "svg") == ["0 0 300 4000"])
    #expect(plot([1, 2]).sized(width: -.infinity, height: .nan).drawn.contains("0 0 120 120"))
  }
}

@Suite struct `A grid of panels` {
  @Test func `is filled by row and column`() throws {
    var figure = subplots(1, 2, title: "Pair")
    figure[0, 1] = scatter([1, 2], [3, 4], title: "right")
    let data = try #require(figure.display.figure)
    #expect(data.title == "Pair")
    #expect(data.panels.map(\.title) == ["", "right"])
    #expect(figure[0, 1].display.figure?.panels.first == data.panels[1])
  }

  @Test func `lines up the axes of panels above each other`() {
    let figure = subplots([plot([0, 1]), plot([0, 123_456]), plot([0, 1e9])], columns: 1)
    let origins = XMLReport(figure.drawn).values(of: "transform", on: "g")
      .filter { $0.hasPrefix("translate") }
    let left = origins.map { $0.dropFirst(10).prefix { $0 != " " } }
    #expect(left.count == 3)
    #expect(Set(left).count == 1)
  }

  @Test func `stops the cell when there is no such panel`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = subplots(2, 2)[2, 0]
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("figure[2, 0]: the figure has 2 rows of 2 panels"))
  }

  @Test func `takes the titles of figures`() {
    let figure = subplots([plot([1, 2]).titled("left"), plot([1, 2], title: "right")])
    #expect(figure.display.figure?.panels.map(\.title) == ["left", "right"])
  }

  @Test func `can have other figures drawn on top, in other colours`() throws {
    let figure = plot([1, 2], label: "fit").adding(scatter([0, 1], [1, 2], label: "data"))
    let series = try #require(figure.display.figure?.panels.first?.series)
    #expect(series.map(\.kind) == ["line", "scatter"])
    #expect(figure.drawn.contains("--lectern-series-2"))
  }
}
