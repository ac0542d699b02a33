import Jupyter
import Testing

@Suite struct `Prose in a notebook` {
  private func shown(_ chapter: String, in surroundings: ChapterSurroundings? = nil) throws
    -> String
  {
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
      "![A cat](cat.png)<br>**Figure 1.** A cat\n<a id=\"fig_cat\"></a>\n\n[Figure 1](#fig_cat)"
    ),
    (
      "$$E = mc^2$$ :eqlabel:`eq_e`\n\n:eqref:`eq_e`",
      "$$E = mc^2 \\tag{1}$$ <a id=\"eq_e\"></a>\n\n[(1)](#eq_e)"
    ),
    ("![a](b.png)\n:width:`400px`", "![a](b.png)<br>a\n<!-- width: 400px -->"),
    (":numref:`unknown`", ":numref:`unknown`"),
    ("<https://example.org/$x> [$5](a)", "<https://example.org/$x> [<span>\\$</span>5](a)"),
  ])
  func `is what Jupyter understands`(chapter: String, expected: String) throws {
    #expect(try shown(chapter) == expected)
  }

  @Test func `carries its pictures`() throws {
    let surroundings = ChapterSurroundings(
      label: { _ in nil }, file: { $0.hasSuffix(".svg") ? Array("<svg/>".utf8) : nil })
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
}
