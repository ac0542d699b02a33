import CellOutput
import Plotting
import Testing

/// The paths of a figure that show regions, and the lines between them.
private struct DrawnRegions {
  /// For each region its pieces, in tenths of a pixel.
  let regions: [[[SIMD2<Double>]]]
  let borders: [[SIMD2<Double>]]
  /// The plot's width and height, in tenths of a pixel.
  let size: SIMD2<Double>

  init(_ figure: Figure) {
    let report = XMLReport(figure.drawn)
    let paths = report.attributes(of: "path")
    regions = paths.filter { $0["fill-rule"] == "evenodd" }.map { pieces(of: $0["d"] ?? "") }
    borders = paths.filter { $0["stroke-width"] == "12" }.flatMap { pieces(of: $0["d"] ?? "") }
    size = regions.joined().joined().reduce(SIMD2(0, 0)) { $0.replacing(with: $1, where: $1 .> $0) }
  }
}

@Suite struct `A decision boundary` {
  @Test func `of a circle runs along the circle`() throws {
    let figure = decisionBoundary([-1, 1], [-1, 1], labels: [0, 1]) { points in
      scores(at: points) { 0.64 - $0 * $0 - $1 * $1 }
    }
    let drawn = DrawnRegions(figure)
    let border = try #require(drawn.borders.first)
    #expect(drawn.borders.count == 1)
    #expect(border.count > 40)
    for corner in border {
      let x = corner.x / drawn.size.x * 2.2 - 1.1
      let y = 1.1 - corner.y / drawn.size.y * 2.2
      // Linear interpolation of the square misses by at most h²/8 · 2/(2r) with h = 0.022; a unit
      // of the path is 0.0005 of the axis.
      #expect(abs((x * x + y * y).squareRoot() - 0.8) < 0.0012)
    }
  }

  @Test func `of a straight line is two points`() throws {
    let figure = decisionBoundary([-1, 1], [-1, 1], labels: [0, 1]) { points in
      scores(at: points) { $1 - 0.5 * $0 }
    }
    #expect(DrawnRegions(figure).borders.map(\.count) == [2])
  }

  @Test(arguments: [2, 3, 4, 7, 12])
  func `leaves no gap and no overlap between many classes`(classes: Int) throws {
    let (x, y, labels) = blobs(100, classes: 4)
    let figure = decisionBoundary(x, y, labels: labels) { points in
      stride(from: 0, to: points.count, by: 2).flatMap { index in
        (0..<classes).map { label in
          let center = (x: Double(label * 5 % 7), y: Double(label * 3 % 8))
          let (dx, dy) = (points[index] - center.x, points[index + 1] - center.y)
          return -dx * dx - dy * dy * (1 + Double(label) / 10)
        }
      }
    }
    let drawn = DrawnRegions(figure)
    let covered = drawn.regions.joined().reduce(0) { $0 + area(of: $1) }
    #expect(abs(covered - drawn.size.x * drawn.size.y) < 1e-6 * covered)
    let shares = try #require(figure.display.figure?.panels.first?.series.first?.columns[1].values)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `of linear classes is straight lines that meet where three score the same`() {
    let figure = decisionBoundary([-1, 1], [-1, 1], labels: [0, 1]) { points in
      stride(from: 0, to: points.count, by: 2).flatMap { index in
        let (x, y) = (points[index] - 0.137, points[index + 1] + 0.271)
        return [x, y, -x - y]
      }
    }
    let drawn = DrawnRegions(figure)
    #expect(drawn.borders.map(\.count) == [2, 2, 2])
    let meeting = SIMD2((0.137 + 1.1) / 2.2, (1.1 + 0.271) / 2.2) * drawn.size
    for border in drawn.borders {
      // Half a tenth of a pixel in each direction is rounded away.
      #expect(border.contains { (($0 - meeting) * ($0 - meeting)).sum() < 0.6 })
    }
  }

  @Test func `knows how large its regions are and where`() throws {
    let figure = decisionBoundary([-1, 1], [-1, 1], labels: [0, 1]) { points in
      scores(at: points) { x, _ in x - 0.5505 }
    }
    let series = try #require(figure.display.figure?.panels.first?.series.first)
    #expect(series.kind == "regions")
    #expect(series.columns.map(\.name) == ["class", "share", "x", "y"])
    // The plot runs from -1.1 to 1.1, so the border is just past three quarters of it,
    // between two columns of the grid.
    let expected = [[0, 1], [1.6505 / 2.2, 0.5495 / 2.2], [-0.27475, 0.82525], [0, 0]]
    for (column, values) in zip(series.columns, expected) {
      for (found, value) in zip(column.values, values) { #expect(abs(found - value) < 1e-9) }
    }
  }

  @Test func `has rings around holes and islands in them`() throws {
    let figure = decisionBoundary([-1, 1], [-1, 1], labels: [0, 1]) { points in
      scores(at: points) { x, y in abs((x * x + y * y).squareRoot() - 0.5) - 0.2 }
    }
    let drawn = DrawnRegions(figure)
    #expect(drawn.borders.count == 2)
    #expect(drawn.regions.map(\.count) == [2, 3])
    let shares = figure.display.figure?.panels.first?.series.first?.columns[1].values
    #expect(abs((shares?.reduce(0, +) ?? 0) - 1) < 1e-12)
  }

  @Test func `starts a tenth outside the data, and takes points on top`() throws {
    let figure = decisionBoundary([0, 2], [5, 6], labels: [0, 1]) { scores(at: $0) { $0 - $1 } }
    let panel = try #require(figure.display.figure?.panels.first)
    #expect([panel.x.lower, panel.x.upper, panel.y.lower, panel.y.upper] == [-0.1, 2.1, 4.9, 6.1])
    #expect(panel.series.map(\.kind) == ["regions", "scatter", "scatter"])
  }

  @Test func `asks for the corners of the grid, row by row from the bottom`() {
    var asked: [Double] = []
    _ = decisionBoundary([0, 1], [10, 11], labels: [0, 1], margin: 0, resolution: 3) { points in
      asked = points
      return scores(at: points) { x, _ in x }
    }
    #expect(
      asked == [0, 10, 0.5, 10, 1, 10, 0, 10.5, 0.5, 10.5, 1, 10.5, 0, 11, 0.5, 11, 1, 11])
  }

  @Test func `needs less than 35 kB for a thousand points`() {
    let (x, y, labels) = blobs(1000, classes: 4)
    let figure = decisionBoundary(x, y, labels: labels, title: "Blobs") { points in
      stride(from: 0, to: points.count, by: 2).flatMap { index in
        let (x, y) = (points[index], points[index + 1])
        return [-x - y, x - y - 6, y - x - 6, x + y - 12]
      }
    }
    #expect(figure.drawn.utf8.count < 35_000)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 0, 1e308])
  func `copes with scores that are hard to interpolate`(odd: Double) throws {
    for classes in [1, 2, 5] {
      var random = SampleRandom()
      let figure = decisionBoundary([0, 1], [0, 1], labels: [0, 1], resolution: 20) { points in
        (0..<points.count / 2 * classes).map { _ in random.uniform() < 0.5 ? odd : random.uniform()
        }
      }
      let drawn = DrawnRegions(figure)
      #expect(XMLReport(figure.drawn).problem == nil)
      #expect(!figure.drawn.contains("nan"))
      let shares = figure.display.figure?.panels.first?.series.first?.columns[1].values
      #expect(abs((shares?.reduce(0, +) ?? 0) - 1) < 1e-9)
      #expect(!drawn.regions.isEmpty)
    }
  }

  @Test func `is one region where one class wins everywhere`() throws {
    let figure = decisionBoundary([0, 1], [0, 1], labels: [0, 1]) { scores(at: $0) { _, _ in 1 } }
    let drawn = DrawnRegions(figure)
    #expect(drawn.regions.map(\.count) == [1])
    #expect(drawn.borders.isEmpty)
    #expect(figure.display.figure?.panels.first?.series.first?.columns[0].values == [1])
  }

  @Test(arguments: [[], [.nan], [3], [1e308, -1e308]] as [[Double]])
  func `copes with points that are hard to draw`(x: [Double]) {
    let figure = decisionBoundary(x, x, labels: x.map { _ in 0 }) { scores(at: $0) { $0 - $1 } }
    #expect(XMLReport(figure.drawn).problem == nil)
    #expect(!figure.drawn.contains("nan"))
  }

  @Test func `stays inside the panel when the panel is smaller`() throws {
    let boundary = decisionBoundary([-1, 1], [-1, 1], labels: [0, 1]) { points in
      scores(at: points) { 0.64 - $0 * $0 - $1 * $1 }
    }
    let zoomed = scatter([0.0], [0.0], xLimits: 0...1, yLimits: 0...1).adding(boundary)
    let drawn = DrawnRegions(zoomed)
    let corners = drawn.regions.joined().joined()
    #expect(corners.allSatisfy { $0.x >= 0 && $0.y >= 0 })
    // A quarter of the disc with radius 0.8 in the unit square.
    let disc = drawn.regions[1].reduce(0) { $0 + area(of: $1) } / (drawn.size.x * drawn.size.y)
    #expect(abs(disc - 0.5027) < 0.002)
  }
}
