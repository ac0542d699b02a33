import Markdown
import Markup
import TestSupport
import Testing

@Suite struct `The footnotes of a document` {
  private func mark(_ note: Int, _ reference: String = "") -> String {
    "<sup class=\"footnote-ref\"><a href=\"#fn-\(note)\" id=\"fnref-\(note)\(reference)\" "
      + "data-footnote-ref>\(note)</a></sup>"
  }

  private func back(_ note: Int) -> String {
    "<a href=\"#fnref-\(note)\" class=\"footnote-backref\" data-footnote-backref "
      + "aria-label=\"Back to reference \(note)\">↩</a>"
  }

  @Test func `stand at the end, with links to and fro`() {
    #expect(
      html("A[^x] b.\n\n[^x]: Note *one*.\n\nEnd.\n", .gitHub) == """
        <p>A\(mark(1)) b.</p>
        <p>End.</p>
        <section class="footnotes" data-footnotes>
        <ol>
        <li id="fn-1">
        <p>Note <em>one</em>. \(back(1))</p>
        </li>
        </ol>
        </section>

        """)
  }

  @Test func `are numbered as the text refers to them`() {
    let html = html("a[^b] c[^a]\n\n[^a]: A\n\n[^b]: B\n")
    #expect(html.contains("a\(mark(1)) c\(mark(2))"))
    #expect(html.contains("<p>B \(back(1))</p>"))
    #expect(html.contains("<p>A \(back(2))</p>"))
  }

  @Test func `may have several references, each with a way back`() {
    let html = html("a[^x] b[^X] c[^x]\n\n[^x]: N\n")
    #expect(html.contains("a\(mark(1)) b\(mark(1, "-2")) c\(mark(1, "-3"))"))
    for id in ["#fnref-1\"", "#fnref-1-2\"", "#fnref-1-3\""] { #expect(html.contains(id)) }
    #expect(html.contains("aria-label=\"Back to reference 1-3\">↩<sup class=\"footnote-ref\">3"))
  }

  @Test func `hold blocks that are indented by four columns`() {
    let html = html("a[^x]\n\n[^x]: One\nlazy\n\n    Two\n\n    - item\n\n        code\n\nOut\n")
    #expect(html.contains("<p>One\nlazy</p>\n<p>Two</p>\n<ul>\n<li>\n<p>item</p>"))
    #expect(html.contains("<p>Out</p>\n<section"))
    #expect(html.contains("</ul>\n<p>\(back(1))</p>"), "where no paragraph ends the note")
  }

  @Test func `may begin on the next line, and interrupt a paragraph`() {
    #expect(html("a[^x]\n[^x]:\n    Note\n").contains("<p>Note \(back(1))</p>"))
    #expect(html("a[^x]\n[^x]: Note\n[^y]: Other").contains("<p>Note \(back(1))</p>"))
    #expect(html("> a[^x]\n>\n> [^x]: Note\n").contains("</blockquote>\n<section"))
  }

  @Test func `that nothing refers to are not shown`() {
    #expect(html("a\n\n[^x]: N\n", .gitHub) == "<p>a</p>\n")
  }

  @Test func `refer to one another`() {
    let html = html("a[^x]\n\n[^x]: See[^y].\n[^y]: And[^x].\n")
    #expect(html.contains("<p>See\(mark(2)). <a href=\"#fnref-1\""))
    #expect(html.contains("href=\"#fnref-1-2\""))
  }

  @Test func `have the first definition of a label`() {
    let notes = Footnotes(of: Document(parsing: Array("a[^x]\n\n[^x]: N\n[^X]: M\n".utf8)).blocks)
    #expect(notes.notes.count == 1)
    #expect(notes.repeated.map(\.lines) == [4...4])
  }

  @Test(arguments: [
    ("a[^x]", "<p>a[^x]</p>\n"), ("a[^a-z &]", "<p>a[^a-z &amp;]</p>\n"), ("[^]", "<p>[^]</p>\n"),
    ("\\[^x]\n\n[^x]: N", "<p>[^x]</p>\n"), ("`[^x]`\n\n[^x]: N", "<p><code>[^x]</code></p>\n"),
    ("[^x](u)\n\n[^x]: N", "<p><a href=\"u\">^x</a></p>\n"), ("[^*a*]", "<p>[^<em>a</em>]</p>\n"),
  ])
  func `that are none are text`(text: String, expected: String) {
    #expect(html(text, .gitHub) == expected)
  }

  @Test func `do not exist in CommonMark`() {
    #expect(
      html("[^x]\n\n[^x]: /u\n", .commonMark) == "<p><a href=\"/u\">^x</a></p>\n")
  }

  @Test func `are marked in headings, lists and tables`() {
    let html = html("# A[^x]\n\n- b[^x]\n\n| c[^x] |\n|---|\n\n[^x]: N\n")
    #expect(html.contains("<h1>A\(mark(1))</h1>"))
    #expect(html.contains("<li>b\(mark(1, "-2"))</li>"))
    #expect(html.contains("<th>c\(mark(1, "-3"))</th>"))
  }

  @Test func `cost time in proportion, marks and links included`() {
    let families: [@Sendable (Int) -> String] = [
      { String(repeating: "[^a]", count: $0) + "\n\n[^a]: N\n" },
      { (0..<$0).map { "[^\($0)]\n\n[^\($0)]: n\n" }.joined() },
      { (0..<$0).map { "[^\($0)]: n[^\($0 + 1)]\n" }.joined() + "\n[^0]\n" },
    ]
    for text in families {
      let (small, large) = (Array(text(2000).utf8), Array(text(4000).utf8))
      let ratio = growth(floor: 0.002, limit: 3) {
        _ = Document(parsing: small).html
      } large: {
        _ = Document(parsing: large).html
      }
      #expect(ratio < 3)
    }
  }
}
