import SourceText

/// What a page offers to links from anywhere.
struct PageOffer: Sendable {
  /// The ids of its elements.
  var ids: Set<String>
  /// The tabs a reader can choose.
  var tabs: [String]

  /// Creates the offer of the page with this outline; `rawIDs` are those in the author's HTML.
  init(outline: Outline, rawIDs: Set<String>, tabs: [String]) {
    // Every browser takes `#top` for the top of the page.
    ids = outline.takenIDs.union(rawIDs).union(["top"])
    self.tabs = tabs
  }
}

extension LinkCheck {
  /// Returns what is wrong with the promises about pages that `offers` knows, by chapter.
  func brokenPromises(
    to offers: [String: PageOffer], from chapter: String
  ) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for promise in promises {
      guard let offer = offers[promise.chapter] else { continue }
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
