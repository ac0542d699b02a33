import CellOutput
import Checking
import SourceText
import Testing
import TestSupport

@Suite struct `A file of expected outputs` {
  @Test func `is readable Markdown`() {
    var course = Course()
    course.chapter = """
      ```{.swift .input}
      %%cell label=fig_loss
      plot(losses)
      ```

      ```{.swift .input}
      printTable()
      ```

      """
    course.draw { figure in figure.panels[0].series.removeSubrange(1...) }
    course.accept()
    #expect(
      course.accepted == """
        # Expected output of `c.md`

        Compared by `lectern test`, accepted by `lectern test --update`. A line `…` stands for any lines.

        ### `plot(losses)` (fig_loss, \(Self.checksums[0]))

        **Figure** "Loss"

        **Panel** "both": x "epoch" from 0 to 2, y "loss" from 0 to 1

        **Series** "train", line

        | x | y |
        | ---: | ---: |
        | 0 | 1 |
        | 1 | 0.5 |
        | 2 | 0.25 |

        ### `printTable()` (\(Self.checksums[1]))

        ```text
        epoch 0: 0.5000 nan
        epoch 1: 0.2500 inf
        epoch 2: 0.0000 -1.5e-07
        ```

        ```text stderr
        warning: slow
        ```

        """)
  }

  /// The 64-bit FNV-1a hashes of the two sources, upper half xor lower half, computed apart.
  private static let checksums = ["030709b7", "2824a251"]

  @Test func `gives back its own bytes`() {
    for text in [Course.original.accepted, Course.original.accepted.replacing("\n", with: "\r\n")] {
      let (file, faults) = ExpectationFile.reading(Array(text.utf8), path: "c.expected.md")
      #expect(faults.isEmpty)
      #expect(String(decoding: file.bytes, as: UTF8.self) == text)
    }
  }

  @Test(arguments: 0..<60) func `is read as it was written`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      Piece.random(using: &generator)
    }
    let cell = CellIdentity(
      firstLine: .random(using: &generator), label: Bool.random(using: &generator) ? "fig_x" : nil,
      source: "0123abcd")
    var file = ExpectationFile(for: "c.md")
    file.tabs = [ExpectationFile.Tab("scratch", [ExpectationFile.Section(cell, pieces)])]
    let (read, faults) = ExpectationFile.reading(file.bytes, path: "c.expected.md")
    #expect(faults.isEmpty)
    #expect(read.tabs.first?.sections.first?.pieces == pieces)
    #expect(read.tabs.first?.sections.first?.cell == cell)
    #expect(
      String(decoding: read.bytes, as: UTF8.self) == String(decoding: file.bytes, as: UTF8.self))
  }

  @Test func `is read whatever it is cut to or made of`() {
    let bytes = Array(Course.original.accepted.utf8)
    var generator = SeededGenerator(seed: 7)
    for end in stride(from: 0, to: bytes.count, by: 37) {
      var damaged = Array(bytes[..<end])
      let (cut, faults) = ExpectationFile.reading(damaged, path: "c.expected.md")
      let isKept = cut.bytes == damaged
      #expect(isKept || !faults.isEmpty)
      for _ in 0..<min(5, end) {
        damaged[Int.random(in: 0..<end, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      _ = ExpectationFile.reading(damaged, path: "c.expected.md")
    }
  }

  static let damages: [(text: String, line: Int, message: String)] = [
    ("### `x` (1d)\n\nhello\n", 3, "'hello' is no part of an expected output"),
    ("### x\n", 1, "the heading of a cell is its first line as code, then a checksum"),
    ("##\n", 1, "the heading of a tab needs the tab's name"),
    ("## a\n\n## A\n", 3, "the tab 'A' has its outputs above already"),
    ("## a\n\n```text\nx\n```\n", 3, "this output stands before the heading of a cell"),
    ("### `x` (1d)\n```swift\n```\n", 2, "a block 'swift' is no kind of output"),
    ("### `x` (1d)\n```text\nx\n", 2, "this block is not closed"),
    (
      "### `x` (1d)\n**Panel** \"\": x \"\" from 0 to 1, y \"\" from 0 to 1\n", 2,
      "a panel belongs to a figure, and there is none above"
    ),
    (
      "### `x` (1d)\n**Figure** \"\"\n**Series** \"\", line\n", 3,
      "a series belongs to a panel, and there is none above"
    ),
    (
      "### `x` (1d)\n**Figure** \"\"\n| x |\n", 3,
      "a table belongs to a series, and there is none above"
    ),
    (
      "### `x` (1d)\n**Figure** Loss\n", 2,
      "this line of a figure has to be like: **Figure** \"title\""
    ),
  ]

  @Test(arguments: damages)
  func `says what is wrong with it, and where`(text: String, line: Int, message: String) {
    let (_, faults) = ExpectationFile.reading(Array(text.utf8), path: "c.expected.md")
    #expect(faults.map(\.position.line) == [line])
    #expect(faults.map(\.message) == [message])
    #expect(faults.map(\.file) == ["c.expected.md"])
  }

  @Test func `is read in time that grows with its length`() {
    func file(_ rows: Int) -> [UInt8] {
      let table = String(repeating: "| 0.25 | nan |\n", count: rows)
      let text = String(repeating: "x `` y\n", count: rows)
      return Array(
        ("### `x` (1d)\n**Figure** \"\"\n**Panel** \"\": x \"\" from 0 to 1, y \"\" from 0 to 1\n"
          + "**Series** \"\", line\n| x | y |\n| --- | --- |\n\(table)\n```text\n\(text)```\n").utf8
      )
    }
    let (small, large) = (file(10_000), file(20_000))
    let ratio = growth(floor: 0.01, limit: 3) {
      _ = ExpectationFile.reading(small, path: "")
    } large: {
      _ = ExpectationFile.reading(large, path: "")
    }
    #expect(ratio < 3)
  }

  @Test func `that is not UTF-8 is told so`() {
    let bytes =
      Array("# Title\n\n### `x` (1d)\n\n```text\n".utf8) + [0xFF, 0x0A] + Array("```\n".utf8)
    let (_, faults) = ExpectationFile.reading(bytes, path: "c.expected.md")
    #expect(
      faults.map(\.message) == ["this is no file of expected outputs: it is not UTF-8 from here on"]
    )
    #expect(faults.map(\.position.line) == [6])
  }

  @Test func `with many faults tells ten of them`() {
    let text = "### `x` (1d)\n" + String(repeating: "stray\n", count: 40)
    let (_, faults) = ExpectationFile.reading(Array(text.utf8), path: "c.expected.md")
    #expect(faults.count == 10)
    #expect(faults.first?.message == "'stray' is no part of an expected output")
    #expect(faults.last?.message == "31 more lines of this file are no expected output")
    #expect(faults.last?.position.line == 11)
  }

  @Test func `with the marks of a merge says so`() {
    let text = "### `x` (1d)\n<<<<<<< HEAD\n```text\n1\n```\n"
    let (_, faults) = ExpectationFile.reading(Array(text.utf8), path: "c.expected.md")
    #expect(faults.map(\.hint) == ["a merge has left its marks here"])
  }
}

extension Piece {
  fileprivate static func random(using generator: inout SeededGenerator) -> Piece {
    guard Bool.random(using: &generator) else {
      let kind = TextPiece.Kind.allCases.randomElement(using: &generator) ?? .output
      let lines = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
        String.random(using: &generator)
      }
      return .text(TextPiece(kind, lines: lines, endsLine: Bool.random(using: &generator)))
    }
    let series = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      FigureRecord.Series.random(using: &generator)
    }
    let axis = FigureRecord.Axis(
      label: .random(using: &generator), lower: -.infinity, upper: 1e-300,
      isLogarithmic: Bool.random(using: &generator))
    return .figure(
      FigureRecord(
        title: .random(using: &generator),
        panels: [.init(title: .random(using: &generator), x: axis, y: axis, series: series)]))
  }
}

extension FigureRecord.Series {
  fileprivate static func random(using generator: inout SeededGenerator) -> Self {
    let columns = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      let values = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        [Double.infinity, -0.0, 12, Double.random(in: -1...1, using: &generator)]
          .randomElement(using: &generator) ?? 0
      }
      return FigureRecord.Column(.random(using: &generator), values)
    }
    let points = columns.map(\.values.count).max() ?? 0
    return Self(name: .random(using: &generator), kind: "line", points: points, columns: columns)
  }
}

extension String {
  /// Text of what is special somewhere: in Markdown, in tables, in quotes.
  fileprivate static func random(using generator: inout SeededGenerator) -> String {
    let parts = [
      "`", "```", "|", "\"", "\\", "x", "é", "  y", "**Figure**", "### ", "…", "(1d)", "-1",
    ]
    let text = (0..<Int.random(in: 0...5, using: &generator))
      .map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
    // Blanks at the ends of lines do not count, so they are not kept.
    let ends = text.hasSuffix(" ") ? String(text.dropLast()) : text
    return ends == "…" ? "" : String(ends.trimmingPrefix(" "))
  }
}
