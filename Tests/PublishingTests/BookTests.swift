import Foundation
import Markup
import NotebookModel
import Publishing
import SourceText
import Templates
import Testing

/// A book whose chapters are texts.
struct TestBook {
  let texts: [(path: String, text: String)]
  var folder = "/nowhere"

  init(_ texts: KeyValuePairs<String, String>, folder: String = "/nowhere") {
    self.texts = texts.map { ($0.key, $0.value) }
    self.folder = folder
  }

  var site: Site {
    Site(
      title: "Book", folder: folder,
      chapters: texts.map { Site.Chapter(path: $0.path, title: "Title of \($0.path)") })
  }

  func notebook(_ path: String) -> Notebook? {
    texts.first { $0.path == path }.map {
      Notebook(parsing: Array($0.text.utf8), path: "book/\($0.path)")
    }
  }

  var index: BookIndex { BookIndex(of: site) { notebook($0.path) } }

  func page(_ path: String, templates: String = "{{content}}") -> Page {
    let library = TemplateLibrary(templates: ["page": templates])
    let notebook = notebook(path) ?? Notebook(parsing: [], path: path)
    return Publisher(site: site, templates: library, book: index).page(for: notebook, at: path)
  }

  func html(_ path: String) -> String { page(path).html.markup }

  func messages(_ path: String) -> [String] {
    page(path).diagnostics.map {
      "\($0.file):\($0.position.line):\($0.position.column) \($0.message)"
    }
  }
}

@Suite struct `The numbers of a book` {
  let book = TestBook([
    "index.md": "# Welcome\n\n## Chapters\n\n```toc\n:numbered:\n\none\npart/index\n```\n",
    "one.md": """
    # One
    :label:`chap_one`

    ## First
    ### Deep
    :label:`sec_deep`
    ### Deeper
    ## Second
    $$a$$
    :eqlabel:`eq_a`

    ![A](a.png)
    :label:`fig_a`
    """,
    "part/index.md": "# Part\n\n## Unnumbered\n:label:`sec_un`\n\n```toc\nx\ny\n```\n",
    "part/x.md": """
    # X
    ## In X
    :label:`sec_x`

    $$b$$ :eqlabel:`eq_b`

    : Words
    :label:`tab_x`

    | a |
    |---|
    | b |
    """,
    "part/y.md": """
    # Y
    :label:`sec_y`

    $$c$$
    :eqlabel:`eq_c`

    See :numref:`sec_deep`, :numref:`sec_x`, :ref:`sec_x`, :numref:`chap_one`, :numref:`sec_y`,
    :eqref:`eq_a`, :eqref:`eq_b`, :eqref:`eq_c`, :numref:`fig_a`, :numref:`tab_x`, :numref:`sec_un`.
    """,
  ])

  @Test func `follow the tables of contents`() {
    #expect(book.index.number(of: "index.md") == nil)
    #expect(book.index.number(of: "one.md") == "1")
    #expect(book.index.number(of: "part/index.md") == "2")
    #expect(book.index.number(of: "part/x.md") == "2.1")
    #expect(book.index.number(of: "part/y.md") == "2.2")
  }

  @Test func `stand in the headings`() {
    let html = book.html("one.md")
    for heading in [
      "<span class=\"number\">1</span> One", "<span class=\"number\">1.1</span> First",
      "<span class=\"number\">1.1.1</span> Deep", "<span class=\"number\">1.1.2</span> Deeper",
      "<span class=\"number\">1.2</span> Second",
    ] { #expect(html.contains(heading)) }
    #expect(book.html("part/x.md").contains("<span class=\"number\">2.1.1</span> In X"))
    #expect(!book.html("index.md").contains("class=\"number\""))
  }

  @Test func `are those of the listed chapters where a chapter lists others`() {
    let html = book.html("part/index.md")
    #expect(html.contains("<span class=\"number\">2</span> Part"))
    #expect(html.contains("<h2 id=\"sec_un\">Unnumbered"))
    #expect(html.contains("<a href=\"../part/x.html\">2.1 Title of part/x.md</a>"))
    #expect(book.html("index.md").contains("<a href=\"one.html\">1 Title of one.md</a>"))
  }

  @Test func `are counted per chapter, through all its files`() {
    #expect(book.html("one.md").contains("<b>Figure 1.1.</b> A"))
    #expect(book.html("one.md").contains("<span class=\"equation-number\">(1.1)</span>"))
    #expect(book.html("part/x.md").contains("<b>Table 2.1.</b> Words"))
    #expect(book.html("part/x.md").contains("<span class=\"equation-number\">(2.1)</span>"))
    #expect(book.html("part/y.md").contains("<span class=\"equation-number\">(2.2)</span>"))
  }

  @Test func `are links from other chapters`() {
    let html = book.html("part/y.md")
    for link in [
      "<a href=\"../one.html#sec_deep\">Section 1.1.1</a>",
      "<a href=\"../part/x.html#sec_x\">Section 2.1.1</a>",
      "<a href=\"../part/x.html#sec_x\">In X</a>", "<a href=\"../one.html#chap_one\">Chapter 1</a>",
      "<a href=\"#sec_y\">Section 2.2</a>", "<a href=\"../one.html#eq_a\">(1.1)</a>",
      "<a href=\"../part/x.html#eq_b\">(2.1)</a>", "<a href=\"#eq_c\">(2.2)</a>",
      "<a href=\"../one.html#fig_a\">Figure 1.1</a>",
      "<a href=\"../part/x.html#tab_x\">Table 2.1</a>",
      "<a href=\"../part/index.html#sec_un\">Unnumbered</a>",
    ] { #expect(html.contains(link), "\(link)") }
    #expect(book.messages("part/y.md") == [])
  }

  @Test func `end where the table of contents says`() {
    let book = TestBook([
      "index.md": "# W\n```toc\n:numbered: 2\none\n```\n", "one.md": "# A\n## B\n### C\n",
    ])
    let html = book.html("one.md")
    #expect(html.contains("1.1</span> B"))
    #expect(html.contains("<h3 id=\"c\">C"))
  }

  @Test func `leave out no level and count a second title as a section`() {
    let book = TestBook([
      "index.md": "```toc\n:numbered:\none\n```\n",
      "one.md": "# A\n### B\n## C\n#### D\n# E\n## F\n",
    ])
    let html = book.html("one.md")
    for heading in ["1</span> A", "1.1</span> B", "1.2</span> C", "1.2.1</span> D", "1.3</span> E"]
    {
      #expect(html.contains(">" + heading), "\(heading)")
    }
    #expect(html.contains("1.3.1</span> F"))
  }

  @Test func `are in the contents, the title and the way on`() {
    let page = book.page(
      "one.md",
      templates:
        "{{title}}|{{#contents}}{{#entries}}{{title}};{{/entries}}{{/contents}}|{{#next}}{{title}}{{/next}}"
    )
    #expect(
      page.html.markup
        == "1 One|1.1 First;1.1.1 Deep;1.1.2 Deeper;1.2 Second;|2 Title of part/index.md")
  }

  @Test func `are not there without being asked for`() {
    let book = TestBook(["index.md": "```toc\none\n```\n", "one.md": "# A\n\n![b](c.png)\n"])
    #expect(!book.html("one.md").contains("class=\"number\""))
    #expect(book.html("one.md").contains("<b>Figure 1.</b>"))
  }
}

@Suite struct `Labels across chapters` {
  @Test func `used twice are reported at the later one`() {
    let book = TestBook(["a.md": "# A\n:label:`x`\n", "b.md": "# B\n\n## C\n:label:`x`\n"])
    #expect(book.messages("a.md") == [])
    #expect(book.messages("b.md") == ["book/b.md:4:1 label 'x' is already used at book/a.md:2"])
  }

  @Test func `that are unknown get the nearest of the whole book`() {
    let book = TestBook(["a.md": "# A\n:label:`sec_alpha`\n", "b.md": "See :ref:`sec_alpa`.\n"])
    #expect(book.messages("b.md") == ["book/b.md:1:5 unknown label 'sec_alpa'"])
    #expect(book.page("b.md").diagnostics.map(\.hint) == ["did you mean 'sec_alpha'?"])
    #expect(book.html("b.md").contains("<span class=\"missing\">unknown label: sec_alpa</span>"))
  }

  @Test func `are listed with their places, and those that nothing refers to`() {
    let book = TestBook([
      "a.md": "# A\n:label:`one`\n\n:ref:`two`\n", "b.md": "# B\n\n$$x$$ :eqlabel:`two`\n",
    ])
    let index = book.index
    #expect(index.labels.map(\.name) == ["one", "two"])
    #expect(index.labels.map(\.file) == ["book/a.md", "book/b.md"])
    #expect(index.labels.map(\.position) == [.init(line: 2, column: 1), .init(line: 3, column: 7)])
    #expect(index.uses.map(\.name) == ["two"])
    #expect(index.uses.map(\.position) == [.init(line: 4, column: 1)])
    #expect(index.unusedLabels.map(\.name) == ["one"])
  }

  @Test func `that are gone from the chapter at hand are gone`() {
    let book = TestBook(["a.md": "# A\n:label:`x`\n"])
    let notebook = Notebook(parsing: Array("See :ref:`x`.\n".utf8), path: "book/a.md")
    let publisher = Publisher(
      site: book.site, templates: TemplateLibrary(templates: ["page": "{{content}}"]),
      book: book.index)
    let page = publisher.page(for: notebook, at: "a.md")
    #expect(page.diagnostics.map(\.message) == ["unknown label 'x'"])
  }
}

@Suite struct `Equations` {
  private func html(_ text: String) -> String { Chapter(text).html }
  private func messages(_ text: String) -> [String] {
    Chapter(text).page.diagnostics.map { "\($0.position.line):\($0.position.column) \($0.message)" }
  }

  @Test func `are numbered by a label in their TeX`() {
    let text = "$$x \\label{eq:a}$$\n\nBy \\eqref{eq:a}, $\\eqref{eq:a}$, \\ref{eq:a}.\n"
    let html = html(text)
    #expect(html.contains("<span id=\"eq:a\"></span>"))
    #expect(html.contains(">(1)</mtext>"))
    #expect(html.count(of: "<a href=\"#eq:a\">(1)</a>") == 2)
    #expect(html.contains("<a href=\"#eq:a\">1</a>"))
    #expect(messages(text) == [])
  }

  @Test func `have a number for each row with a label`() {
    let text = """
      $$\\begin{align} a &= b \\label{one} \\\\ c &= d \\\\ e &= f \\label{three} \\end{align}$$

      :eqref:`one`, :eqref:`three`
      """
    #expect(html(text).contains("<a href=\"#one\">(1)</a>, <a href=\"#three\">(2)</a>"))
    #expect(html(text).contains("(2)</mtext>"))
    #expect(messages(text) == [])
  }

  @Test func `are called what their tag says`() {
    let text =
      "$$x \\tag{A}$$\n:eqlabel:`a`\n\n$$y \\label{b} \\tag*{B}$$\n\n:eqref:`a` :eqref:`b`\n"
    #expect(html(text).contains("<a href=\"#a\">(A)</a> <a href=\"#b\">(B)</a>"))
    #expect(!html(text).contains("equation-number"))
  }

  @Test func `are referred to in other formulas`() {
    let text = "$$x$$ :eqlabel:`a`\n\n$$y \\quad \\text{by} \\eqref{a}$$\n\n$z \\ref{c}$\n"
    #expect(html(text).contains("<mtext>(1)</mtext>"))
    #expect(messages(text) == ["5:4 unknown label 'c'"])
  }

  @Test func `may have several names and stand in running text`() {
    let text = "Let $$x$$ :eqlabel:`a` :eqlabel:`b` be, by :eqref:`b`.\n"
    #expect(html(text).contains("<a href=\"#b\">(1)</a>"))
    #expect(html(text).count(of: "class=\"equation-number\"") == 1)
  }

  @Test func `have a label after a blank line too`() {
    #expect(html("$$x$$\n\n:eqlabel:`a`\n").contains("<span id=\"a\"></span>"))
    #expect(!html("$$x$$\n\n:eqlabel:`a`\n").contains("<p></p>"))
  }

  @Test func `do not stand where there is no formula`() {
    #expect(messages("Text :eqlabel:`a`\n") == ["1:6 no formula stands before this label"])
    #expect(messages("$$x$$\n\n# H\n\n:eqlabel:`a`\n").count == 1)
  }
}
