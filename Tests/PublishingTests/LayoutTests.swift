import Foundation
import Markup
import NotebookModel
import Publishing
import Templates
import Testing

private let course = Site(
  title: "A course", folder: "/nowhere",
  chapters: [
    .init(path: "index.md", title: "A course"), .init(path: "part/index.md", title: "Part"),
    .init(path: "part/one.md", title: "One & only"), .init(path: "last.md", title: "Last"),
  ])

/// The whole page of a chapter in the shipped layout.
private func html(_ text: String, at path: String = "part/one.md", in site: Site = course) -> String
{
  Publisher(site: site, templates: shippedTemplates)
    .page(for: Notebook(parsing: Array(text.utf8), path: path), at: path).html.markup
}

@Suite struct `The layout of a page` {
  @Test func `lists all chapters, and under the current one its sections`() {
    let list = html("# One\n\n## A & b\n\n### Deep\n").between("<nav class=\"book\"", "</nav>")
    #expect(list.count(of: "<li class=\"depth-") == 4)
    #expect(list.contains("<li class=\"depth-0\"><a href=\"../part/index.html\">Part</a>"))
    #expect(
      list.contains(
        "<li class=\"depth-1\"><a href=\"../part/one.html\" aria-current=\"page\">One &amp; only</a>"
      )
    )
    #expect(list.count(of: "aria-current") == 1)
    #expect(list.contains("<a href=\"#a--b\">A &amp; b</a>"))
    #expect(!list.contains("Deep"))
  }

  @Test func `of a chapter alone has no list of chapters, no way up, and no search`() {
    let html = html("# One\n", at: "one.md", in: Site(folder: "/nowhere"))
    for part in ["class=\"book\"", "breadcrumbs", "class=\"search\"", "search-"] {
      #expect(!html.contains(part))
    }
  }

  @Test func `leads up through the parts to the book`() {
    let way = html("# One\n").between("<nav class=\"breadcrumbs\"", "</nav>")
    let book = way.firstRange(of: "<a href=\"../index.html\">A course</a>")
    let part = way.firstRange(of: "<a href=\"../part/index.html\">Part</a>")
    let here = way.firstRange(of: "<li aria-current=\"page\">One</li>")
    #expect(book != nil && part != nil && here != nil)
    #expect(way.count(of: "<li") == 3)
    #expect(!html("# A course\n", at: "index.md").contains("breadcrumbs"))
    #expect(
      !html("# Part\n", at: "part/index.md").between("breadcrumbs", "</nav>").contains("Part</a"))
  }

  @Test func `has the colours the book asks for`() {
    #expect(html("# One\n").contains("<html lang=\"en\" dir=\"ltr\">"))
    var site = course
    site.theme = .dark
    #expect(
      html("# One\n", in: site).contains("<html lang=\"en\" dir=\"ltr\" data-theme=\"dark\">"))
  }

  @Test(arguments: [
    ("en", "ltr"), ("ar", "rtl"), ("AR-eg", "rtl"), ("he", "rtl"), ("fa_IR", "rtl"), ("ur", "rtl"),
    ("arn", "ltr"), ("az-Arab", "rtl"), ("ks-Deva", "ltr"), ("pa-arab-PK", "rtl"), ("", "ltr"),
  ])
  func `reads in the direction of its language`(language: String, direction: String) {
    var site = course
    site.language = language
    #expect(html("# One\n", in: site).contains(" dir=\"\(direction)\">"))
  }

  @Test func `links to where the chapter can be edited`() {
    #expect(!html("# One\n").contains("Edit this page"))
    var site = course
    site.repository = .init(address: "https://example.org/me/course/", folder: "books/a/")
    #expect(
      html("# One\n", in: site).contains(
        "<a href=\"https://example.org/me/course/edit/main/books/a/part/one.md\">Edit this page</a>"
      ))
    #expect(
      html("# One\n", in: site).contains(
        "<a class=\"repository\" href=\"https://example.org/me/course/\">"))
    site.repository = .init(address: "https://git.example.org/-/edit/dev/{path}?x&y")
    #expect(
      html("# One\n", at: "a b.md", in: site).contains(
        "<a href=\"https://git.example.org/-/edit/dev/a%20b.md?x&amp;y\">Edit this page</a>"))
    #expect(!html("# One\n", in: site).contains("class=\"repository\""))
    site.chapters.removeFirst()
    #expect(
      !Publisher(site: site, templates: shippedTemplates).index().html.markup.contains("Edit this"))
  }

  @Test func `can be changed in one file`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("<header>Mine: {{book}}</header>\n".utf8).write(
      to: folder.appending(path: "header.html"))
    let shipped = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../templates").standardized.path
    let page = Publisher(
      site: course, templates: TemplateLibrary(folders: [folder.path, shipped])
    ).page(for: Notebook(parsing: Array("# One\n".utf8), path: "last.md"), at: "last.md")
    #expect(page.diagnostics.isEmpty)
    #expect(page.html.markup.contains("<header>Mine: A course</header>"))
    #expect(page.html.markup.contains("class=\"book\""))
  }
}

@Suite struct `Pictures` {
  /// Files of one colour that another library wrote, with their sizes.
  private static let files: [(name: String, base64: String, width: Int, height: Int)] = [
    (
      "a.png",
      """
      iVBORw0KGgoAAAANSUhEUgAAACUAAAAVCAIAAABOhrD5AAAAJklEQVR4nGPk5ORkoCNgoqdlo/aN2jdq36h9o/aN\
      2jdq36h9VAAAwgkARYFqP5QAAAAASUVORK5CYII=
      """, 37, 21
    ),
    (
      "a.gif",
      """
      R0lGODdhLAEHAIEAAAkJCQAAAAAAAAAAACwAAAAALAEHAAAITAABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgzatzI\
      saPHjyBDihxJsqTJkyhTqlzJsqXLlzBjypxJs6bNmzhz6tzJs6fPn0ApBgQAOw==
      """, 300, 7
    ),
    (
      "a.jpg",
      """
      /9j/4AAQSkZJRgABAQAAAQABAAD/4QAWRXhpZgAATU0AKgAAAAgAAAAAAAD/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc\
      8P//////////////////////////////////////////////////////////2wBDAaq0tPDS8P//////////////////\
      ////////////////////////////////////////////////////////////wAARCACCAEEDASIAAhEBAxEB
      """, 65, 130
    ),
    ("lossless.webp", "UklGRiQAAABXRUJQVlA4TBcAAAAvegALAAfQhCY0of8BICH8ny9F9D91BgA=", 123, 45),
    (
      "lossy.webp",
      """
      UklGRjwAAABXRUJQVlA4IDAAAADwAwCdASouAH0AP83m8HK/uDMsIWgD8DmJaQAACzIkSJEiRIkSJEfQAP7oxAAAAAA=
      """, 46, 125
    ),
  ]

  /// The chapter's content, with `bytes` beside it as `name`.
  private func html(_ text: String, with bytes: Data, as name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try bytes.write(to: folder.appending(path: name))
    var chapter = Chapter(text)
    chapter.site.folder = folder.path
    return chapter.html
  }

  @Test(arguments: files)
  func `keep their place free`(file: (name: String, base64: String, width: Int, height: Int)) throws
  {
    let bytes = try #require(Data(base64Encoded: file.base64))
    let html = try html("a ![b](\(file.name)) c\n", with: bytes, as: file.name)
    #expect(html.contains(" width=\"\(file.width)\" height=\"\(file.height)\""))
  }

  @Test(arguments: [
    ("<svg width=\"30\" height='40.2px'>", " width=\"30\" height=\"40\""),
    (
      "<?xml version='1.0'?>\n<svg xmlns='x' viewBox=\"0 0 100,50\"/>",
      " width=\"100\" height=\"50\""
    ),
  ])
  func `that are drawings keep their place free`(svg: String, size: String) throws {
    #expect(try html("a ![b](a.svg) c\n", with: Data(svg.utf8), as: "a.svg").contains(size))
  }

  @Test(arguments: ["<svg width=\"100%\">", "", "\u{FF}", "<svg height=\"-3\" width=\"1e9\">"])
  func `that do not say how large they are get no size`(text: String) throws {
    #expect(try !html("a ![b](a.svg) c\n", with: Data(text.utf8), as: "a.svg").contains(" height="))
  }

  @Test func `that are cut off anywhere get the right size or none`() throws {
    for file in Self.files {
      let bytes = try #require(Data(base64Encoded: file.base64))
      for length in 0..<min(64, bytes.count) {
        let html = try html("a ![b](x.png) c\n", with: bytes.prefix(length), as: "x.png")
        #expect(!html.contains(" width=") || html.contains(" width=\"\(file.width)\""))
      }
    }
  }
}
