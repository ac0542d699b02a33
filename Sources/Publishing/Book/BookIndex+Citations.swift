import Markdown
package import Markup

extension BookIndex {
  /// Returns a citation as text: `(Ada, 1843; Babbage, 1837)`, or with `citet` `Ada (1843)`.
  ///
  /// A key that the list of the chapter at `path` does not have stands for itself.
  package func citation(of keys: String, role: String, in path: String) -> String {
    let marks = sources.listing(for: path)?.list.marks ?? [:]
    let isInText = role == "citet"
    let parts = Citations.keys(in: keys).map { key in
      guard let mark = marks[key] else { return key }
      return isInText ? "\(mark.namesInText) (\(mark.year))" : "\(mark.names), \(mark.year)"
    }
    return isInText ? parts.joined(separator: "; ") : "(\(parts.joined(separator: "; ")))"
  }

  /// Returns the list of references on the page of the chapter at `path`.
  package func references(in path: String) -> HTML {
    guard let listing = sources.listing(for: path), listing.home == path else { return HTML() }
    var html: HTML = "<ul>\n"
    for entry in listing.list.entries {
      let year = listing.list.marks[entry.key]?.year ?? ""
      html += "<li>\(ReferenceLine(entry: entry).html(year: year))</li>\n"
    }
    html += "</ul>"
    return html
  }
}
