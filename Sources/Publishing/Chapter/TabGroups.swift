import Markup

/// A stretch of a chapter, as far as tabs are concerned.
enum TabPiece: Hashable, Sendable {
  /// What every reader sees, whatever the tab.
  case shared(HTML)
  /// What readers of some tabs see, by tab; a tab that is missing sees nothing of it.
  case tabbed([String: HTML])
  /// What shows nothing and parts nothing: a hidden cell, the declaration of the tabs.
  case nothing
}

/// Brings pieces together: those that differ by tab and follow one another become one group.
struct TabGroups {
  /// The tabs a reader can choose, in declared order; fewer than two, and nothing is tabbed.
  let tabs: [String]
  /// What makes the ids of this sequence's groups its own.
  let prefix: String

  /// Returns the markup of `pieces` in order.
  func html(for pieces: [TabPiece]) -> HTML {
    var html = HTML()
    var group: [String: HTML] = [:]
    var groups = 0
    for piece in pieces {
      switch piece {
      case .nothing: continue
      case .tabbed(let contents): group.merge(contents) { $0.appending($1) }
      case .shared(let content):
        html += close(&group, &groups)
        html += content
      }
    }
    html += close(&group, &groups)
    return html
  }

  /// Returns the group collected so far, and begins the next.
  private func close(_ group: inout [String: HTML], _ groups: inout Int) -> HTML {
    defer { group = [:] }
    let panels = tabs.compactMap { tab in group[tab].map { (tab: tab, content: $0) } }
    guard let first = panels.first else { return HTML() }
    let isShared = panels.count == tabs.count && panels.allSatisfy { $0.content == first.content }
    guard !isShared else { return first.content }
    groups += 1
    return html(for: panels, id: "\(prefix)\(groups)")
  }

  private func html(for panels: [(tab: String, content: HTML)], id: String) -> HTML {
    let keys = panels.map(\.tab.tabKey).joined(separator: " ")
    var html: HTML = """
      <div class="tabs" data-tabs="\(keys)">
      <div class="tab-bar" role="tablist" aria-label="Tabs">

      """
    for (number, panel) in panels.enumerated() {
      html += "<button type=\"button\" role=\"tab\" class=\"tab\" data-tab=\"\(panel.tab.tabKey)\" "
      html +=
        "id=\"\(id)-tab-\(number)\" aria-controls=\"\(id)-panel-\(number)\">\(panel.tab)</button>\n"
    }
    html += "</div>\n"
    for (number, panel) in panels.enumerated() {
      html +=
        "<div class=\"panel\" data-tab=\"\(panel.tab.tabKey)\" id=\"\(id)-panel-\(number)\">\n"
      html += "<p class=\"tab-name\">\(panel.tab)</p>\n\(panel.content)</div>\n"
    }
    html += "</div>\n"
    return html
  }
}

extension String {
  /// The tab's name as attributes, addresses and style rules spell it: lower case, without blanks
  /// or marks that mean something there.
  var tabKey: String {
    let scalars = lowercased().unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? scalar : "-"
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

extension HTML {
  /// Returns the markup with `other` after it.
  func appending(_ other: HTML) -> HTML {
    var html = self
    html += other
    return html
  }
}
