package import CellOutput
import Markdown
import Markup
import MathML
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
  /// What the book's own commands in formulas stand for.
  private let macros: [String: Macro]

  /// Creates the publisher of `site`, laid out by `templates`, whose chapters `book` has read.
  package init(site: Site, templates: TemplateLibrary, book: BookIndex = BookIndex()) {
    self.site = site
    self.book = book
    self.templates = templates
    macros = site.macros.mapValues { Macro($0) }
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
  package func page(
    for notebook: Notebook, at path: String, results: [String: [Int: CellResult]] = [:]
  ) -> Page {
    let outline = Outline(of: notebook, at: path, numbering: book.numbering(of: path))
    let labels = LabelTable(of: outline, in: book)
    let files = BookFiles(site: site, chapter: path, book: book)
    let lines = LineTable(notebook.bytes)
    var references = References(of: notebook, labels: labels, files: files, lines: lines)
    let citations = Citations(of: outline, files: files)
    let formulas = Formulas(of: notebook, lines: lines, macros: macros, numbers: labels.numbers)
    var footnotes = Footnotes(of: notebook.document.blocks)
    footnotes.prefix = "lectern-"
    references.look(at: footnotes)
    let tabs = notebook.offeredTabs
    let cells = CellRenderer(tabs: tabs, results: results)
    let chapter = ChapterRenderer(
      notebook: notebook, outline: outline, labels: labels, citations: citations, cells: cells,
      files: files, formulas: formulas, lines: lines, cellsByLine: notebook.codeCellsByLine,
      footnotes: footnotes)
    var page = Page(
      path: Site.pagePath(for: path), title: outline.headings.first?.title ?? path,
      html: chapter.html(), assets: references.assets.sorted(),
      diagnostics: outline.diagnostics + references.diagnostics + citations.diagnostics
        + formulas.diagnostics)
    fill(&page, headings: outline.headings, files: files, tabs: tabs)
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
    _ page: inout Page, headings: [Outline.Heading], files: BookFiles, tabs: [String]
  ) {
    let layout = PageLayout(
      site: site, book: book, files: files, page: page, headings: headings, tabs: tabs,
      sharedFiles: sharedFiles)
    let rendering = templates.render("page", layout.values)
    page.html = rendering.html
    page.diagnostics += rendering.diagnostics
  }
}

extension Notebook {
  /// The tabs a reader can choose: those that run, and those that some cell or passage is about.
  fileprivate var offeredTabs: [String] {
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
