import Foundation
import NotebookModel
import Publishing
import SourceText
import TestSupport
import Testing

/// Returns what lint says of chapters of one book.
private func lint(
  _ chapters: KeyValuePairs<String, String>, others: [String: String] = [:],
  isComplete: Bool = true, folder: String = "/nowhere"
) -> [Diagnostic] {
  let site = Site(folder: folder, chapters: chapters.map { .init(path: $0.key, title: "") })
  let notebooks = chapters.map { notebook($0.value, at: $0.key) }
  let book = BookIndex(of: site) { chapter in notebooks.first { $0.path == chapter.path } }
  let review = BookReview(of: site, book: book, isComplete: isComplete)
  let verdicts = notebooks.map { review.verdict(on: $0, at: $0.path) }
  let further = others.map { ($0.key, notebook($0.value, at: $0.key)) }
  return review.complete(verdicts, others: Dictionary(uniqueKeysWithValues: further))
    .flatMap(\.diagnostics)
}

private func notebook(_ text: String, at path: String) -> Notebook {
  Notebook(parsing: Array(text.utf8), path: path, tabs: ["a", "b"])
}

extension [Diagnostic] {
  fileprivate var lines: [String] {
    map { "\($0.file):\($0.position.line):\($0.position.column) \($0.message)" }
  }
}

@Suite struct `Lint looks at links` {
  @Test(arguments: [
    "[x](two.md)", "[x](two.md#second)", "[x](part/three.md#third)", "[x](two.html#second)",
    "[x](#one)", "[x](#)", "[x](#top)", "[x](part/)", "[x](part/index.html)", "[x](./two.md)",
    "[x](https://example.org/none.md#none)", "[x](mailto:a@b.c)", "<a href=\"two.md\">x</a>",
    "[x](#raw) <b id=\"raw\"></b>", "[x](two.md?tab=a)", "[x](two.md#:~:text=a)",
    "[x](two.md#spr%C3%BCnge)",
  ])
  func `and is content where they lead somewhere`(link: String) {
    let second = "# Second\n\n## Sprünge\n\n" + cell("1", tabs: "a") + cell("2", tabs: "b")
    let found = lint([
      "one.md": "# One\n\n\(link)\n", "two.md": second, "part/index.md": "# Part\n",
      "part/three.md": "# Third\n",
    ])
    #expect(found.lines == [])
  }

  @Test(arguments: [
    ("[x](tow.md)", "there is no chapter 'tow.md'", "did you mean 'two.md'?"),
    (
      "[x](parts/three.md)", "there is no chapter 'parts/three.md'",
      "did you mean 'part/three.md'?"
    ),
    ("[x](tow.html#a)", "there is no file 'tow.html'", "did you mean 'two.html'?"),
    ("[x](two)", "there is no file 'two'", "did you mean 'two.md'?"),
    ("[x](far/off.csv)", "there is no file 'far/off.csv'", nil),
    ("[x](two.md#secnd)", "nothing in 'two.md' is called '#secnd'", "did you mean '#second'?"),
    ("[x](#oen)", "nothing in this chapter is called '#oen'", "did you mean '#one'?"),
    ("[x](two.md?tab=c)", "'two.md' has no tab 'c'", "its tabs are a, b"),
    ("<a href='noun.md'>x</a>", "there is no chapter 'noun.md'", nil),
    ("[x](../out.md)", "the link '../out.md' leads out of the book's folder", nil),
    ("[x](/a/b.md)", "where the link '/a/b.md' leads depends on where the book is put", nil),
  ])
  func `and tells those that lead nowhere, with a way on`(
    link: String, message: String, hint: String?
  ) {
    let second = "# Second\n\n" + cell("1", tabs: "a") + cell("2", tabs: "b")
    let found = lint([
      "one.md": "# One\n\nSee \(link).\n", "two.md": second, "part/three.md": "# Third\n",
    ])
    #expect(found.lines == ["one.md:3:5 \(message)"])
    #expect(found.map(\.hint) == [hint])
  }

  @Test func `to a folder whose first page is its README`() {
    let found = lint(["one.md": "# One\n\n[x](part/index.html)\n", "part/README.md": "# Part\n"])
    #expect(found.lines == ["one.md:3:1 there is no file 'part/index.html'"])
    #expect(found.map(\.hint) == ["did you mean 'part/README.md'?"])
  }

  @Test func `from chapters in folders`() {
    let found = lint([
      "part/one.md": "# One\n\n[x](../two.md) [y](thre.md) [z](../tow.md)\n", "two.md": "# Two\n",
      "part/three.md": "# Three\n",
    ])
    #expect(
      found.lines == [
        "part/one.md:3:16 there is no chapter 'thre.md'",
        "part/one.md:3:29 there is no chapter '../tow.md'",
      ])
    #expect(found.map(\.hint) == ["did you mean 'three.md'?", "did you mean '../two.md'?"])
  }

  @Test func `and reads chapters that are no part of the book, if they have pages`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(
      at: root.appending(path: "data"), withIntermediateDirectories: true)
    for file in ["two.md", "data/x.csv"] { try Data().write(to: root.appending(path: file)) }
    let text = "# One\n\n[x](two.md#second) [y](data/x.csv) [z](data)\n"
    let alone = lint(
      ["one.md": text], others: ["two.md": "# Third\n"], isComplete: false, folder: root.path)
    #expect(
      alone.lines == [
        "one.md:3:1 nothing in 'two.md' is called '#second'",
        "one.md:3:36 'data' is a folder without a page of its own",
      ])
    let inBook = lint(["one.md": text], folder: root.path)
    #expect(
      inBook.lines.first
        == "one.md:3:1 the chapter 'two.md' is in no table of contents, so it has no page")
    #expect(inBook.first?.hint == "add 'two' to a toc")
  }

  @Test func `and does not propose the very name that was written`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(
      at: root.appending(path: "rings.png"), withIntermediateDirectories: true)
    let found = lint(["one.md": "# One\n\n![rings](rings.png)\n"], folder: root.path)
    #expect(found.lines == ["one.md:3:1 there is no image 'rings.png'"])
    #expect(found.map(\.hint) == [nil])
  }

  @Test func `in mistaken numbers without losing time`() {
    let text = "# A\n\n" + (0..<2000).map { "[x](#none\($0)) [y](none\($0).md)\n" }.joined()
    let found = lint(["one.md": text])
    #expect(found.count == 4000)
    #expect(found.count { $0.hint != nil } < 300)
  }
}

@Suite struct `Lint looks at labels` {
  @Test func `that nothing refers to`() {
    let found = lint([
      "one.md": "# One\n:label:`sec_a`\n\n## B\n:label:`sec_b`\n\n## C\n:label:`sec_c`\n",
      "two.md": "# Two\n:label:`sec_d`\n\nSee :ref:`sec_d`, [b](one.md#sec_b).\n",
    ])
    #expect(
      found.lines == [
        "one.md:2:1 nothing refers to the label 'sec_a'",
        "one.md:8:1 nothing refers to the label 'sec_c'",
      ])
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func `that two chapters define`() {
    let found = lint([
      "one.md": "# One\n:label:`sec_a`\n\nSee :ref:`sec_a`.\n",
      "two.md": "\n# Two\n:label:`sec_a`\n",
    ])
    #expect(found.lines == ["two.md:3:1 label 'sec_a' is already used at one.md:2"])
    #expect(found.map(\.severity) == [.error])
  }

  @Test func `that are missing behind doubled backticks`() {
    let found = lint(["one.md": "# One\n:label:`x`\n\nSee :ref:`x`, :numref:``x``.\n"])
    #expect(found.lines == ["one.md:4:15 this names no label"])
  }

  @Test func `of cells`() {
    let found = lint(["one.md": "# One\n\n" + cell("1", head: "%%cell label=fig_x")])
    #expect(found.lines == ["one.md:3:1 nothing refers to the label 'fig_x'"])
  }
}

@Suite struct `Lint looks at` {
  @Test(arguments: [
    ("# A\n\n### B\n", ["3:1 a heading of level 3 follows one of level 1"], "begin it with '##'"),
    ("## A\n\n### B\n", [], nil),
    ("# A\n\n## B\n\n### C\n\n## D\n\n# E\n\n> #### F\n", [], nil),
  ])
  func `headings that skip a level`(text: String, messages: [String], hint: String?) {
    let found = lint(["a.md": text])
    #expect(found.lines == messages.map { "a.md:\($0)" })
    #expect(found.first?.hint == hint)
  }

  @Test func `images without a text`() {
    let text = """
      # A

      ![](data:image/png;base64,AA==) ![a ring](data:image/png;base64,AA==)

      <p><!-- <img src="none.png"> -->
      <img src="data:image/png;base64,AA=="> <img alt="" src="data:image/png;base64,AA==">
      </p>

      """
    let found = lint(["a.md": text])
    #expect(
      found.lines == [
        "a.md:3:1 this image has no text for readers who cannot see it",
        "a.md:6:1 this image has no text for readers who cannot see it",
      ])
    #expect(found.map(\.length) == [31, 38])
  }

  @Test func `images in HTML as at those in Markdown`() {
    let found = lint(["a.md": "# A\n\n![a](x.png) <img alt=\"a\" src=\"x.png\">\n"])
    #expect(
      found.lines == [
        "a.md:3:1 there is no image 'x.png'", "a.md:3:13 there is no image 'x.png'",
      ])
  }

  @Test func `all that rendering reports, in the same words`() {
    let text = """
      # A

      :numref:`x` ![p](none.png) $\\foox$ [z](none.md) [w](#none) [v](javascript:x)

      :begin_tab:`c`

      """
    let site = Site(folder: "/nowhere", chapters: [.init(path: "chapter.md", title: "")])
    var chapter = Chapter(text)
    chapter.site = site
    let rendered = Set(chapter.notebook.diagnostics + chapter.page.diagnostics)
    #expect(rendered.count == 8)
    let linted = lint(["chapter.md": text])
    #expect(Set(linted.filter { $0.severity == .error }) == rendered)
    #expect(linted.map(\.position.line) == linted.map(\.position.line).sorted())
  }

  @Test(arguments: [
    "<", "<a", "<a ", "<a =", "<!--", "<a href=\"", "<script>", "</script", "\"=", "[x](y.md)",
    "# a\n", "![](x)",
  ])
  func `hostile chapters in linear time`(piece: String) {
    func chapter(_ size: Int) -> String {
      "# A\n\n<div>\n" + String(repeating: piece, count: size) + "\n\n"
        + String(repeating: piece, count: size)
    }
    let (small, large) = (chapter(2000), chapter(4000))
    let ratio = growth(floor: 0.05, limit: 3) {
      _ = lint(["a.md": small])
    } large: {
      _ = lint(["a.md": large])
    }
    #expect(ratio < 3)
  }
}
