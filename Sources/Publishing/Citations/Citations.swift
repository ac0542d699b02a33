import Foundation
import Markdown
import Markup
import SourceText

/// What a chapter cites, and where its references are listed.
struct Citations: Sendable {
  /// What was wrong with citations and with the files of the chapter's own list.
  private(set) var diagnostics: [Diagnostic] = []
  private let outline: Outline
  private let files: BookFiles
  private let list: Bibliography
  private let known: [String: BibEntry]
  /// The chapter whose page has the list; `nil` where there is none.
  private let home: String?

  /// Looks up the citations of a chapter, in its own list or in that of the book.
  init(of outline: Outline, files: BookFiles) {
    self.outline = outline
    self.files = files
    let sources = files.book.sources.replacing(outline, files: files)
    let listing = sources.listing(for: outline.path)
    home = listing?.home
    known = listing?.entries ?? [:]
    list = listing?.list ?? Bibliography(of: [], in: [:])
    report(sources)
  }

  private mutating func report(_ sources: CitationSources) {
    diagnostics = sources.diagnostics(of: outline.path)
    let names = known.keys.sorted()
    for (number, use) in outline.citations.enumerated() where known[use.name] == nil {
      let hint =
        home == nil
        ? "name a file where the list belongs, as in ':bibliography:`references.bib`'"
        : number < LabelTable.hintLimit ? spellingHint(for: use.name, in: names) : nil
      diagnostics.append(
        Diagnostic(
          .error, home == nil ? "no bibliography has '\(use.name)'" : "unknown key '\(use.name)'",
          file: use.file, at: use.position, length: use.length, hint: hint))
    }
  }
}

// MARK: Rendering

extension Citations {
  /// The roles that cite.
  static let roles: Set<String> = ["cite", "citep", "citet"]

  /// Returns a citation: `(Ada, 1843; Babbage, 1837)`, or with `citet` `Ada (1843)`.
  func html(citing keys: String, role: String) -> HTML {
    let isInText = role == "citet"
    var html: HTML = isInText ? "<span class=\"citation\">" : "<span class=\"citation\">("
    for (index, key) in Self.keys(in: keys).enumerated() {
      if index > 0 { html += "; " }
      html += link(to: key, isInText: isInText)
    }
    html += isInText ? "</span>" : ")</span>"
    return html
  }

  private func link(to key: String, isInText: Bool) -> HTML {
    guard let mark = list.marks[key], let home else {
      return "<span class=\"missing\">unknown key: \(key)</span>"
    }
    let page = home == outline.path ? "" : files.address(ofPage: Site.pagePath(for: home))
    let text: HTML =
      isInText ? "\(mark.namesInText) (\(mark.year))" : "\(mark.names), \(mark.year)"
    return "<a href=\"\(page)#\(Self.id(of: key))\">\(text)</a>"
  }

  /// Returns the list of references of this chapter's page.
  func listHTML() -> HTML {
    guard !list.entries.isEmpty else { return HTML() }
    var html: HTML = "<ul class=\"references\">\n"
    for entry in list.entries {
      let line = ReferenceLine(entry: entry).html(year: list.marks[entry.key]?.year ?? "")
      html += "<li id=\"\(Self.id(of: entry.key))\">\(line)</li>\n"
    }
    html += "</ul>\n"
    return html
  }

  private static func id(of key: String) -> String {
    "lectern-ref-\(key.map { $0.isWhitespace || "%\"#".contains($0) ? "-" : String($0) }.joined())"
  }

  /// Returns the keys that a role names.
  static func keys(in argument: String) -> [String] {
    argument.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}
