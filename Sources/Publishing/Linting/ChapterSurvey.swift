import NotebookModel
import SourceText

/// What lint has to know of a chapter, so that the chapter itself need not be kept.
package struct ChapterSurvey: Sendable {
  /// The chapter's path, relative to the book's folder.
  package let path: String
  /// What is wrong as far as the chapter alone can tell.
  private(set) var diagnostics: [Diagnostic]
  /// What its page offers to links.
  let offer: PageOffer
  /// Where its links lead.
  let links: LinkCheck
  /// Its labels with their places, each once, and the ids that stand for them on the page.
  private(set) var labels: [(name: String, id: String, place: SourceRange)] = []
  /// The labels that it refers to.
  let uses: Set<String>

  init(_ notebook: Notebook, at path: String, site: Site, pages: BookPages) {
    self.path = path
    let outline = Outline(of: notebook)
    let files = BookFiles(site: site, chapter: path)
    let lines = LineTable(notebook.bytes)
    let walk = ChapterWalk(notebook)
    links = LinkCheck(of: walk, in: notebook, files: files, pages: pages, lines: lines)
    offer = PageOffer(outline: outline, rawIDs: walk.rawIDs, tabs: notebook.offeredTabs)
    uses = walk.uses
    let references = References(of: notebook, outline: outline, files: files, lines: lines)
    diagnostics = notebook.diagnostics + outline.diagnostics + references.diagnostics
    diagnostics += Formulas(of: notebook, lines: lines).diagnostics + links.errors + links.warnings
    let place = { SourceRange($0, in: notebook.path, lines: lines) }
    diagnostics += walk.silentImages.map { Finding.silentImage.diagnostic(at: place($0)) }
    diagnostics += Self.skippedLevels(walk.headings, place)
    var seen: Set<String> = []
    for label in walk.labels where seen.insert(label.text).inserted {
      let id = outline.targets[label.text]?.id ?? label.text
      labels.append((label.text, id, place(label.bytes)))
    }
  }

  /// Returns a warning for each heading that lies more than one level below the one before it.
  private static func skippedLevels(
    _ headings: [ChapterWalk.Heading], _ place: (Range<Int>) -> SourceRange
  ) -> [Diagnostic] {
    var last = 0
    var diagnostics: [Diagnostic] = []
    for heading in headings {
      if heading.level > last + 1 {
        let finding = Finding.skippedLevel(heading.level, after: last)
        diagnostics.append(finding.diagnostic(at: place(heading.bytes)))
      }
      last = heading.level
    }
    return diagnostics
  }
}
