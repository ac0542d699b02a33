package import NotebookModel
package import SourceText

/// Judges the chapters of a book without running them: each alone, then all together.
///
/// A survey keeps of a chapter only what others can refer to, so memory grows with the number of
/// labels and links, not with the text. All of it is linear in the text.
package struct BookReview: Sendable {
  private let site: Site
  private let pages: BookPages

  /// Creates the review of `site`; with `isComplete`, what is not among its chapters has no page.
  package init(of site: Site, isComplete: Bool) {
    self.site = site
    pages = BookPages(chapters: Set(site.chapters.map(\.path)), isComplete: isComplete)
  }

  /// Returns what there is to know of a chapter at `path`, relative to the book's folder.
  package func survey(_ notebook: Notebook, at path: String) -> ChapterSurvey {
    ChapterSurvey(notebook, at: path, site: site, pages: pages)
  }

  /// The chapters that links of `surveys` lead to and that are not among them.
  package func unsurveyed(in surveys: [ChapterSurvey]) -> [String] {
    let known = Set(surveys.map(\.path))
    return Set(surveys.flatMap(\.links.promises).map(\.chapter)).subtracting(known).sorted()
  }

  /// Returns what is wrong with each of `surveys`, in their order and the order of the lines.
  ///
  /// - Parameters:
  ///   - surveys: All chapters of the book in reading order.
  ///   - others: Chapters that are no part of it, but that links lead to.
  package func diagnostics(
    of surveys: [ChapterSurvey], others: [ChapterSurvey] = []
  ) -> [(path: String, diagnostics: [Diagnostic])] {
    let offers = (surveys + others).map { ($0.path, $0.offer) }
    let offersByPath = Dictionary(offers) { first, _ in first }
    let across = labelDiagnostics(of: surveys)
    return surveys.map { survey in
      let broken = survey.links.brokenPromises(to: offersByPath, from: survey.path)
      let all = survey.diagnostics + broken + (across[survey.path] ?? [])
      return (survey.path, all.inOrder)
    }
  }

  /// Returns by chapter the labels that several chapters define, and those that nothing refers to.
  private func labelDiagnostics(of surveys: [ChapterSurvey]) -> [String: [Diagnostic]] {
    var uses = surveys.reduce(into: Set<String>()) { $0.formUnion($1.uses) }
    let linked = Set(
      surveys.flatMap(\.links.promises).map { Anchor(chapter: $0.chapter, id: $0.id ?? "") })
    var first: [String: SourceRange] = [:]
    var diagnostics: [String: [Diagnostic]] = [:]
    for survey in surveys {
      for (label, id, place) in survey.labels {
        if let other = first[label] {
          let finding = Finding.repeatedLabel(label, file: other.file, line: other.position.line)
          diagnostics[survey.path, default: []].append(finding.diagnostic(at: place))
        }
        first[label] = first[label] ?? place
        guard !linked.contains(Anchor(chapter: survey.path, id: id)),
          uses.insert(label).inserted
        else { continue }
        diagnostics[survey.path, default: []].append(
          Finding.unusedLabel(label).diagnostic(at: place))
      }
    }
    return diagnostics
  }

  private struct Anchor: Hashable {
    var chapter: String
    var id: String
  }
}

extension [Diagnostic] {
  /// In the order of position, then of the words, each once.
  fileprivate var inOrder: [Diagnostic] {
    Set(self).sorted {
      ($0.position.line, $0.position.column, $0.message)
        < ($1.position.line, $1.position.column, $1.message)
    }
  }
}
