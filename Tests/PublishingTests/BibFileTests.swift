import Foundation
import Markup
import NotebookModel
import Publishing
import SourceText
import TestSupport
import Testing

/// Runs `body` with a book of `texts` whose folder holds `references` as `r.bib`.
func withBook<Result>(
  _ texts: KeyValuePairs<String, String>, _ references: String, _ body: (TestBook) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
  defer { try? FileManager.default.removeItem(at: folder) }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  try Data(references.utf8).write(to: folder.appending(path: "r.bib"))
  return try body(TestBook(texts, folder: folder.path))
}

/// The text of the page of a chapter that says `text` and lists the `references`.
func bibliographyPage(_ text: String, _ references: String) throws -> String {
  try withBook(["a.md": text + "\n\n:bibliography:`r.bib`\n"], references) {
    $0.html("a.md").withoutTags
  }
}

/// What is wrong with a chapter that says `text` and lists the `references`.
func bibliographyMessages(_ text: String, _ references: String) throws -> [String] {
  try withBook(["a.md": text + "\n\n:bibliography:`r.bib`\n"], references) { $0.messages("a.md") }
}

@Suite struct `BibTeX files` {
  private func title(_ source: String, _ before: String = "") throws -> String {
    let references = "\(before)\n@misc{k, author={A}, year=1, title=\(source)}"
    return try bibliographyPage(":cite:`k`", references).between("(1). ", ".\n")
  }

  @Test(arguments: [
    ("{a {B} c}", "a B c"), ("\"a {\"}b\"", "a \"b"), ("{one} # \" two\"", "one two"),
    ("x # { y}", "value y"), ("{a -- b --- c}", "a – b — c"), ("{``q'' `r'}", "“q” ‘r’"),
    ("{\\& \\% \\_ \\$ \\#}", "& % _ $ #"), ("{na{\\\"\\i}ve caf\\'e}", "naïve café"),
    ("{\\ss \\ae \\OE \\aa}", "ßæŒå"), ("{a~b}", "a\u{A0}b"), ("{a\n   b}", "a b"),
    ("{\\textbf{b} {\\em c} \\unknown{d}}", "b c d"), ("{\\c{c}\\k{a}\\.z\\={u}}", "çążū"),
    ("{a\\-b \\LaTeX{}}", "ab LaTeX"), ("{100\\% $x$ y}", "100% x y"),
    ("{\u{E9} \u{65}\u{301}}", "é é"),
  ])
  func `hold texts in TeX`(source: String, expected: String) throws {
    #expect(try title(source, "@string{x = {value}}\n@comment{a {b}}\n") == expected)
  }

  @Test func `may use parentheses, any case, months, and words between entries`() throws {
    let references = """
      Mail me@example.org (or not).
      @STRING(j = "Journal")
      @Preamble{"\\newcommand"}
      @Article(k, Author = {A B}, TITLE = {T}, Year = 2000, journal = j, month = jan,)
      """
    #expect(try bibliographyPage(":cite:`k`", references).contains("B, A. (2000). T. Journal."))
    #expect(try bibliographyMessages(":cite:`k`", references) == [])
  }

  @Test func `take what is missing from the entry that crossref names`() throws {
    let references = """
      @inproceedings{k, author={A B}, title={T}, pages={1-2}, crossref={p}}
      @proceedings{p, title={The Conference}, year=2000, publisher={P}}
      """
    #expect(
      try bibliographyPage(":cite:`k`", references)
        .contains("B, A. (2000). T. In The Conference (pp. 1–2). P."))
  }

  @Test(arguments: [
    ("@misc{a, title = {x}\n\n@misc{k, year=1}", "1:1 the entry 'a' is not closed"),
    ("@misc{a, title = {x\n\n@misc{k, year=1}", "1:18 this '{' is not closed"),
    ("@misc{a, title = \"x\n@misc{k, year=1}", "1:18 this '\"' is not closed"),
    ("@misc{a, title {x}}\n@misc{k, year=1}", "1:10 '=' is missing after 'title' in 'a'"),
    ("@misc{a, title = }\n@misc{k, year=1}", "1:18 a value is missing in 'a'"),
    (
      "@misc{a, title = {x} year = 1}\n@misc{k, year=1}",
      "1:22 a comma is missing after the field 'title' of 'a'"
    ),
    ("@misc{title = {x}}\n@misc{k, year=1}", "1:1 the entry '@misc' has no key"),
    ("@misc{a, title = foo}\n@misc{k, year=1}", "1:18 there is no '@string' called 'foo'"),
    ("@misc{k, year=1}\n@misc{k, year=1}", "2:1 the key 'k' is already used at book/r.bib:1"),
    ("@misc{k, crossref={q}}", "1:1 there is no entry 'q' for 'crossref'"),
  ])
  func `are reported where they are broken, and read on`(
    references: String, message: String
  ) throws {
    #expect(try bibliographyMessages(":cite:`k`", references) == ["book/r.bib:" + message])
  }

  @Test(arguments: [
    (
      "@phdthesis{k, author={A B}, title={T}, school={S}, year=1}",
      "B, A. (1). T. Doctoral dissertation. S."
    ),
    (
      "@techreport{k, author={A B}, title={T}, institution={I}, number=7, year=1}",
      "B, A. (1). T. Technical report 7. I."
    ),
    (
      "@book{k, author={A B}, title={T}, edition={2nd}, volume=3, publisher={P}, year=1}",
      "B, A. (1). T (2nd ed., Vol. 3). P."
    ),
    (
      "@incollection{k, author={A B}, title={Why?}, booktitle={C}, pages={7}, year=1}",
      "B, A. (1). Why? In C (p. 7)."
    ),
    (
      "@misc{k, author={A B}, title={T}, eprint={1512.03385}, archiveprefix={arXiv}, year=1}",
      "B, A. (1). T. arXiv:1512.03385."
    ),
    (
      "@article{k, author={A B}, title={T}, journal={J}, doi={10.1/x_y}, date={2015-03-01}}",
      "B, A. (2015). T. J. https://doi.org/10.1/x_y"
    ),
    (
      "@online{k, author={A B}, title={T}, url={https://a.b/c\\_d}, year=1}",
      "B, A. (1). T. https://a.b/c_d"
    ),
  ])
  func `are set by the type of the entry`(references: String, expected: String) throws {
    let text = try bibliographyPage(":cite:`k`", references)
    #expect(text.split(separator: "\n").map(String.init).last { !$0.isEmpty } == expected)
  }

  @Test(arguments: ["title", "author", "year"], ["x", "a b ", "A and ", "--", "\\'e", "{", ","])
  func `cost time in proportion, however long a value`(field: String, piece: String) throws {
    func read(_ count: Int) throws {
      let rest = ["title", "author", "year"].filter { $0 != field }.map { ", \($0)={A}" }.joined()
      let value = String(repeating: piece, count: count)
      let end = String(repeating: "}", count: piece == "{" ? count : 0)
      let references = "@misc{k\(rest), \(field)={\(value)\(end)}}"
      _ = try bibliographyPage(":cite:`k`", references)
    }
    let ratio = growth(floor: 0.005, limit: 3) {
      _ = try? read(4000)
    } large: {
      _ = try? read(8000)
    }
    #expect(ratio < 3)
  }

  @Test func `cost time in proportion, however broken`() throws {
    for piece in ["@misc{a, t={", "@misc{a,\n", "@a{b,c={\n", "{", "@", "@misc{k,t=\"{", "a@b "] {
      let texts = [3000, 6000].map { Array(String(repeating: piece, count: $0).utf8) }
      try withBook(["a.md": ":bibliography:`s.bib`\n\n"], "") { book in
        func read(_ text: [UInt8]) {
          let file = URL(filePath: book.folder).appending(path: "s.bib")
          _ = try? Data(text).write(to: file)
          _ = book.page("a.md")
        }
        let ratio = growth(floor: 0.005, limit: 3) {
          read(texts[0])
        } large: {
          read(texts[1])
        }
        #expect(ratio < 3, "\(piece)")
      }
    }
  }
}
