import Foundation
import NotebookModel
import Testing

/// A small deterministic generator (SplitMix64), so that a failing document can be made again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Pieces of chapters that meet one another in every order.
private let pieces: [[UInt8]] =
  [
    "```{.swift .input}\n", "```swift .input n=3\r\n", "````\n", "```\n", "~~~ {.input}\n", "```\r",
    "%%tab a\n", "%%tab b, all\n", "#@tab c\n", "%%cell hide, timeout=1\n", "%%check x hidden\n",
    "%load_ext lectern.tab\n", "tab.interact_select(['a', \"b\"])\n", ":begin_tab:`a`\n",
    ":end_tab:\n", "let x = \"\\(1)\"\n", "if tab.selected(\"a\") { y } else {\n", "}\n", "\n",
    "\n\n", "- item\n", "  ", "   ", "> ", "1. ", "\t", "# Title\n", "*a* `b` [c](d)\n",
    "| a | b |\n",
    "|---|:-:|\n", "$$x\n", "[**a**] (~~b~~)\n", ":label:`x`\n", "<div>\n", "<!-- ", "-->\n",
    "\u{FEFF}", "é🙂 ", "&amp; \\* ", "![i](j \"k\")\n", "[r]: /u\n", "***\n", "===\n", "\r",
    "a\\\n",
  ].map { Array($0.utf8) } + [[0], [0xFF, 0xC3], [0xF0, 0x9F]]

@Suite struct `No byte is lost` {
  private func document(_ seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(state: seed)
    let count = Int.random(in: 0...40, using: &generator)
    return (0..<count).flatMap { _ in pieces.randomElement(using: &generator) ?? [] }
  }

  @Test func `printing a random notebook gives the same bytes`() {
    for seed in 0..<1000 as Range<UInt64> {
      let bytes = document(seed)
      let notebook = Notebook(parsing: bytes, path: "a.md", tabs: ["a", "b"])
      #expect(notebook.printed == bytes, "seed \(seed)")
      let ranges = notebook.cells.map(\.bytes)
      #expect(ranges.first?.lowerBound ?? 0 == 0, "seed \(seed)")
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
      #expect(ranges.allSatisfy { !$0.isEmpty } || bytes.isEmpty, "seed \(seed)")
      #expect(notebook.cells.map(\.index) == Array(notebook.cells.indices))
    }
  }

  @Test func `the source of each cell stands in the file where the cell says`() {
    for seed in 0..<1000 as Range<UInt64> {
      let bytes = document(seed).filter { $0 != 0xFF && $0 != 0xC3 && $0 != 0xF0 && $0 != 0x9F }
      let notebook = Notebook(parsing: bytes, path: "a.md")
      let lines = Self.lines(bytes)
      for cell in notebook.cells where cell.kind != .prose {
        let source = cell.source.utf8.split(separator: 10, omittingEmptySubsequences: false)
        for (index, line) in source.enumerated() where cell.indentation.count > index {
          let from = cell.indentation[index]
          // A tab that is partly indentation is spaces in the source.
          guard from >= 0, !line.isEmpty, !line.starts(with: [0x20]) else { continue }
          let place = lines[cell.sourceLine - 1 + index].dropFirst(from)
          #expect(place.elementsEqual(line), "seed \(seed), cell \(cell.index), line \(index)")
        }
      }
    }
  }

  /// An independent count of lines: LF, CR and CR LF end one.
  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    let text = String(decoding: bytes, as: UTF8.self)
    let unified = text.replacingOccurrences(of: "\r\n", with: "\n")
      .replacingOccurrences(of: "\r", with: "\n")
    return unified.utf8.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
  }

  @Test func `an empty file has no cells`() {
    #expect(notebook("").cells.isEmpty && notebook("").json.contains("\"cells\": []"))
  }

  @Test(arguments: ["\n\n", "  \n", "\u{FEFF}", "\n\n```swift .input\n```\n\n\n"])
  func `blank files and blank ends are kept`(text: String) {
    #expect(notebook(text).printed == Array(text.utf8))
    #expect(notebook(text).cells.count == 1)
  }
}
