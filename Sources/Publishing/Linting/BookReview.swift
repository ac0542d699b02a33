package import NotebookModel
package import SourceText

/// Judges the chapters of a book without rendering or running them.
///
/// `BookIndex` has read every chapter once. A review reads each chapter asked for a second time and
/// keeps nothing of it but what it found, so memory grows with the number of labels and links, not
/// with the text. All of it is linear in the text.
package struct BookReview: Sendable {
  /// What there is to say of a chapter.
  package struct Verdict: Sendable {
    /// The chapter's path, relative to the book's folder.
    package var path: String
    /// What is wrong, in the order of the lines.
    package fileprivate(set) var diagnostics: [Diagnostic]
    /// Where its links lead.
    fileprivate let promises: [LinkCheck.Promise]
  }

  private let site: Site
  private let book: BookIndex
  private let pages: BookPages

  /// Creates the review of `site`; with `isComplete`, what is not among its chapters has no page.
  package init(of site: Site, book: BookIndex, isComplete: Bool) {
    self.site = site
    self.book = book
    pages = BookPages(chapters: Set(site.chapters.map(\.path)), isComplete: isComplete)
  }

  /// Returns what there is to say of the chapter at `path`, relative to the book's folder.
  package func verdict(on notebook: Notebook, at path: String) -> Verdict {
    let check = ChapterCheck(notebook, at: path, site: site, book: book, pages: pages)
    let all = notebook.diagnostics + check.errors + check.warnings
    return Verdict(path: path, diagnostics: all.inOrder, promises: check.promises)
  }

  /// Returns the chapters that are no part of the book, but that links of `verdicts` lead to.
  package func others(than verdicts: [Verdict]) -> [String] {
    let known = pages.chapters.union(verdicts.map(\.path))
    return Set(verdicts.flatMap(\.promises).map(\.chapter)).subtracting(known).sorted()
  }

  /// Adds to `verdicts` what only all of them together tell.
  ///
  /// - Parameters:
  ///   - verdicts: Those on all chapters of the book.
  ///   - others: Chapters that are no part of it, but that links lead to, by their paths.
  package func complete(_ verdicts: [Verdict], others: [String: Notebook] = [:]) -> [Verdict] {
    let offers = others.reduce(into: [String: PageOffer]()) { offers, other in
      let outline = Outline(of: other.value, at: other.key)
      offers[other.key] = PageOffer(
        of: other.value, outline: outline, walk: ChapterWalk(other.value))
    }
    let unused = unusedLabels(in: verdicts)
    return verdicts.map { verdict in
      var verdict = verdict
      let broken = verdict.promises.broken(from: verdict.path) { offers[$0] }
      let all = verdict.diagnostics + broken + (unused[verdict.path] ?? [])
      verdict.diagnostics = all.inOrder
      return verdict
    }
  }

  /// Returns by chapter the labels that no reference and no link uses.
  private func unusedLabels(in verdicts: [Verdict]) -> [String: [Diagnostic]] {
    let linked = Set(
      verdicts.flatMap(\.promises).map { Anchor(chapter: $0.chapter, id: $0.id ?? "") })
    var seen: Set<String> = []
    var found: [String: [Diagnostic]] = [:]
    for label in book.unusedLabels where seen.insert(label.name).inserted {
      let target = label.target
      guard !linked.contains(Anchor(chapter: target.chapter, id: target.id)) else { continue }
      let place = SourceRange(file: label.file, position: label.position, length: label.length)
      found[target.chapter, default: []].append(
        Finding.unusedLabel(label.name).diagnostic(at: place))
    }
    return found
  }

  private struct Anchor: Hashable {
    var chapter: String
    var id: String
  }
}

extension [Diagnostic] {
  /// In the order of file and position, then of the words, each once.
  var inOrder: [Diagnostic] {
    Set(self).sorted {
      ($0.file, $0.position.line, $0.position.column, $0.message)
        < ($1.file, $1.position.line, $1.position.column, $1.message)
    }
  }
}
