import Foundation
import Markup
import NotebookModel
import Publishing
import SourceText
import Testing

@Suite struct `Links and labels` {
  private func html(_ text: String) -> String { Chapter(text).html }
  private func messages(_ text: String) -> [String] {
    Chapter(text).page.diagnostics.map { "\($0.position.line):\($0.position.column) \($0.message)" }
  }

  @Test(arguments: [
    ("other.md", "other.html"), ("a/b.md#part", "a/b.html#part"), ("#here", "#here"),
    ("data.csv", "data.csv"), ("https://example.org/x.md", "https://example.org/x.md"),
    ("<a b.md>", "a%20b.html"), ("../up.md?tab=a", "../up.html?tab=a"),
    ("mailto:a@b.c", "mailto:a@b.c"),
  ])
  func `lead to pages`(destination: String, address: String) {
    #expect(html("[x](\(destination))").contains("<a href=\"\(address)\">x</a>"))
  }

  @Test(arguments: ["javascript:alert(1)", "JaVaScRiPt:x", "vbscript:x", "data:text/html,x"])
  func `to scripts are no links, and reported`(destination: String) {
    let text = "Some [x](\(destination)) here.\n"
    #expect(!html(text).contains("href"))
    #expect(messages(text) == ["1:6 '\(destination)' is not an address a page can link to"])
  }

  @Test func `a label under a heading names it`() {
    let text = "## A title\n:label:`sec_a`\n\nSee :numref:`sec_a`, :ref:`sec_a`.\n"
    #expect(html(text).contains("<h2 id=\"sec_a\">"))
    #expect(html(text).count(of: "<a href=\"#sec_a\">A title</a>") == 2)
    #expect(!html(text).contains(":label"))
  }

  @Test func `an equation's number is referred to`() {
    let text = "$$x^2$$ :eqlabel:`eq_a`\n\nBy :eqref:`eq_a`.\n"
    #expect(html(text).contains("<a href=\"#eq_a\">(1)</a>"))
    #expect(html(text).contains("<span id=\"eq_a\"></span>"))
    #expect(html(text).contains("<span class=\"equation-number\">(1)</span>"))
  }

  /// The ids are those that GitHub gives such headings.
  @Test(arguments: [
    ("A & b!", "a--b"), ("Concatenating with `+` or `format!`", "concatenating-with--or-format"),
    ("Where’s the `->` Operator?", "wheres-the---operator"), ("Größe 2.1", "größe-21"),
    ("snake_case -- *and* more", "snake_case----and-more"), ("हिन्दी ½", "हिन्दी-"),
  ])
  func `to a heading are spelt as on GitHub`(title: String, id: String) {
    let text = "# \(title)\n\n## \(title)\n\n[x](<#\(id)>) [y](<#\(id)-1>)\n"
    #expect(html(text).contains("<h1 id=\"\(id)\">"))
    #expect(html(text).contains("<h2 id=\"\(id)-1\">"))
    #expect(messages(text) == [])
  }

  @Test func `an unknown label is shown and reported with the nearest`() {
    let page = Chapter("# A\n:label:`sec_circles`\n\nSee :numref:`sec_circle`.\n").page
    #expect(page.html.markup.contains("<span class=\"missing\">unknown label: sec_circle</span>"))
    #expect(page.diagnostics.map(\.message) == ["unknown label 'sec_circle'"])
    #expect(page.diagnostics.map(\.hint) == ["did you mean 'sec_circles'?"])
    #expect(page.diagnostics.map(\.position.line) == [4])
  }

  @Test func `a label used twice is reported`() {
    let text = "# A\n:label:`x`\n\n# B\n:label:`x`\n"
    #expect(messages(text) == ["5:1 label 'x' is already used at chapter.md:2"])
  }

  @Test func `mathematics needs no script`() {
    #expect(html("$a < b$").contains("<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>"))
    #expect(html("$$x$$").contains("<p><math display=\"block\"><mi>x</mi></math></p>"))
  }

  @Test func `a number stands beside its formula`() {
    #expect(
      html("$$x$$\n:eqlabel:`eq_a`\n").contains(
        "<p><span id=\"eq_a\"></span><span class=\"equation\"><span></span>"
          + "<math display=\"block\"><mi>x</mi></math>"
          + "<span class=\"equation-number\">(1)</span></span>"))
  }

  @Test func `a macro holds in the formulas after it`() {
    let text = "$\\newcommand{\\R}{\\mathbb{R}}$\n\n> * $\\R$\n"
    #expect(html(text).contains("<math><mi>ℝ</mi></math>"))
    #expect(messages(text) == [])
  }

  @Test func `a book's own commands hold in its formulas`() {
    var chapter = Chapter("$\\B{R}$")
    chapter.site.macros = ["B": "\\mathbb{#1}"]
    #expect(chapter.html.contains("<math><mi>ℝ</mi></math>"))
  }

  @Test(arguments: [
    ("a $\\foox$", "1:4"), ("$$a\n+ \\foox\nb$$", "2:3"), ("$$a\nb + \\foox$$", "2:5"),
    ("> * $$a\n>   + \\foox\n>   b$$", "2:7"), ("> * $$a\n>   + \\foox$$", "2:7"),
    ("$$a\r\n+ \\foox\r\nb$$", "2:3"), ("|a|\n|-|\n|$\\foox$|\n", "3:3"),
  ])
  func `a formula that can't be converted is shown, and reported at its place`(
    text: String, place: String
  ) {
    #expect(messages(text) == ["\(place) there is no command '\\foox' in mathematics"])
    #expect(html(text).contains("math missing\">") || html(text).contains("display missing\">"))
  }

  @Test func `a role that does not exist is reported with the nearest`() {
    let page = Chapter("See :nunref:`x`.\n").page
    #expect(page.diagnostics.map(\.message) == ["unknown role 'nunref'"])
    #expect(page.diagnostics.map(\.hint) == ["did you mean 'numref'?"])
    #expect(page.html.markup.contains("<code>:nunref:`x`</code>"))
  }

  @Test func `a size that is no length is reported`() {
    let text = "![a](data:image/png;base64,AA==)\n:width:`wide`\n"
    #expect(messages(text) == ["2:1 'wide' is no length such as '400px' or '60%'"])
  }

  @Test func `footnotes that do not fit are reported`() {
    #expect(messages("a[^x] b\n\n[^x]: N\n") == [])
    #expect(
      messages("a[^nota] b\n\n[^note]: N\n[^note]: M\n") == [
        "1:2 there is no footnote 'nota'", "3:1 nothing refers to the footnote 'note'",
        "4:1 footnote 'note' is already defined",
      ])
    #expect(
      Chapter("a[^nota]\n\n[^note]: N\n").page.diagnostics.map(\.severity) == [.warning, .warning])
  }

  @Test func `footnotes are the page's own`() {
    let html = html("# fn 1\n\na[^x]\n\n[^x]: N $x$ :ref:`x`\n:label:`x`\n")
    #expect(html.contains("href=\"#lectern-fn-1\""))
    #expect(html.contains("<section class=\"footnotes\" data-footnotes>"))
    #expect(html.contains("N <math>"))
  }

  @Test func `a footnote in a passage of two tabs is marked in both`() {
    let html = html(":begin_tab:`a, b`\nx[^n]\n\n![p](q.png)\n:end_tab:\n\n[^n]: N\n")
    #expect(html.contains("id=\"lectern-fnref-1\""))
  }

  @Test func `a table can scroll`() {
    #expect(html("|a|\n|-|\n|b|\n").contains("<div class=\"table\">\n<table>"))
  }

  @Test func `a list of chapters links those there are`() {
    var chapter = Chapter("```toc\n:maxdepth: 2\n\none\nnone\n```\n")
    chapter.site.chapters = [.init(path: "one.md", title: "First")]
    #expect(chapter.html.contains("<li><a href=\"one.html\">First</a></li>"))
    #expect(chapter.page.diagnostics.map(\.message) == ["there is no chapter 'none'"])
    #expect(chapter.page.diagnostics.map(\.position) == [SourcePosition(line: 5, column: 1)])
  }
}

@Suite struct `Images` {
  /// Runs `body` with a book's folder that holds `in/pic.png`, and a picture outside of it.
  private func withBook(_ body: (URL) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    let book = root.appending(path: "book")
    try FileManager.default.createDirectory(
      at: book.appending(path: "in"), withIntermediateDirectories: true)
    for path in ["book/in/pic.png", "book/in/a b.png", "secret.png"] {
      try Data([1, 2, 3]).write(to: root.appending(path: path))
    }
    try FileManager.default.createSymbolicLink(
      at: book.appending(path: "link.png"), withDestinationURL: root.appending(path: "secret.png"))
    try body(book)
  }

  private func page(_ text: String, in book: URL) -> Page {
    var chapter = Chapter(text)
    chapter.site.folder = book.path
    return chapter.page
  }

  @Test func `alone in a paragraph are numbered figures`() throws {
    try withBook { book in
      let page = page(
        "![A *ring*](in/pic.png)\n:width:`400px`\n:label:`fig_a`\n\nSee :numref:`fig_a`.\n",
        in: book)
      let html = page.html.markup
      #expect(html.contains("<figure id=\"fig_a\">"))
      #expect(html.contains("<img src=\"in/pic.png\" alt=\"A ring\" style=\"width: 400px\">"))
      #expect(html.contains("<figcaption><b>Figure 1.</b> A <em>ring</em></figcaption>"))
      #expect(html.contains("<a href=\"#fig_a\">Figure 1</a>"))
      #expect(page.assets.map(\.destination) == ["in/pic.png"])
      #expect(page.diagnostics.isEmpty)
    }
  }

  @Test func `are copied once each, wherever they are used`() throws {
    try withBook { book in
      let text =
        "a ![x](in/pic.png) b ![y](./in/pic.png) c ![z](<in/a b.png>) d ![w](in/a%20b.png)\n"
      #expect(page(text, in: book).assets.map(\.destination) == ["in/a b.png", "in/pic.png"])
    }
  }

  @Test(arguments: [
    ("none.png", "there is no image 'none.png'"), ("in", "there is no image 'in'"),
    ("../secret.png", "the image '../secret.png' lies outside the book's folder"),
    ("in/../../secret.png", "the image 'in/../../secret.png' lies outside the book's folder"),
    ("..%2Fsecret.png", "the image '..%2Fsecret.png' lies outside the book's folder"),
    ("/etc/hostname", "the image '/etc/hostname' lies outside the book's folder"),
    ("link.png", "the image 'link.png' lies outside the book's folder"),
    ("pic%00.png", "the image 'pic%00.png' lies outside the book's folder"),
    ("javascript:x", "'javascript:x' is not an address of an image"),
    ("file:///etc/hostname", "'file:///etc/hostname' is not an address of an image"),
  ])
  func `that can't be shown are reported and named`(destination: String, message: String) throws {
    try withBook { book in
      let page = page("Text ![alt](\(destination)).\n", in: book)
      #expect(page.diagnostics.map(\.message) == [message])
      #expect(page.diagnostics.map(\.position.column) == [6])
      #expect(!page.html.markup.contains("<img"))
      #expect(page.html.markup.contains("alt (missing image:"))
      #expect(page.assets.isEmpty)
    }
  }

  @Test(arguments: [
    ("in/pik.png", "in/pic.png"), ("./in/pic", "./in/pic.png"), ("in/a%20c.png", "in/a b.png"),
    ("in/far-off.gif", nil), ("none/pic.png", nil),
  ])
  func `that are missing come with the nearest file of their folder`(
    destination: String, nearest: String?
  ) throws {
    try withBook { book in
      for text in [
        "![a](\(destination))", "<img src=\"\(destination)\" alt=\"a\">", "[a](\(destination))",
      ] {
        let hints = page("Text \(text).\n", in: book).diagnostics.map(\.hint)
        #expect(hints == [nearest.map { "did you mean '\($0)'?" }])
      }
    }
  }

  @Test(arguments: ["400px; background: red", "calc(1px)", "\" onload=\"x", "1e9vw", "-4px"])
  func `have no size but a length`(size: String) throws {
    try withBook { book in
      let html = page("![x](in/pic.png)\n:width:`\(size)`\n", in: book).html.markup
      #expect(!html.contains("style="))
      #expect(!html.contains("onload"))
    }
  }
}
