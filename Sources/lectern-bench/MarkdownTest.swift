import Glibc
import Markdown

/// A row of the Markdown benchmark: a document made to be slow, of any length.
struct MarkdownTest: Sendable {
  let name: String
  /// Returns the document whose length grows with the number.
  let text: @Sendable (Int) -> String

  init(_ name: String, _ text: @escaping @Sendable (Int) -> String) {
    (self.name, self.text) = (name, text)
  }

  /// A row of `left` as often as `right`.
  private init(_ name: String, _ left: String, _ right: String) {
    self.init(name) {
      String(repeating: left, count: $0) + "x" + String(repeating: right, count: $0)
    }
  }

  /// Prints the milliseconds that reading takes, and reading and rendering, at four lengths.
  ///
  /// The times of a reader without traps for hostile input double from line to line.
  func measure() {
    for count in [6250, 12_500, 25_000, 50_000] {
      Self.measure(Array(text(count).utf8), rounds: 3, #""markdown": "\#(name)", "n": \#(count)"#)
    }
  }

  /// Prints the same of a document that was read from a file, and its bytes.
  static func measure(file bytes: [UInt8]) {
    measure(bytes, rounds: 7, #""markdown": "file", "bytes": \#(bytes.count)"#)
  }

  private static func measure(_ bytes: [UInt8], rounds: Int, _ place: String) {
    var (parse, render) = (Double.infinity, Double.infinity)
    for _ in 0..<rounds {
      var document = Document(blocks: [])
      let parsing = ContinuousClock().measure { document = Document(parsing: bytes) }
      let rendering = ContinuousClock().measure { _ = document.html }
      parse = min(parse, parsing.seconds)
      render = min(render, rendering.seconds)
    }
    write(
      "{\(place), \"parse\": \((parse * 1000).cents), "
        + "\"total\": \(((parse + render) * 1000).cents)}")
  }
}

extension MarkdownTest {
  static let all = [
    MarkdownTest("brackets", "[", "]"), MarkdownTest("images", "![", "]"),
    MarkdownTest("links", "[", "](u)"),
    MarkdownTest("unclosed-links") { String(repeating: "[a](<b", count: $0) },
    MarkdownTest("emphasis", "*a **b ", "c** d*"),
    MarkdownTest("mixed-emphasis") { String(repeating: "*a_ ", count: $0) },
    MarkdownTest("quotes") { String(repeating: "> ", count: $0) + "a" },
    MarkdownTest("lists") { String(repeating: "- ", count: $0) + "a" },
    MarkdownTest("backticks") { count in
      (1...Int((2 * Double(count)).squareRoot())).map { String(repeating: "`", count: $0) }
        .joined(separator: "e")
    },
    MarkdownTest("entities") { String(repeating: "&amp", count: $0) },
    MarkdownTest("comments") { String(repeating: "<!-- ", count: $0) },
    MarkdownTest("definitions") { count in
      (0..<count).map { "[\($0)]: u\n" }.joined() + (0..<count).map { "[\($0)] " }.joined()
    },
    MarkdownTest("wide-table") { count in
      String(repeating: "|a", count: count) + "\n" + String(repeating: "|-", count: count)
        + "\n|b\n|c\n"
    },
    MarkdownTest("long-table") { "|a|b|\n|-|-|\n" + String(repeating: "|c|d|\n", count: $0) },
    MarkdownTest("formulas") { String(repeating: "$a ", count: $0) },
  ]
}

/// Returns the bytes of the file at `path`, or nil when it cannot be read.
func contents(ofFile path: String) -> [UInt8]? {
  guard let file = unsafe fopen(path, "r") else { return nil }
  defer { unsafe fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe fread(&buffer, 1, buffer.count, file)
    if count == 0 { return unsafe ferror(file) == 0 ? bytes : nil }
    bytes += buffer[..<count]
  }
}
