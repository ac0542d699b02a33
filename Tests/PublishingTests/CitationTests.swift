import Foundation
import Markup
import NotebookModel
import Publishing
import SourceText
import Testing

private let three = """
  @article{lovelace,
    author = {Lovelace, Ada}, title = {Notes}, journal = {Memoirs}, year = 1843,
    volume = 3, number = {2}, pages = {666--731}
  }
  @book{two, author = "Ada Lovelace and Charles Babbage", title = {Engines}, publisher = {Taylor},
    year = {1837}}
  @misc{many, author = {A. One and B. Two and C. Three}, title = {Many}, year = 2001}
  """

@Suite struct `Citations` {
  @Test func `are by author and year, in parentheses or in the sentence`() throws {
    let text = try bibliographyPage(
      ":cite:`lovelace`, :citep:`two,many`, :citet:`lovelace`, :citet:`two`, :citet:`many`.", three)
    #expect(
      text.hasPrefix(
        "(Lovelace, 1843), (Lovelace & Babbage, 1837; One et al., 2001), Lovelace (1843), "
          + "Lovelace and Babbage (1837), One et al. (2001)."))
  }

  @Test func `are links to the list`() throws {
    try withBook(["a.md": ":cite:`two`\n\n:bibliography:`r.bib`\n"], three) { book in
      let html = book.html("a.md")
      #expect(
        html.contains("(<a href=\"#lectern-ref-two\">Lovelace &amp; Babbage, 1837</a>)"))
      #expect(html.contains("<li id=\"lectern-ref-two\">"))
      #expect(html.count(of: "<li id=") == 1, "what isn't cited isn't listed")
    }
  }

  @Test func `are listed by name, in the usual order of parts`() throws {
    let text = try bibliographyPage(":cite:`many,two,lovelace`", three)
    let lines = text.split(separator: "\n").dropFirst().map(String.init).filter { !$0.isEmpty }
    #expect(
      lines == [
        "Lovelace, A. (1843). Notes. Memoirs, 3(2), 666–731.",
        "Lovelace, A., & Babbage, C. (1837). Engines. Taylor.",
        "One, A., Two, B., & Three, C. (2001). Many.",
      ])
  }

  @Test func `of one name and year are told apart by letters`() throws {
    let references = """
      @misc{x, author={Ada Ng}, year=2015, title={Zebra}}
      @misc{y, author={A. Ng}, year=2015, title={Ant}}
      @misc{z, author={Ada Ng}, year=2016, title={Bee}}
      """
    let text = try bibliographyPage(":cite:`x`, :cite:`y`, :cite:`z`", references)
    #expect(text.contains("(Ng, 2015b), (Ng, 2015a), (Ng, 2016)"))
    #expect(text.contains("Ng, A. (2015a). Ant."))
    #expect(text.contains("Ng, A. (2015b). Zebra."))
  }

  @Test func `that are unknown are shown and reported with the nearest`() throws {
    let chapter: KeyValuePairs = ["a.md": "By :cite:`lovelase`.\n\n:bibliography:`r.bib`\n"]
    try withBook(chapter, three) { book in
      let page = book.page("a.md")
      #expect(page.diagnostics.map(\.message) == ["unknown key 'lovelase'"])
      #expect(page.diagnostics.map(\.hint) == ["did you mean 'lovelace'?"])
      #expect(page.diagnostics.map(\.position) == [SourcePosition(line: 1, column: 4)])
      #expect(
        page.html.markup.contains("(<span class=\"missing\">unknown key: lovelase</span>)"))
    }
  }

  @Test func `need a list somewhere`() {
    let book = TestBook(["a.md": "By :cite:`x`.\n", "b.md": "B\n\n:bibliography:`none.bib`\n"])
    #expect(book.messages("a.md") == ["book/a.md:1:4 no bibliography has 'x'"])
    #expect(book.messages("b.md") == ["book/b.md:3:1 there is no bibliography 'none.bib'"])
    #expect(
      TestBook(["a.md": "In :bibliography:`r.bib` text\n"]).messages("a.md").first
        == "book/a.md:1:4 a list of references needs a paragraph of its own")
  }

  @Test func `of chapters without a list are on the book's last one`() throws {
    let texts: KeyValuePairs = [
      "one.md": ":cite:`two`\n", "own.md": ":cite:`many`\n\n:bibliography:`r.bib`\n",
      "end.md": "# References\n\n:bibliography:`r.bib`\n",
    ]
    try withBook(texts, three) { book in
      #expect(book.html("one.md").contains("<a href=\"end.html#lectern-ref-two\">"))
      #expect(book.html("own.md").contains("<a href=\"#lectern-ref-many\">"))
      #expect(book.html("own.md").count(of: "<li id=") == 1)
      #expect(book.html("end.md").contains("<li id=\"lectern-ref-two\">"))
      #expect(book.html("end.md").count(of: "<li id=") == 1)
    }
  }

  @Test func `are never markup`() throws {
    let references = """
      @misc{<b>, author={<i>x</i>}, title={\\emph{<script>} $a<b$}, year={<u>}, url={javascript:x},
        note={"><b>}}
      """
    try withBook(["a.md": ":cite:`<b>`\n\n:bibliography:`r.bib`\n"], references) { book in
      let html = book.html("a.md")
      for mark in ["<b>", "<i>", "<script>", "<u>", "href=\"javascript"] {
        #expect(!html.contains(mark), "\(mark)")
      }
      #expect(html.contains("<em>&lt;script&gt;</em>"))
    }
  }
}

@Suite struct `Names in a bibliography` {
  private func line(_ author: String) throws -> String {
    let references = "@misc{k, author = {\(author)}, title = {T}, year = 2000}"
    return try bibliographyPage(":cite:`k`", references).trimmingCharacters(in: .newlines)
      .replacing("\n\n", with: "\n")
  }

  // What each name means is said in Patashnik's "Designing BibTeX Styles", section 4.
  @Test(arguments: [
    ("Per Brinch Hansen", "Hansen", "Hansen, P. B."),
    ("Brinch Hansen, Per", "Brinch Hansen", "Brinch Hansen, P."),
    ("Ludwig van Beethoven", "van Beethoven", "van Beethoven, L."),
    ("van Beethoven, Ludwig", "van Beethoven", "van Beethoven, L."),
    (
      "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin", "de la Vallée Poussin",
      "de la Vallée Poussin, C. L. X. J."
    ),
    ("De la Cruz, Ana", "De la Cruz", "De la Cruz, A."),
    ("Ford, Jr., Henry", "Ford", "Ford, H., Jr."),
    ("{\\'E}. Picard", "Picard", "Picard, É."), ("{\\'{E}}mile Picard", "Picard", "Picard, É."),
    ("Jean-Paul Sartre", "Sartre", "Sartre, J.-P."),
    ("{Barnes and Noble}", "Barnes and Noble", "Barnes and Noble"),
    ("{OpenAI}", "OpenAI", "OpenAI"), ("Plato", "Plato", "Plato"),
    ("G{\\\"o}del, Kurt", "Gödel", "Gödel, K."), ("Erd\\H{o}s, P{\\'a}l", "Erdős", "Erdős, P."),
    ("Paul~Erd{\\H o}s", "Erdős", "Erdős, P."), ("Mu\\~noz, Jos\\'e", "Muñoz", "Muñoz, J."),
    ("\\O{}stergaard, S\\o ren", "Østergaard", "Østergaard, S."),
    ("{\\v{S}}koda, \\v{S}imon", "Škoda", "Škoda, Š."), ("李 明", "明", "明, 李."),
  ])
  func `have four parts`(author: String, family: String, inverted: String) throws {
    #expect(
      try line(author) == "(\(family), 2000)\n\(inverted) (2000). T.", "\(author)")
  }

  @Test(arguments: [
    ("Ada Lovelace and others", "(Lovelace et al., 2000)\nLovelace, A., et al. (2000). T."),
    ("A. B. and C. D. and others", "(B. et al., 2000)\nB., A., D., C., et al. (2000). T."),
    ("Ada Lovelace and et al.", "(Lovelace et al., 2000)\nLovelace, A., et al. (2000). T."),
    ("A\n  and   B", "(A & B, 2000)\nA, & B (2000). T."),
    ("Anderson and Band", "(Anderson & Band, 2000)\nAnderson, & Band (2000). T."),
  ])
  func `are parted by and`(author: String, expected: String) throws {
    #expect(try line(author) == expected)
  }

  @Test func `may be the editors', or missing`() throws {
    #expect(
      try bibliographyPage(":cite:`k`", "@book{k, editor={A. Bee}, title={T}, year=2000}")
        .contains("Bee, A. (Ed.) (2000). T."))
    #expect(
      try bibliographyPage(":cite:`k`", "@misc{k, title={The Title}, url={https://a.b/c_d}}")
        .contains("(The Title, n.d.)"))
  }
}
