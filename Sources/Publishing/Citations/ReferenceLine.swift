import Markdown
import Markup

/// How an entry stands in the list of references: who, when, what, where.
///
/// The order and punctuation are those of the author-year styles that most journals use.
struct ReferenceLine {
  let entry: BibEntry

  /// Returns the line of `entry`, with the `year` that citations give it.
  func html(year: String) -> HTML {
    let style = Self.styles[entry.type] ?? Self.otherStyle
    let head: HTML = "\(people) (\(year))"
    let parts = [head, title(style)] + style.parts.map { $0(self) } + [note, link]
    var html = HTML()
    for part in parts.compactMap({ $0 }) where !part.markup.isEmpty {
      if !html.markup.isEmpty { html += html.endsSentence ? " " : ". " }
      html += part
    }
    if !html.endsSentence, link == nil { html += "." }
    return html
  }
}

// MARK: Styles

extension ReferenceLine {
  /// How the entries of a type are set.
  private struct Style {
    /// Whether the title is that of the whole work.
    var isWhole = false
    /// What stands after the title.
    var parts: [@Sendable (ReferenceLine) -> HTML?]
  }

  private static let styles: [String: Style] = [
    "article": Style(parts: [{ $0.journal }]),
    "inproceedings": collection, "conference": collection, "incollection": collection,
    "inbook": collection,
    "book": Style(isWhole: true, parts: [{ $0.field("publisher") }]),
    "booklet": Style(isWhole: true, parts: [{ $0.field("howpublished") }]),
    "proceedings": Style(isWhole: true, parts: [{ $0.field("publisher") }]),
    "manual": Style(isWhole: true, parts: [{ $0.field("organization") }]),
    "phdthesis": thesis("Doctoral dissertation"), "thesis": thesis("Thesis"),
    "mastersthesis": thesis("Master’s thesis"),
    "techreport": Style(
      isWhole: true, parts: [{ $0.report }, { $0.field("institution") }]),
  ]

  private static let collection = Style(parts: [{ $0.collection }, { $0.field("publisher") }])

  private static let otherStyle = Style(parts: [
    { $0.journal }, { $0.field("howpublished") }, { $0.archive }, { $0.field("publisher") },
  ])

  private static func thesis(_ kind: HTML) -> Style {
    Style(isWhole: true, parts: [{ _ in kind }, { $0.field("school") }])
  }
}

// MARK: Parts

extension ReferenceLine {
  /// Returns the field `name` as markup.
  private func field(_ name: String) -> HTML? { entry[name].map { TeXText($0).html.trimmed } }

  private func italic(_ name: String) -> HTML? { field(name).map { "<em>\($0)</em>" } }

  /// The authors, else the editors, else what stands in for them.
  private var people: HTML {
    let people = entry.people
    var names = people.names.map(\.inverted)
    guard !names.isEmpty else { return "\(Bibliography.Mark(of: entry).names)" }
    if people.hasOthers { names.append("et al.") }
    let isEdited = entry["author"] == nil
    let editors: HTML = isEdited ? (names.count == 1 ? " (Ed.)" : " (Eds.)") : ""
    return "\(Self.joined(names, hasOthers: people.hasOthers))\(editors)"
  }

  private static func joined(_ names: [String], hasOthers: Bool) -> String {
    guard names.count > 1, !hasOthers else { return names.joined(separator: ", ") }
    return names.dropLast().joined(separator: ", ") + ", & " + names[names.count - 1]
  }

  private func title(_ style: Style) -> HTML? {
    guard !entry.people.names.isEmpty || entry["organization"] != nil else { return nil }
    guard let title = field("title") else { return nil }
    let whole = style.isWhole || entry["journal"] == nil && style.parts.count > 2
    let details = [
      field("edition").map { "\($0) ed." as HTML }, style.isWhole ? volume : nil,
    ].compactMap { $0 }
    let text: HTML = whole ? "<em>\(title)</em>" : title
    return details.isEmpty ? text : "\(text) (\(details.joined(", ")))"
  }

  private var volume: HTML? { field("volume").map { "Vol. \($0)" } }

  /// `Journal, 12(3), 4–5`.
  private var journal: HTML? {
    guard let name = italic("journal") ?? italic("journaltitle") else { return nil }
    let number = field("number").map { "(\($0))" as HTML } ?? ""
    let volume = field("volume").map { "<em>\($0)</em>\(number)" as HTML }
    return [name, volume, field("pages").map(Self.range)].compactMap { $0 }.joined(", ")
  }

  /// `In Proceedings (pp. 4–5)`.
  private var collection: HTML? {
    guard let name = italic("booktitle") ?? italic("journal") else { return nil }
    let pages = field("pages").map { pages -> HTML in
      let range = Self.range(pages)
      return "\(range.markup.contains("–") ? "pp." : "p.") \(range)"
    }
    let details = [volume, pages].compactMap { $0 }
    return details.isEmpty ? "In \(name)" : "In \(name) (\(details.joined(", ")))"
  }

  /// Pages written with one hyphen have a dash, too.
  private static func range(_ pages: HTML) -> HTML {
    let ends = pages.markup.split(separator: "-", omittingEmptySubsequences: true)
    let isRange = ends.count == 2 && ends.allSatisfy { $0.allSatisfy { $0.isNumber || $0 == " " } }
    return isRange ? "\(String(ends[0]).trimmed)–\(String(ends[1]).trimmed)" : pages
  }

  private var report: HTML? {
    let kind = field("type") ?? "Technical report"
    return field("number").map { "\(kind) \($0)" } ?? kind
  }

  private var archive: HTML? {
    let name = field("archiveprefix") ?? field("eprinttype")
    return field("eprint").map { "\(name ?? "arXiv"):\($0)" }
  }

  private var note: HTML? { field("note") }

  private var link: HTML? {
    let doi = entry["doi"].map(Self.address)
    let written = doi.map { $0.hasPrefix("http") ? $0 : "https://doi.org/\($0)" }
    guard let text = written ?? entry["url"].map(Self.address),
      let address = LinkTarget(text).address
    else { return nil }
    return "<a href=\"\(address)\">\(text)</a>"
  }

  /// An address as it is: TeX's backslashes, braces and `\url` gone.
  private static func address(_ tex: String) -> String {
    let text = tex.trimmed.hasPrefix("\\url") ? String(tex.trimmed.dropFirst(4)) : tex
    return text.filter { !"\\{}".contains($0) }.trimmed
  }
}

extension HTML {
  /// Whether the text ends with what ends a sentence.
  fileprivate var endsSentence: Bool {
    var text = Substring(markup)
    while text.hasSuffix(">"), let tag = text.lastIndex(of: "<") { text = text[..<tag] }
    return text.last.map { ".?!".contains($0) } ?? false
  }

  /// The markup without spaces at its ends.
  fileprivate var trimmed: HTML { HTML(trusting: markup.trimmed) }
}

extension [HTML] {
  fileprivate func joined(_ separator: HTML) -> HTML {
    var html = HTML()
    for (index, piece) in enumerated() {
      if index > 0 { html += separator }
      html += piece
    }
    return html
  }
}
