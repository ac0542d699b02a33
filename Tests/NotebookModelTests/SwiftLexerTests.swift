import Foundation
import NotebookModel
import Testing

@Suite struct `Cutting Swift into tokens` {
  /// The tokens that are not white space, each as its kind and text.
  private func tokens(_ source: String) -> [String] {
    let bytes = Array(source.utf8)
    return SwiftLexer.tokens(of: bytes).filter { $0.kind != .whitespace && $0.kind != .newline }
      .map { "\($0.kind.rawValue) \(String(decoding: bytes[$0.bytes], as: UTF8.self))" }
  }

  @Test func `words are keywords, types or names`() {
    #expect(
      tokens("let x: Tensor = self.init(`class`)") == [
        "keyword let", "identifier x", "punctuation :", "type Tensor", "operator =",
        "keyword self", "operator .", "keyword init", "punctuation (", "identifier `class`",
        "punctuation )",
      ])
    #expect(tokens("a.default").last == "identifier default")
    #expect(
      tokens("@MainActor #if é_1 $0") == [
        "attribute @MainActor", "directive #if", "identifier é_1", "identifier $0",
      ])
  }

  @Test func `numbers keep their sign of exponent and leave ranges alone`() {
    #expect(
      tokens("1_000.5e-3 0x1F.8p+2 0b1 1...n 1.x 2-1") == [
        "number 1_000.5e-3", "number 0x1F.8p+2", "number 0b1", "number 1", "operator ...",
        "identifier n", "number 1", "operator .", "identifier x", "number 2", "operator -",
        "number 1",
      ])
  }

  @Test func `comments nest and end operators`() {
    #expect(
      tokens("a+/* b /* c */ d */-b // e }\n}") == [
        "identifier a", "operator +", "comment /* b /* c */ d */", "operator -", "identifier b",
        "comment // e }", "punctuation }",
      ])
  }

  @Test func `interpolations are code inside strings`() {
    #expect(
      tokens(#""a\(f("b", (1)))c" + "\"""#) == [
        #"string "a\"#, "punctuation (", "identifier f", "punctuation (", "string \"b\"",
        "punctuation ,", "punctuation (", "number 1", "punctuation )", "punctuation )",
        "punctuation )", "string c\"", "operator +", #"string "\"""#,
      ])
  }

  @Test func `raw and multi-line strings end where they should`() {
    #expect(tokens(##"#"a\(b)"c"#d"##) == [##"string #"a\(b)"c"#"##, "identifier d"])
    #expect(tokens(##"#"\#(x)"#"##).contains("identifier x"))
    #expect(tokens("\"\"\"\n} \" \"\"\nx\\(y)\n\"\"\" z").suffix(4).last == "identifier z")
    #expect(tokens("#/a\"b/# c") == ["string #/a\"b/#", "identifier c"])
  }

  @Test func `a string that its line ends leaves the next line alone`() {
    #expect(tokens("\"a {\nlet").last == "keyword let")
    #expect(tokens("\"a\\\nlet").last == "keyword let")
    #expect(tokens("f(\"\\(g(\"h\n)}\nlet").last == "keyword let")
  }

  @Test(arguments: [
    "", "\"", "\"\"\"", "\"\\(", "\"\\(\"\\(\"\\(", "/*", "/*/", "#", "##\"", "@", "`", "`a\n",
    "\\",
    "'", "\u{0}", "\r\n\r", "#/", "\"\\", "#!x\n", "))))", "\"\\()\\()\"",
  ])
  func `every byte is in one token`(source: String) { expectLossless(Array(source.utf8)) }

  @Test func `every byte of random source is in one token`() {
    let parts = [
      "\"", "\"\"\"", "#", "\\(", "(", ")", "{", "/*", "*/", "//", "\n", "a", "1", ".",
      "\\", "é", "@", "`", "e+", "0x", "\r",
    ]
    var generator = SeededGenerator(state: 7)
    for _ in 0..<3000 {
      let source = (0..<25).map { _ in parts.randomElement(using: &generator) ?? "" }.joined()
      expectLossless(Array(source.utf8))
    }
    expectLossless((0...255).map { UInt8($0) })
  }

  private func expectLossless(_ bytes: [UInt8]) {
    let tokens = SwiftLexer.tokens(of: bytes)
    #expect(
      tokens.map(\.bytes.lowerBound) == [0] + tokens.dropLast().map(\.bytes.upperBound)
        || bytes.isEmpty)
    #expect(tokens.last?.bytes.upperBound ?? 0 == bytes.count)
    #expect(tokens.allSatisfy { !$0.bytes.isEmpty })
  }

  @Test func `our own sources have balanced braces`() throws {
    let sources = URL(filePath: #filePath).appending(path: "../../../Sources").standardized
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let bytes = Array(try Data(contentsOf: file))
      var depth = 0
      for token in SwiftLexer.tokens(of: bytes) where token.kind == .punctuation {
        if "([{".utf8.contains(bytes[token.bytes.lowerBound]) { depth += 1 }
        if ")]}".utf8.contains(bytes[token.bytes.lowerBound]) { depth -= 1 }
        #expect(depth >= 0)
      }
      #expect(depth == 0, "\(file.lastPathComponent)")
      count += 1
    }
    #expect(count > 20)
  }
}
