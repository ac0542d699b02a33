import NotebookModel
import SourceText

/// What a page offers to links from anywhere.
struct PageOffer: Sendable {
  /// The ids of its elements.
  var ids: Set<String>
  /// The tabs a reader can choose.
  var tabs: [String]

  /// Creates the offer of the page of `notebook`.
  init(of notebook: Notebook, outline: Outline, walk: ChapterWalk) {
    // Every browser takes `#top` for the top of the page.
    ids = outline.takenIDs.union(walk.rawIDs).union(["top"])
    tabs = notebook.offeredTabs
  }
}

extension [LinkCheck.Promise] {
  /// Returns what is wrong with the promises about pages that `offers` knows, by chapter.
  func broken(from chapter: String, among offers: (String) -> PageOffer?) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for promise in self {
      guard let offer = offers(promise.chapter) else { continue }
      let page = promise.chapter == chapter ? nil : promise.chapter
      if let tab = promise.tab, !offer.tabs.contains(where: { $0.tabKey == tab.tabKey }) {
        let finding = Finding.unknownTab(tab, page: page, known: offer.tabs)
        diagnostics.append(finding.diagnostic(at: promise.place))
      }
      guard let id = promise.id, !offer.ids.contains(id), !id.hasPrefix(":~:") else { continue }
      let known = diagnostics.count < 100 ? offer.ids.sorted() : []
      let finding = Finding.missingPlace(id, page: page, nearest: nearest(to: id, in: known))
      diagnostics.append(finding.diagnostic(at: promise.place))
    }
    return diagnostics
  }
}
