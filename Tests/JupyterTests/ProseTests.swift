import Jupyter
import NotebookModel
import Testing

@Suite struct `Prose in a notebook` {
  /// What a book with a heading, a figure, a table and a formula says of its labels.
  private static let book = ChapterSurroundings(
    label: { name in
      let labels: [String: ChapterSurroundings.Label] = [
        "sec_a": .init(reference: "Section 3.1", title: "A"),
        "fig_cat": .init(number: "3.1", reference: "Figure 3.1", title: "A cat"),
        "tab_t": .init(number: "3.2", reference: "Table 3.2", title: "Cats"),
        "eq_e": .init(number: "3.4", reference: "Equation 3.4", title: "3.4"),
      ]
      return labels[name]
    }, citation: { keys, role in role == "citet" ? "Ada (1843)" : "(\(keys), 1843)" },
    references: "<ul>\n<li>Ada</li>\n</ul>")

  private func shown(
    _ chapter: String, in surroundings: ChapterSurroundings = book
  ) throws -> String {
    try exportedCells(chapter, in: surroundings).compactMap { $0.text("source") }
      .joined(separator: "\n")
  }

  @Test(arguments: [
    ("$x^2$ and $$y$$", "$x^2$ and $$y$$"),
    ("from $5 to $6", "from <span>\\$</span>5 to <span>\\$</span>6"),
    ("\\$5 and `$x$`", "<span>\\$</span>5 and `$x$`"),
    ("[**kept**] and (**kept**) [~~dropped~~]", "kept and kept "),
    ("# A\n:label:`sec_a`\n\n:ref:`sec_a`", "# A\n<a id=\"sec_a\"></a>\n\n[A](#sec_a)"),
    (
      "![A cat](cat.png)\n:label:`fig_cat`\n\n:numref:`fig_cat`",
      "![A cat](cat.png)<br>**Figure 3.1.** A cat\n<a id=\"fig_cat\"></a>\n\n[Figure 3.1](#fig_cat)"
    ),
    (
      "$$E = mc^2$$ :eqlabel:`eq_e`\n\n:eqref:`eq_e`",
      "$$E = mc^2 \\tag{3.4}$$ <a id=\"eq_e\"></a>\n\n[(3.4)](#eq_e)"
    ),
    ("![a](b.png)\n:width:`400px`", "![a](b.png)<br>a\n<!-- width: 400px -->"),
    (
      "$$\\begin{align}x\\end{align}$$ :eqlabel:`eq_e`",
      "$$\\begin{aligned}x\\end{aligned} \\tag{3.4}$$ <a id=\"eq_e\"></a>"
    ),
    ("$$\\begin{align}x\\end{align}$$", "$$\\begin{align*}x\\end{align*}$$"),
    (
      "$$\\begin{align}x\\tag{1}\\end{align}$$",
      "$$\\begin{align}x\\tag{1}\\end{align}$$"
    ),
    (":numref:`unknown`", ":numref:`unknown`"),
    (":citet:`ada` and :cite:`ada`", "Ada (1843) and (ada, 1843)"),
    (":bibliography:`x.bib`", "<ul>\n<li>Ada</li>\n</ul>"),
    (
      ": Cats :label:`tab_t`\n\n| a |\n|---|\n| 1 |",
      "**Table 3.2.** Cats <a id=\"tab_t\"></a>\n\n| a |\n|---|\n| 1 |"
    ),
    (
      "A[^b], B[^a].\n\n[^a]: two\n[^b]: one",
      "A<sup>[1](#footnote-1)</sup>, B<sup>[2](#footnote-2)</sup>.\n\n"
        + "<a id=\"footnote-2\"></a><sup>2</sup> two\n"
        + "<a id=\"footnote-1\"></a><sup>1</sup> one"
    ),
    ("<https://example.org/$x> [$5](a)", "<https://example.org/$x> [<span>\\$</span>5](a)"),
  ])
  func `is what Jupyter understands`(chapter: String, expected: String) throws {
    #expect(try shown(chapter) == expected)
  }

  @Test func `carries its pictures`() throws {
    let surroundings = ChapterSurroundings(
      file: { $0.hasSuffix(".svg") ? Array("<svg/>".utf8) : nil })
    let chapter =
      "![one](a/plot.svg \"T\") ![other](b/plot.svg) ![again](a/plot.svg) ![no](c.png)\n"
    let cell = try #require(try exportedCells(chapter, in: surroundings).first)
    #expect(
      cell.text("source")
        == "![one](attachment:plot.svg \"T\") ![other](attachment:2-plot.svg) "
        + "![again](attachment:plot.svg) ![no](c.png)")
    let attachments = try #require(cell["attachments"] as? [String: [String: String]])
    // `<svg/>` in base 64.
    #expect(attachments["plot.svg"] == ["image/svg+xml": "PHN2Zy8+"])
    #expect(attachments.keys.sorted() == ["2-plot.svg", "plot.svg"])
  }

  @Test func `links to other notebooks`() throws {
    let surroundings = ChapterSurroundings(
      label: { $0 == "sec_b" ? .init(reference: "B", title: "B", address: "b.ipynb") : nil },
      link: { $0 == "b.md" ? .init(title: "All of B", address: "b.ipynb") : nil })
    let chapter = "[b](b.md#top), :numref:`sec_b`\n\n```toc\nb\nc\n```\n"
    #expect(
      try shown(chapter, in: surroundings)
        == "[b](b.ipynb#top), [B](b.ipynb#sec_b)\n\n- [All of B](b.ipynb)\n- c")
  }

  @Test func `tells MathJax the commands of the book, and forgets them again`() throws {
    let surroundings = ChapterSurroundings(macros: ["norm": "\\|#1\\|", "R": "\\mathbb{R}"])
    let chapter = "# A\n\n```{.swift .input}\n1\n```\n\n$\\norm{x}$\n"
    let notebook = Notebook(parsing: Array(chapter.utf8), path: "a.md")
    let made = NotebookExporter(notebook, in: surroundings).jupyterNotebook(tab: "")
    #expect(
      made.cells.map(\.source) == [
        "$\\newcommand{\\R}{\\mathbb{R}}\\newcommand{\\norm}[1]{\\|#1\\|}$\n\n# A", "1",
        "$\\norm{x}$",
      ])
    let file = NotebookFile(Array(made.fileText.utf8), path: "a.ipynb")
    #expect(ImportedChapter(of: file, name: "a")?.text == chapter)
  }
}
