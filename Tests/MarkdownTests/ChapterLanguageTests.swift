import Markdown
import Markup
import Testing

func html(_ text: String, _ options: MarkdownOptions = .chapter) -> String {
  HTMLRenderer().html(Document(parsing: Array(text.utf8), options: options)).markup
}

/// The inlines of the first block of `text`.
func inlines(_ text: String) -> [Inline.Kind] {
  Document(parsing: Array(text.utf8)).blocks.first?.content.map(\.kind) ?? []
}

@Suite struct `The language of chapters` {
  @Test func `a role has a name and an argument`() {
    #expect(
      inlines("See :numref:`sec_x`, a:b") == [
        .text("See "), .role(name: "numref", argument: "sec_x"), .text(", a:b"),
      ])
    #expect(inlines(":cite:`a`:cite:`b`").count == 2)
    #expect(inlines(": label:`x`") == [.text(": label:"), .code("x")])
    #expect(inlines("`:a:`b").first == .code(":a:"))
  }

  @Test func `mathematics keeps its TeX as it was written`() {
    #expect(inlines(#"$a_1*b*\$$."#) == [.math(#"a_1*b*\$"#, isDisplay: false), .text(".")])
    #expect(inlines("$$x\n= *y*$$") == [.math("x\n= *y*", isDisplay: true)])
    #expect(inlines("a $$x$$ b")[1] == .math("x", isDisplay: true))
  }

  @Test(arguments: ["costs $5 and $6", "a $ b$", "$a $", "$$", "$", "\\$a$", "5$ or 6$"])
  func `dollars of money stay text`(text: String) {
    let isText = inlines(text).allSatisfy { if case .text = $0 { true } else { false } }
    #expect(isText)
  }

  @Test func `lines of a display formula begin no other block`() {
    let document = Document(parsing: Array("where\n$$\na\n- b\n= c\n> d\n# e\n$$\n- item".utf8))
    #expect(document.blocks.map(\.kind) == [.paragraph, .list(start: nil, isTight: true)])
    #expect(
      document.blocks[0].content.last?.kind == .math("\na\n- b\n= c\n> d\n# e\n", isDisplay: true))
  }

  @Test func `slide marks go and their text stays`() {
    #expect(html("a [**b *c* d**] e") == "<p>a b <em>c</em> d e</p>\n")
    #expect(html("(**b**)") == "<p>b</p>\n")
    #expect(html("(**$$x$$**)") == "<p><span class=\"math display\">x</span></p>\n")
    #expect(html("a [~~gone~~]b (~~too~~)") == "<p>a b </p>\n")
    #expect(html("[**a\nb**]") == "<p>a\nb</p>\n")
  }

  @Test func `bold links and bold parentheses without end stay what they are`() {
    #expect(html("[**b**](u)") == "<p><a href=\"u\"><strong>b</strong></a></p>\n")
    #expect(html("(**b** c)") == "<p>(<strong>b</strong> c)</p>\n")
    #expect(html("[**b**](u)", .commonMark) == html("[**b**](u)"))
    #expect(html("(**b**)", .gitHub) == "<p>(<strong>b</strong>)</p>\n")
  }

  @Test func `tab marks interrupt paragraphs`() {
    let document = Document(
      parsing: Array("a\n:begin_tab:`x, Y z`\nb\n\n:end_tab:\nc :end_tab:".utf8))
    #expect(
      document.blocks.map(\.kind) == [
        .paragraph, .tabMark(.begin(["x", "Y z"])), .paragraph, .tabMark(.end), .paragraph,
      ])
    #expect(document.blocks.map(\.lines) == [1...1, 2...2, 3...3, 5...5, 6...6])
  }

  @Test func `a role ends the table above it`() {
    let document = Document(parsing: Array("|a|\n|-|\n|b|\n:label:`t`".utf8))
    #expect(document.blocks.map(\.kind) == [.table([.none]), .paragraph])
    #expect(document.blocks[0].lines == 1...3)
  }
}

@Suite struct `GitHub's additions` {
  @Test func `a table has a head, alignments and rows`() {
    #expect(
      html("| a | b |\n|:-:|--:|\n| `\\|` | c \\| d |\n| e |\n| f | g | h") == """
        <table>
        <thead>
        <tr>
        <th style="text-align: center">a</th>
        <th style="text-align: right">b</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td style="text-align: center"><code>|</code></td>
        <td style="text-align: right">c | d</td>
        </tr>
        <tr>
        <td style="text-align: center">e</td>
        <td style="text-align: right"></td>
        </tr>
        <tr>
        <td style="text-align: center">f</td>
        <td style="text-align: right">g</td>
        </tr>
        </tbody>
        </table>

        """)
  }

  @Test func `a table ends a paragraph and ends at the next block`() {
    let blocks = Document(parsing: Array("text\n|a|\n|-|\n> q".utf8)).blocks
    #expect(blocks.map(\.kind) == [.paragraph, .table([.none]), .blockQuote])
    #expect(blocks.map(\.lines) == [1...1, 2...3, 4...4])
    #expect(html("| a |\n| - | - |\n") == "<p>| a |\n| - | - |</p>\n")
    #expect(html("a\n---") == "<h2>a</h2>\n")
  }

  @Test func `tildes strike`() {
    #expect(html("~~a~~ ~b~ ~~~c~~~ ~d~~") == "<p><del>a</del> <del>b</del> ~~~c~~~ ~d~~</p>\n")
    #expect(html("~5 and ~6 s") == "<p>~5 and ~6 s</p>\n")
  }

  @Test func `tasks have boxes`() {
    #expect(
      html("- [ ] a\n- [X] b\n- [y] c\n- [ ]\n") == """
        <ul>
        <li><input type="checkbox" disabled="" /> a</li>
        <li><input type="checkbox" disabled="" checked="" /> b</li>
        <li>[y] c</li>
        <li>[ ]</li>
        </ul>

        """)
  }

  @Test(arguments: [
    ("see https://a.org/b_c_(d)?e=f&g.", "https://a.org/b_c_(d)?e=f&amp;g", "."),
    ("(http://a.org/x)", "http://a.org/x", ")"), ("**www.a.org**", "http://www.a.org", "</strong>"),
    ("https://a.org&amp;", "https://a.org", "&amp;"),
    ("first_last+x@a-b.org.", "mailto:first_last+x@a-b.org", "."),
  ])
  func `addresses are links`(text: String, target: String, rest: String) {
    #expect(html(text).contains("<a href=\"\(target)\">"))
    #expect(html(text).contains("</a>\(rest)"))
  }

  @Test(arguments: [
    "www.", "http://", "awww.a.org", "a@b", "https://a_b.c_d", "x:http", "`www.a.org`",
  ])
  func `what only looks like an address is none`(text: String) {
    #expect(!html(text).contains("<a"))
  }

  @Test func `no link stands inside a link`() {
    #expect(html("[www.a.org](u)") == "<p><a href=\"u\">www.a.org</a></p>\n")
  }
}

@Suite struct `Safe pages` {
  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x",
    "<java&#10;script:x>", "&#1;javascript:x", "data:image/png;base64,x",
  ])
  func `a link to a script has no target`(target: String) {
    #expect(html("[a](\(target))") == "<p><a>a</a></p>\n")
    #expect(html("[a]\n\n[a]: \(target)") == "<p><a>a</a></p>\n")
  }

  @Test func `an image may hold its own data`() {
    #expect(html("![a](data:image/png;base64,x)").contains("src=\"data:image/png;base64,x\""))
    #expect(html("![a](data:text/html,x)") == "<p><img alt=\"a\" /></p>\n")
  }

  @Test func `text cannot become markup`() {
    #expect(html("[a](<\"b> \"t\\\"<\")").contains("href=\"%22b\" title=\"t&quot;&lt;\""))
    #expect(
      html("```a\"><b\n</code>\n```").contains("class=\"language-a&quot;&gt;&lt;b\">&lt;/code"))
    #expect(html(":a:`<b>` $<c>$ ![<d>](e)").contains("<b>") == false)
    #expect(html("a\0b\u{FEFF}") == "<p>a\u{FFFD}b\u{FEFF}</p>\n")
  }

  @Test func `a book may render in its own way, and call back`() {
    var renderer = HTMLRenderer()
    renderer.renderInline = { inline, renderer in
      guard inline.kind == .strong else { return nil }
      return "<b>\(renderer.html(inline.children))</b>"
    }
    renderer.renderBlock = { block, renderer in
      block.kind == .blockQuote ? "<aside>\(renderer.usualHTML(block))</aside>" : nil
    }
    let document = Document(parsing: Array("- **a *b***\n\n> c".utf8))
    #expect(
      renderer.html(document).markup == """
        <ul>
        <li><b>a <em>b</em></b></li>
        </ul>
        <aside><blockquote>
        <p>c</p>
        </blockquote>
        </aside>
        """)
  }
}
