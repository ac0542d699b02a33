import Markdown
import MathML
import NotebookModel
import SourceText

/// All that can be said of a chapter without rendering it: what its page is made from, and what is
/// wrong with it.
///
/// This is the one place that says what is wrong; rendering and lint both ask here.
struct ChapterCheck: Sendable {
  let outline: Outline
  let labels: LabelTable
  let files: BookFiles
  let lines: LineTable
  let formulas: Formulas
  let citations: Citations
  /// The notes at the end of the page.
  let footnotes: Footnotes
  /// What the page offers to links.
  let offer: PageOffer
  /// The files to copy beside the page.
  let assets: Set<Page.Asset>
  /// The links to pages that say more than the page's name.
  let promises: [LinkCheck.Promise]
  /// What the page cannot do as its author meant it.
  private(set) var errors: [Diagnostic]
  /// What only lint says.
  private(set) var warnings: [Diagnostic]

  /// Checks the chapter at `path`, in the light of the book around it.
  init(
    _ notebook: Notebook, at path: String, site: Site, book: BookIndex, pages: BookPages
  ) {
    outline = Outline(of: notebook, at: path, numbering: book.numbering(of: path))
    labels = LabelTable(of: outline, in: book)
    files = BookFiles(site: site, chapter: path, book: book)
    lines = LineTable(notebook.bytes)
    var references = References(of: notebook, labels: labels, files: files, lines: lines)
    formulas = Formulas(
      of: notebook, lines: lines, macros: site.macros.mapValues { Macro($0) },
      numbers: labels.numbers)
    citations = Citations(of: outline, files: files)
    var footnotes = Footnotes(of: notebook.document.blocks)
    footnotes.prefix = "lectern-"
    references.look(at: footnotes)
    self.footnotes = footnotes
    let walk = ChapterWalk(notebook)
    offer = PageOffer(of: notebook, outline: outline, walk: walk)
    let links = LinkCheck(of: walk, in: notebook, files: files, pages: pages, lines: lines)
    promises = links.promises
    assets = references.assets.union(links.assets)
    errors =
      outline.diagnostics + references.diagnostics + citations.diagnostics
      + formulas.diagnostics + links.errors
    let own = offer
    errors += promises.broken(from: path) { $0 == path ? own : book.offers[$0] }
    errors = errors.inOrder
    warnings = links.warnings + walk.warnings(in: notebook.path, lines)
  }
}

extension ChapterWalk {
  /// Returns warnings about images without a text, and about headings that lie more than one level
  /// below the one before them.
  fileprivate func warnings(in file: String, _ lines: LineTable) -> [Diagnostic] {
    var findings = silentImages.map { (Finding.silentImage, $0) }
    // A chapter may begin with any level: what a page calls its title is up to the book.
    var last = headings.first?.level ?? 0
    for heading in headings {
      if heading.level > last + 1 {
        findings.append((.skippedLevel(heading.level, after: last), heading.bytes))
      }
      last = heading.level
    }
    return findings.map { $0.diagnostic(at: SourceRange($1, in: file, lines: lines)) }
  }
}
