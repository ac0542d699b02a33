package import NotebookModel
import SourceText

/// What the chapters of a book number, label and refer to.
///
/// It is made by reading every chapter once, without running anything, so that a page can refer to
/// chapters that are not rendered. An empty one is that of a chapter alone.
package struct BookIndex: Sendable {
  /// Every label in the order of the book, also those used before.
  package private(set) var labels: [Label] = []
  /// Every reference to a label, in the order of the book.
  package private(set) var uses: [LabelUse] = []
  /// By name, what each label stands for: the first one counts.
  package private(set) var targets: [String: Label] = [:]
  /// By the path of a chapter, what its page offers to links.
  private(set) var offers: [String: PageOffer] = [:]
  /// What the chapters cite.
  private(set) var sources = CitationSources()
  /// By the path of a chapter, where its numbers begin.
  private var numberings: [String: Numbering] = [:]
  /// By the path of a chapter, its place in the book.
  private var order: [String: Int] = [:]

  /// Creates the index of no chapters.
  package init() {}

  /// Reads the chapters of `site` in order; those that `read` returns `nil` for are left out.
  package init(of site: Site, reading read: (Site.Chapter) -> Notebook?) {
    var numbers = ChapterNumbers(site: site)
    for (place, chapter) in site.chapters.enumerated() {
      order[chapter.path] = place
      guard let notebook = read(chapter) else { continue }
      let begin = numbers.numbering(of: chapter.path)
      let outline = Outline(of: notebook, at: chapter.path, numbering: begin)
      numberings[chapter.path] = begin
      labels += outline.labels
      uses += outline.uses
      targets.merge(outline.targets) { first, _ in first }
      numbers.add(outline)
      offers[chapter.path] = PageOffer(
        of: notebook, outline: outline, walk: ChapterWalk(notebook))
      sources.add(outline, files: BookFiles(site: site, chapter: chapter.path))
    }
    sources.prepare()
  }

  /// Returns the number of a chapter, such as `3.1`, if it has one.
  package func number(of path: String) -> String? {
    numberings[path].flatMap { numbering in
      var numbering = numbering
      return numbering.next(headingOfLevel: 1)
    }
  }

  /// Returns the title of a chapter after its number.
  package func title(of chapter: Site.Chapter) -> String {
    number(of: chapter.path).map { "\($0) \(chapter.title)" } ?? chapter.title
  }

  /// Returns where the numbers of the chapter at `path` begin.
  func numbering(of path: String) -> Numbering { numberings[path] ?? Numbering() }

  /// Whether the chapter at `path` comes before the one at `other`.
  func isBefore(_ path: String, _ other: String) -> Bool {
    guard let first = order[path], let second = order[other] else { return false }
    return first < second
  }

  /// The labels that nothing refers to.
  package var unusedLabels: [Label] {
    let used = Set(uses.map(\.name))
    return labels.filter { !used.contains($0.name) }
  }
}
