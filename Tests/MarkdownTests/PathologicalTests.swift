import Markdown
import Markup
import TestSupport
import Testing

/// A family of documents that grow with a number and are made to be slow.
struct Family: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var text: @Sendable (Int) -> String

  init(_ name: String, _ text: @escaping @Sendable (Int) -> String) {
    (testDescription, self.text) = (name, text)
  }

  /// A family that repeats `piece`, with `end` after all.
  init(repeating piece: String, then end: String = "") {
    self.init("\(piece.debugDescription) then \(end.debugDescription)") {
      String(repeating: piece, count: $0) + end
    }
  }

  /// A family of as many `left` as `right`.
  init(_ left: String, _ right: String) {
    self.init("\(left.debugDescription) and \(right.debugDescription)") {
      String(repeating: left, count: $0) + "x" + String(repeating: right, count: $0)
    }
  }

  static let all = [
    Family("[", "]"), Family("![", "]"), Family("[", "](u)"), Family("![", "](u)"),
    Family(repeating: "[a]("), Family(repeating: "[a](<b"), Family(repeating: "[a](b \"t"),
    Family(repeating: "[", then: "[a](b)"), Family(repeating: "![[]()"), Family(repeating: "[a]"),
    Family("![", "[a](b)"), Family(repeating: "[a][b"), Family(repeating: "](", then: "]"),
    Family("*", "*"), Family("**", "**"), Family("*a **b ", "c* d** "), Family("_", "_"),
    Family(repeating: "*a_ "), Family(repeating: "a**b"), Family(repeating: "a***b c* "),
    Family(repeating: "**x* "), Family("*a ", " a*"), Family("~~a ", "~~"), Family("[*a ", "*](u)"),
    Family(repeating: "~a~~ "), Family(repeating: "_a __b ", then: "c_ d__"),
    Family(repeating: "`"),
    Family("growing runs of backticks") { n in
      (1...max(1, Int(Double(n).squareRoot()) * 2)).map { "e" + String(repeating: "`", count: $0) }
        .joined()
    },
    Family(repeating: "``a` "), Family(repeating: "<!-- "), Family(repeating: "<? "),
    Family(repeating: "<![CDATA[ "), Family(repeating: "<!A "), Family(repeating: "<a b='"),
    Family(repeating: "<a b c d=e "), Family(repeating: "<http:"), Family(repeating: "&amp"),
    Family(repeating: "&#"), Family(repeating: "\\"), Family(repeating: "\\\n"),
    Family(repeating: "> "),
    Family(repeating: "> ", then: "a\nb"), Family(repeating: "- "), Family(repeating: "1. "),
    Family(repeating: "* a\n"),
    Family("nested lists") { n in
      (0..<Int(Double(n).squareRoot()) * 2).map { String(repeating: "  ", count: $0) + "* a\n" }
        .joined()
    },
    Family(repeating: "> a\n"), Family(repeating: "a\n"), Family(repeating: "\n"),
    Family(repeating: "- a\n\n"),
    Family(repeating: " "), Family(repeating: "\t"), Family(repeating: "a "),
    Family(repeating: "a  \n"),
    Family(repeating: "#", then: "\n"), Family(repeating: "# ", then: "#"),
    Family(repeating: "===\n"),
    Family(repeating: "| a "),
    Family("a wide table") { n in
      String(repeating: "|a", count: n) + "\n" + String(repeating: "|-", count: n) + "\n|b\n|c\n"
    },
    Family("a long table") { "|a|b|\n|-|-|\n" + String(repeating: "|c|d|\n", count: $0) },
    Family(repeating: "|-"), Family(repeating: "a\n|-\n"), Family(repeating: "a\n-|-\n"),
    Family(repeating: "[a]: u\n"),
    Family("many definitions, used") { n in
      (0..<n).map { "[\($0)]: u\($0)\n" }.joined()
        + (0..<n).map { "[\($0)]" }.joined(separator: "\n")
    },
    Family("one long definition, used") { n in
      "[a]: " + String(repeating: "u", count: n) + "\n\n" + String(repeating: "[a] ", count: n)
    },
    Family(repeating: "$"), Family(repeating: "$a "), Family(repeating: "$$a "),
    Family(repeating: "$ a$ "), Family(repeating: "$a$1 "),
    Family(repeating: ":a:`"), Family(repeating: ":a:"), Family(repeating: "[**"),
    Family("[**", "**]"),
    Family(repeating: "(~~a "), Family(repeating: "(**a**) "), Family(repeating: "[**a`**]`"),
    Family(repeating: "http://"), Family(repeating: "http://a.b/("), Family(repeating: "www.a_"),
    Family(repeating: "www.a.b))"),
    Family(repeating: "_www."), Family(repeating: "a@b_"), Family(repeating: "a.a@"),
    Family(repeating: "h"),
    Family(repeating: "&a;http://a.b&c;"), Family(repeating: "<div>\n"),
    Family(repeating: "<script>\n"),
    Family(repeating: "```\n"), Family(repeating: "~~~ a\n"), Family(repeating: ":begin_tab:`a`\n"),
    Family(repeating: "$$\na\n"),
    Family(repeating: "[^"), Family(repeating: "[^a]: "), Family(repeating: "[^a]: b\n"),
    Family(repeating: "[^a]"), Family(repeating: "[^a](<"), Family(repeating: "[^a]:\n    "),
    Family(repeating: "\\eqref{"), Family(repeating: "\\ref{a}"),
    Family(repeating: "\u{FF}\0é"), Family(repeating: "- [ ] a\n"),
  ]
}

@Suite(.serialized) struct `Hostile input` {
  #if DEBUG
  static let size = 2000
  #else
  static let size = 25_000
  #endif

  @Test(arguments: Family.all)
  func `doubling the size less than triples the time`(family: Family) {
    let small = Array(family.text(Self.size).utf8)
    let large = Array(family.text(2 * Self.size).utf8)
    let ratio = growth(floor: 0.002, limit: 3) {
      _ = Document(parsing: small)
    } large: {
      _ = Document(parsing: large)
    }
    #expect(ratio < 3)
  }

  @Test(arguments: Family.all)
  func `deep trees do not exhaust the stack`(family: Family) {
    let document = Document(parsing: Array(family.text(Self.size).utf8))
    #expect(document == document && document.html.markup.utf8.count >= 0)
  }
}
