import Foundation
import Markup
import NotebookModel
import Publishing
import Testing

@Suite struct `A chapter as one file` {
  private func page(_ text: String, files: [String: [UInt8]] = [:]) throws -> Page {
    let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, bytes) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let site = Site(
      title: "Book", folder: folder.path,
      chapters: [.init(path: "part/a.md", title: "A"), .init(path: "b.md", title: "B")])
    return Publisher(site: site, templates: shippedTemplates).page(
      for: Notebook(parsing: Array(text.utf8), path: "part/a.md"), at: "part/a.md", as: .single)
  }

  @Test func `needs no other file`() throws {
    let page = try page("# A\n\ntext\n")
    let html = page.html.markup
    #expect(page.diagnostics.isEmpty)
    #expect(page.assets.isEmpty)
    #expect(html.contains("<style>\n/* The look of a book."))
    #expect(html.contains("root.classList.add(\"scripted\")"))
    #expect(html.contains("script-src 'unsafe-inline'"))
    #expect(html.count(of: "<script") == html.count(of: "</script>"))
    for part in [" src=", "<link", "class=\"book\"", "breadcrumbs\"", "class=\"search\""] {
      #expect(!html.contains(part), "\(part)")
    }
    #expect(html.contains("<a class=\"home\">Book</a>"))
  }

  @Test func `holds its pictures and files`() throws {
    let html = try page(
      """
      ![one](../in/a%20b.png) and <img src='c.svg'> <video poster="../in/a b.png"></video>

      [data](numbers.csv) and <!-- <img src="c.svg"> --> `src="c.svg"`
      """,
      files: [
        "in/a b.png": [1, 2, 3], "part/c.svg": Array("<svg/>".utf8), "part/numbers.csv": [65],
      ]
    ).html.markup
    #expect(html.contains("<img src=\"data:image/png;base64,AQID\" alt=\"one\">"))
    #expect(html.contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\">"))
    #expect(html.contains("<video poster=\"data:image/png;base64,AQID\">"))
    #expect(html.contains("href=\"data:text/csv;base64,QQ==\" download=\"numbers.csv\">data</a>"))
    #expect(html.contains("<!-- <img src=\"c.svg\"> -->"))
    #expect(html.contains("<code>src=&quot;c.svg&quot;</code>"))
  }

  @Test func `leads nowhere that is not there`() throws {
    let html = try page(
      """
      ## Here

      [in](#here) [out](https://example.org/a?b&c) [mail](mailto:a@b.c) [page](../b.md#x)

      ```toc
      ../b
      ```
      """
    ).html.markup
    #expect(html.contains("<a href=\"#here\">in</a>"))
    #expect(html.contains("<a href=\"https://example.org/a?b&amp;c\">out</a>"))
    #expect(html.contains("<a href=\"mailto:a@b.c\">mail</a>"))
    #expect(html.contains("<a >page</a>"))
    #expect(!html.contains("b.html"))
  }

  @Test func `takes no file from outside the book`() throws {
    let html = try page("<img src=\"../../secret.png\"> <img src=\"/etc/passwd\">\n").html.markup
    #expect(!html.contains("base64"))
  }

  @Test(arguments: ["<", "<a", "<a href=", "<a href=\"x", "<!--", "<img src='", "a < b > \"c\""])
  func `comes out of broken markup`(text: String) throws {
    #expect(try page("<div>\n\(text)\n").html.markup.contains(text))
  }
}
