import CommandLineTool
import Foundation
import SourceText
import Testing

@Suite struct `Finding chapters` {
  private func names(_ search: ChapterSearch) -> [[String]] {
    search.books.map { $0.chapters.map(\.name) }
  }

  @Test func `a folder without a table of contents is taken in the order of names`() throws {
    let folder = try TemporaryFolder([
      "b.md": "", "a.md": "", "a.expected.md": "", ".hidden.md": "", "_site/x.md": "",
      ".lectern/y.md": "", "part/c.md": "", "notes.txt": "",
    ])
    #expect(names(try ChapterSearch([folder.path])) == [["a.md", "b.md", "part/c.md"]])
  }

  @Test func `the table of contents gives the order, and says what it leaves out`() throws {
    let folder = try TemporaryFolder([
      "book.json": "{title: 'T'}",
      "index.md": "# T\n\n```toc\n:maxdepth: 2\n\nz\npart/index\n```\n",
      "a.md": "", "z.md": "", "part/index.md": "```toc\nd\nc\n```\n", "part/c.md": "",
      "part/d.md": "", "part/README.md": "",
    ])
    let search = try ChapterSearch([folder.path])
    #expect(
      names(search) == [["index.md", "z.md", "part/index.md", "part/d.md", "part/c.md"]])
    #expect(search.books.first?.book.title == "T")
    #expect(search.diagnostics.map(\.file) == [folder["a.md"]])
    #expect(search.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `an entry that leads nowhere is an error at its line`() throws {
    let folder = try TemporaryFolder([
      "index.md": "```toc\ncircle\n../secret\n```\n", "circles.md": "",
    ])
    let search = try ChapterSearch([folder.path])
    let errors = search.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.position.line) == [2, 3])
    #expect(errors.first?.hint == "did you mean 'circles'?")
  }

  @Test func `a long list of entries that lead nowhere has few hints`() throws {
    let entries = (10..<90).map { "circle\($0)\n" }.joined()
    let folder = try TemporaryFolder(["index.md": "```toc\n\(entries)```\n", "circles.md": ""])
    let errors = try ChapterSearch([folder.path]).diagnostics.filter { $0.severity == .error }
    #expect(errors.count == 80)
    #expect(errors.first?.hint == "did you mean 'circles'?")
    #expect(errors.count { $0.hint != nil } == 20)
  }

  @Test func `a chapter belongs to the book above it`() throws {
    let folder = try TemporaryFolder(["book.json": "{}", "part/c.md": "", "part/d.md": ""])
    let search = try ChapterSearch([folder["part/c.md"], folder["part"]])
    #expect(names(search) == [["part/c.md", "part/d.md"]])
    #expect(search.books.first?.chapters.first?.path == folder["part/c.md"])
  }

  @Test func `what is not there, is no chapter, or holds none, is said`() throws {
    let folder = try TemporaryFolder(["a.txt": ""])
    #expect(throws: ChapterSearchError.missing(folder["no.md"])) {
      try ChapterSearch([folder["no.md"]])
    }
    #expect(throws: ChapterSearchError.notAChapter(folder["a.txt"])) {
      try ChapterSearch([folder["a.txt"]])
    }
    #expect(throws: ChapterSearchError.noChapters(folder.path)) {
      try ChapterSearch([folder.path])
    }
  }

  @Test func `a circle of tables of contents ends`() throws {
    let folder = try TemporaryFolder([
      "index.md": "```toc\na/index\n```", "a/index.md": "```toc\n../index\nindex\n```",
    ])
    #expect(names(try ChapterSearch([folder.path])) == [["index.md", "a/index.md"]])
  }

  @Test(arguments: [
    ("# Rings :label:`sec_rings`\n", "Rings"), ("text\n\n# One #\n# Two\n", "One"),
    ("```\n# no\n```\n~~~~\n# no\n~~~\n# no\n~~~~\n# Yes\n", "Yes"), ("## Part\n", "Part"),
    ("text\n", "rings"), ("", "rings"), ("# The *first* `x`\n", "The first x"),
    ("Two words\n=========\n", "Two words"), ("A | B\n--|--\n\n#tag\n\n# C\\#\n", "C#"),
    ("```\nno\n---\n```\n\nYes\n---\n", "Yes"), ("---\n\n# \n# One\n", "One"),
  ])
  func `a chapter is called what its first heading says`(text: String, title: String) throws {
    let folder = try TemporaryFolder(["rings.md": text])
    #expect(ChapterFile(path: folder["rings.md"], name: "part/rings.md").title == title)
  }

  @Test func `a book without errors knows the order of all its chapters`() throws {
    let folder = try TemporaryFolder([
      "book.json": "{}", "index.md": "```toc\nb\na\n```", "a.md": "", "b.md": "",
    ])
    let search = try ChapterSearch([folder["a.md"]])
    #expect(search.books.first?.chapters.map(\.name) == ["a.md"])
    #expect(search.books.first?.order.map(\.name) == ["index.md", "b.md", "a.md"])
  }
}
