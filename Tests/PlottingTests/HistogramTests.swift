import CellOutput
import Plotting
import Testing

/// The numbers of the only series of a figure.
private func column(_ name: String, of figure: Figure) throws -> [Double] {
  let series = try #require(figure.display.figure?.panels.first?.series.first)
  return try #require(series.columns.first { $0.name == name }).values
}

/// The expected figures are what NumPy 2.4 answers.
@Suite struct `A histogram` {
  @Test func `takes as many bins as NumPy does`() throws {
    let small = histogram([1.0, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7])
    #expect(try column("y", of: small) == [3, 3, 4, 3, 3])
    let squares = histogram((0..<40).map { 0.1 * Double($0 * $0) })
    #expect(try column("y", of: squares) == [15, 6, 5, 4, 3, 4, 3])
    let products = (0..<500).map { (index: Int) -> Double in
      Double(index * 7919 % 1000 * (index * 104_729 % 1000))
    }
    #expect(
      try column("y", of: histogram(products)) == [130, 89, 67, 47, 40, 35, 27, 20, 18, 12, 8, 7])
  }

  @Test func `takes no bins narrower than 1 for integers, as NumPy does`() throws {
    #expect(try column("y", of: histogram([1, 2, 2, 3, 3, 3])) == [1, 5])
    #expect(try column("y", of: histogram([1.0, 2, 2, 3, 3, 3])) == [1, 0, 2, 3])
    let digits = histogram((0..<1000).map { $0 * 7919 % 10 })
    #expect(try column("y", of: digits) == [100, 100, 100, 100, 100, 100, 100, 100, 200])
    let squares = histogram((0..<200).map { $0 * $0 % 97 })
    #expect(try column("y", of: squares) == [34, 17, 21, 16, 28, 12, 24, 16, 32])
  }

  @Test func `counts a value on an edge in the bin that it begins, the last one in the last`()
    throws
  {
    let tenths = histogram([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0], bins: 10)
    #expect(try column("y", of: tenths) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    let edges = histogram([0.0, 1, 2, 2, 4], bins: [0, 2, 4])
    #expect(try column("y", of: edges) == [2, 3])
  }

  @Test func `gives equal values half a unit on each side`() throws {
    let equal = histogram([5, 5, 5], bins: 4)
    #expect(try column("from", of: equal) == [4.5, 4.75, 5, 5.25])
    #expect(try column("y", of: equal) == [0, 0, 3, 0])
    #expect(try column("to", of: histogram([5, 5, 5])) == [5.5])
  }

  @Test func `leaves out what is outside its range or not a number`() throws {
    let figure = histogram([1, 2, 3, 4, 100, .nan, .infinity], bins: 3, range: 0...6)
    #expect(try column("y", of: figure) == [1, 2, 1])
  }

  @Test func `covers an area of one as a density`() throws {
    let figure = histogram([1, 2, 2, 5], bins: [0, 2, 4, 8], density: true)
    #expect(try column("y", of: figure) == [0.125, 0.25, 0.0625])
  }

  @Test func `shares its bins between series`() throws {
    let figure = histogram(["a": [0.0, 1], "b": [3.0, 4]], bins: 2)
    let series = try #require(figure.display.figure?.panels.first?.series)
    #expect(series.map(\.name) == ["a", "b"])
    #expect(series.map { $0.columns[0].values } == [[0, 2], [0, 2]])
    #expect(series.map { $0.columns[2].values } == [[2, 0], [0, 2]])
  }

  @Test func `stops the cell at bins that cannot be`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = histogram([1, 2], bins: 0)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("histogram: there are 0 bins; at least 1 and at most 100000"))
  }
}
