import CellOutput
import Foundation
import Markup
import NotebookModel
import Publishing
import SourceText
import Templates
import Testing

private let course = Site(
  title: "A course", language: "de", folder: "/nowhere",
  chapters: [
    .init(path: "index.md", title: "A course"), .init(path: "part/one.md", title: "One & only"),
    .init(path: "part/two.md", title: "Two"),
  ])

private func page(_ text: String, at path: String = "part/one.md") -> Page {
  Publisher(site: course, templates: shippedTemplates)
    .page(for: Notebook(parsing: Array(text.utf8), path: path), at: path)
}

@Suite struct `The page of a chapter` {
  @Test func `has a title, a language, and its files beside it`() {
    let publisher = Publisher(site: course, templates: shippedTemplates)
    let html = page("# The *first* one\n").html.markup
    #expect(publisher.diagnostics.isEmpty)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"de\" dir=\"ltr\">"))
    #expect(html.contains("<title>The first one · A course</title>"))
    #expect(
      publisher.sharedFiles.map { $0.path.prefix(13) } == [
        "assets/style-", "assets/script", "assets/search",
      ])
    for file in publisher.sharedFiles { #expect(html.contains("\"../\(file.path)\"")) }
  }

  @Test func `names the author, where the book does`() {
    var site = course
    #expect(!page("# One\n").html.markup.contains("author"))
    site.author = "A. <Author>"
    let html = Publisher(site: site, templates: shippedTemplates).index().html.markup
    #expect(html.contains("<meta name=\"author\" content=\"A. &lt;Author&gt;\">"))
    #expect(html.contains("<p class=\"author\">A. &lt;Author&gt;</p>"))
  }

  @Test func `loads nothing from elsewhere`() {
    let publisher = Publisher(site: course, templates: shippedTemplates)
    let texts = publisher.sharedFiles.map { String(decoding: $0.bytes, as: UTF8.self) }
    for text in texts + [page("# One\n").html.markup] {
      #expect(!text.contains("//cdn"))
      #expect(!text.contains("@import"))
      #expect(text.ranges(of: #/(src|href)="(https?:)?\/\//#).isEmpty)
    }
  }

  @Test func `lies where its chapter does`() {
    #expect(page("# One\n").path == "part/one.html")
    #expect(page("# One\n").title == "One")
    #expect(page("no heading\n").title == "part/one.md")
  }

  @Test func `leads to the chapters before and after`() {
    let html = page("# One\n").html.markup
    #expect(html.contains("rel=\"prev\" href=\"../index.html\""))
    #expect(html.contains("rel=\"next\" href=\"../part/two.html\""))
    #expect(!page("# Two\n", at: "part/two.md").html.markup.contains("rel=\"next\""))
    #expect(!page("# X\n", at: "elsewhere.md").html.markup.contains("rel=\"prev\""))
  }

  @Test func `lists its sections with anchors that are used once`() {
    let html = page("# One\n\n## A & b!\n\n### Deep\n\n## A & b!\n\n#### Deeper\n").html.markup
    let contents = html.between("<nav class=\"contents\"", "</nav>")
    for entry in ["#a--b\">A &amp; b!", "#deep\">Deep", "#a--b-1\">A &amp; b!"] {
      #expect(contents.count(of: entry) == 1)
    }
    #expect(html.contains("<h2 id=\"a--b\">"))
    #expect(html.contains("<h2 id=\"a--b-1\">"))
    #expect(!html.contains("level-4"))
  }

  @Test func `keeps the ids of its layout and its tabs for itself`() {
    let html = page("# One\n\n## Content\n\n## Lectern tabs 1 tab 0\n\n## !\n").html.markup
    for id in ["content-1", "section-tabs-1-tab-0", "section"] {
      #expect(html.count(of: " id=\"\(id)\"") == 1)
    }
  }

  @Test func `names the boxes of tasks for screen readers`() {
    let html = page("- [ ] open\n- [x] done\n").html.markup
    #expect(html.contains("<input type=\"checkbox\" disabled=\"\" aria-label=\"to do\" /> open"))
    #expect(
      html.contains(
        "<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"done\" /> done"))
  }

  @Test func `is the same for the same input`() {
    let chapter = Chapter(
      cell("x", tabs: "a") + cell("y", tabs: "b") + cell("z", tabs: "all") + "# T\n\n## T\n"
    ).with(.echo("1"), inCell: 2, tab: "a").with(.echo("2"), inCell: 2, tab: "b")
    let pages = (0..<20).map { _ in
      Publisher(site: course, templates: shippedTemplates)
        .page(for: chapter.notebook, at: "chapter.md", results: chapter.results).bytes
    }
    #expect(Set(pages).count == 1)
  }

  @Test func `comes out of the shipped templates without a complaint`() {
    let chapter = Chapter(cell("x", tabs: "a") + cell("y", tabs: "b"))
    let publisher = Publisher(site: course, templates: shippedTemplates)
    #expect(publisher.page(for: chapter.notebook, at: "chapter.md").diagnostics.isEmpty)
    #expect(publisher.index().diagnostics.isEmpty)
  }

  @Test func `closes every element it opens`() {
    let chapter = Chapter(
      """
      # Title
      :label:`a`

      Text *with* [all](b.md) `sorts` :numref:`a` $x$ ~~of~~ ![things](none.png).

      - [x] done
      - item

      > quote

      |a|b|
      |-|:-|
      |1|2|

      $$y$$ :eqlabel:`e`

      ```toc
      none
      ```

      """ + cell("x", tabs: "a") + cell("y", tabs: "b") + cell("z", tabs: "all")
        + cell("s", head: "%%exercise e points=1") + cell("s", head: "%%solution e")
        + cell("s", head: "%%check e name=n") + cell("s", head: "%%check e hidden")
        + cell("f", tabs: "all", head: "%%cell caption=\"c\""))
    let failure = Output.failure(Failure(.thrown, "m", line: 1, hint: "h", frames: ["f"]))
    let filled = chapter.with(.echo("1"), failure, inCell: 2, tab: "a", status: .failed)
      .with(.text(.standardError, "2"), inCell: 2, tab: "b").with(.echo("3"), inCell: 7, tab: "a")
    let page = Publisher(site: course, templates: shippedTemplates)
      .page(for: filled.notebook, at: "chapter.md", results: filled.results)
    #expect(page.html.markup.unclosedElements == [])
  }

  @Test func `still comes out when a template is broken, and says so`() {
    let templates = TemplateLibrary(templates: ["page": "<main>{{contnt}}{{content}}</main>"])
    let page = Publisher(site: course, templates: templates)
      .page(for: Notebook(parsing: Array("text\n".utf8), path: "a.md"), at: "a.md")
    #expect(page.html.markup == "<main><p>text</p>\n</main>")
    #expect(page.diagnostics.map(\.message) == ["nothing is called 'contnt' here"])
  }

  @Test func `of a book without an index lists the chapters`() {
    let index = Publisher(site: course, templates: shippedTemplates).index()
    #expect(index.path == "index.html")
    #expect(index.html.markup.contains("<a href=\"part/one.html\">One &amp; only</a>"))
  }
}

extension String {
  /// The elements that are opened and not closed, or closed where another is open.
  fileprivate var unclosedElements: [String] {
    var open: [String] = []
    for tag in matches(of: #/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/#) {
      let name = String(tag.output.2)
      let isVoid = ["meta", "link", "br", "hr", "img", "input"].contains(name)
      if isVoid || !tag.output.3.isEmpty { continue }
      if tag.output.1.isEmpty {
        open.append(name)
      } else if open.last == name {
        open.removeLast()
      } else {
        return open + ["/\(name)"]
      }
    }
    return open
  }
}

@Suite struct `Hostile chapters` {
  @Test(arguments: [">", "- ", "*a _b ", "[", "![", "<div>", "`", "# "])
  func `of deeply nested marks end in a page`(mark: String) {
    let text = String(repeating: mark, count: 10_000)
    #expect(!Chapter(text).html.isEmpty)
  }

  @Test func `with a megabyte of output and a hundred thousand lines end in a page`() {
    let lines = (0..<100_000).map { "line \($0)\n" }.joined()
    let outputs = (0..<1000).map { Output.text(.standardOutput, "piece \($0)\n") }
    let chapter = Chapter(cell("x") + cell("y"), tabs: [])
      .with(.text(.standardOutput, lines)).with(.text(.standardOutput, ""), inCell: 1)
    #expect(chapter.html.contains("line 99999"))
    var many = chapter
    many.results[""]?[0] = CellResult(.finished, outputs: outputs)
    #expect(many.html.contains("piece 999"))
  }

  @Test func `with ten thousand equal headings end in a page`() {
    let html = Chapter(String(repeating: "# Same\n\n", count: 10_000)).html
    #expect(html.contains("id=\"same-9999\""))
  }

  @Test func `of no bytes at all is a page`() {
    #expect(Chapter("").page.title == "chapter.md")
  }
}
