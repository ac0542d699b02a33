import Foundation
import Markdown
import Testing

@Suite struct `Positions` {
  let text = """
    # Title

    > - a *b*
    >   c `d`

    | x | $y$ |
    |---|-----|
    | é | [z](u) |
    ```swift .input
    code
    ```
    """

  private func piece(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  @Test func `blocks know their lines and bytes`() {
    let blocks = Document(parsing: Array(text.utf8)).blocks
    #expect(blocks.map(\.lines) == [1...1, 3...4, 6...8, 9...11])
    #expect(piece(blocks[0].bytes) == "# Title")
    #expect(piece(blocks[1].bytes) == "> - a *b*\n>   c `d`")
    #expect(piece(blocks[1].children[0].children[0].children[0].bytes) == "a *b*\n>   c `d`")
    #expect(blocks[2].children.map(\.lines) == [6...6, 8...8])
    #expect(piece(blocks[2].children[1].children[0].bytes) == "é")
    #expect(blocks[3].fence.map { piece($0.info) } == "swift .input")
    #expect(blocks[3].fence?.lines.map { piece($0.bytes) } == ["code"])
  }

  @Test func `inlines know their bytes, across the marks of what they stand in`() {
    let blocks = Document(parsing: Array(text.utf8)).blocks
    let item = blocks[1].children[0].children[0].children[0].content
    #expect(item.map { piece($0.bytes) } == ["a ", "*b*", "\n", "c ", "`d`"])
    let row = blocks[2].children[1].children
    #expect(row[1].content.map { piece($0.bytes) } == ["[z](u)"])
    #expect(row[1].content[0].children.map { piece($0.bytes) } == ["z"])
    #expect(blocks[2].children[0].children[1].content.map { piece($0.bytes) } == ["$y$"])
  }

  @Test(arguments: ["a\r\nb\r\n", "a\rb\r", "\u{FEFF}a\nb\n"])
  func `line endings of every kind make the same lines`(text: String) {
    let blocks = Document(parsing: Array(text.utf8)).blocks
    #expect(blocks.map(\.lines) == [1...2])
    #expect(blocks[0].content.map(\.kind) == [.text("a"), .softBreak, .text("b")])
  }

  @Test func `inlines lie inside their block and in order, whatever the file holds`() {
    let parts = [
      "*", "_", "**", "[", "](u)", "`", "$", "é", "\n", "> ", "- ", "|", "\\", "a", " ",
      "<a>", "&amp;", "[**", "**]", ":r:`", "~~", "www.a.b ", "\u{0}", "!", "\t", "\n\n", "|-|\n",
      "[^a]",
      "[^a]: ",
    ]
    var state: UInt64 = 1
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += parts[Int(state >> 33) % parts.count]
      }
      for block in Document(parsing: Array(text.utf8)).blocks {
        #expect(block.isWellPlaced(in: 0..<text.utf8.count), "\(text.debugDescription)")
      }
    }
  }
}

extension Block {
  func isWellPlaced(in range: Range<Int>) -> Bool {
    bytes.lowerBound >= range.lowerBound && bytes.upperBound <= range.upperBound
      && children.allSatisfy { $0.isWellPlaced(in: bytes) } && content.areWellPlaced(in: bytes)
  }
}

extension [Inline] {
  func areWellPlaced(in range: Range<Int>) -> Bool {
    var start = range.lowerBound
    for inline in self {
      guard inline.bytes.lowerBound >= start, inline.bytes.upperBound <= range.upperBound,
        inline.children.areWellPlaced(in: inline.bytes)
      else { return false }
      start = inline.bytes.upperBound
    }
    return true
  }
}
