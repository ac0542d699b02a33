package import CellOutput
import Markdown
import Markup
package import NotebookModel
package import SourceText
package import Templates

/// Turns the chapters of one book into pages.
package struct Publisher: Sendable {
  /// The book.
  package let site: Site
  /// The style sheet and the script, which every page refers to.
  package let sharedFiles: [SharedFile]
  /// What is wrong with the templates themselves.
  package let diagnostics: [Diagnostic]
  /// What the chapters number, label and refer to.
  package let book: BookIndex
  private let templates: TemplateLibrary
  private let pages: BookPages

  /// Creates the publisher of `site`, laid out by `templates`, whose chapters `book` has read.
  package init(site: Site, templates: TemplateLibrary, book: BookIndex = BookIndex()) {
    self.site = site
    self.book = book
    self.templates = templates
    pages = BookPages(chapters: Set(site.chapters.map(\.path)))
    diagnostics = templates.diagnostics
    sharedFiles = Self.sharedNames.compactMap { name, ending in
      templates.file("\(name).\(ending)").map { bytes in
        SharedFile(path: "assets/\(name)-\(contentHash(bytes)).\(ending)", bytes: bytes)
      }
    }
  }

  private static let sharedNames = [("style", "css"), ("script", "js"), ("search", "js")]
}

// MARK: Pages

extension Publisher {
  /// Returns the page of a chapter.
  ///
  /// - Parameters:
  ///   - notebook: The chapter.
  ///   - path: Its path, relative to the book's folder.
  ///   - results: By tab (`""` for the unnamed program), the result of each cell by its index.
  ///   - form: Whether it is a page among those of the book, or everything in one file.
  package func page(
    for notebook: Notebook, at path: String, results: [String: [Int: CellResult]] = [:],
    as form: Page.Form = .beside
  ) -> Page {
    let check = ChapterCheck(notebook, at: path, site: site, book: book, pages: pages)
    let cells = CellRenderer(tabs: check.offer.tabs, results: results)
    let chapter = ChapterRenderer(
      notebook: notebook, outline: check.outline, labels: check.labels,
      citations: check.citations, cells: cells, files: check.files, formulas: check.formulas,
      lines: check.lines, cellsByLine: notebook.codeCellsByLine, footnotes: check.footnotes)
    var page = Page(
      path: Site.pagePath(for: path), title: check.outline.headings.first?.title ?? path,
      html: chapter.html(), assets: check.assets.sorted(), diagnostics: check.errors)
    let isAlone = form == .single
    if isAlone {
      page.html = SelfContained.html(page.html, files: check.files)
      page.assets = []
    }
    fill(
      &page, headings: check.outline.headings, files: check.files, tabs: check.offer.tabs,
      isAlone: isAlone)
    return page
  }

  /// Returns the page that lists the chapters, for a book whose author wrote none.
  package func index() -> Page {
    let files = BookFiles(site: site, chapter: "index.md")
    var html: HTML = "<h1>\(site.title)</h1>\n<ol class=\"toc\">\n"
    for chapter in site.chapters {
      let address = files.address(ofPage: Site.pagePath(for: chapter.path))
      html += "<li><a href=\"\(address)\">\(book.title(of: chapter))</a></li>\n"
    }
    html += "</ol>\n"
    var page = Page(path: "index.html", title: site.title, html: html)
    fill(&page, headings: [], files: files, tabs: [])
    return page
  }

  /// Puts the content of `page` into the layout.
  private func fill(
    _ page: inout Page, headings: [Outline.Heading], files: BookFiles, tabs: [String],
    isAlone: Bool = false
  ) {
    let layout = PageLayout(
      site: site, book: book, files: files, page: page, headings: headings, tabs: tabs,
      sharedFiles: sharedFiles, isAlone: isAlone)
    let rendering = templates.render("page", layout.values)
    page.html = rendering.html
    page.diagnostics += rendering.diagnostics
  }
}

extension Notebook {
  /// The tabs a reader can choose: those that run, and those that some cell or passage is about.
  var offeredTabs: [String] {
    let named = Set(cells.filter { $0.tabs.count < tabs.count }.flatMap(\.tabs) + programs)
    return tabs.filter(named.contains)
  }
}

/// Returns a short name for `bytes` that changes when they do (FNV-1a, 64 bits).
private func contentHash(_ bytes: [UInt8]) -> String {
  let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
