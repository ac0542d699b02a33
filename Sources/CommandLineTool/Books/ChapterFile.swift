internal import Publishing
internal import SourceText

/// A chapter to work on.
package struct ChapterFile: Hashable, Sendable {
  /// The path as the author would type it; diagnostics use it.
  package let path: String
  /// The path inside the book's folder.
  package let name: String

  /// Creates the chapter at `path`, called `name` inside its book.
  package init(path: String, name: String) {
    self.path = path
    self.name = name
  }
}

extension ChapterFile {
  /// The chapter's first heading, as links to it say; its name when it has none.
  package var title: String {
    let bytes = (try? FileSystem.read(path)) ?? []
    return Self.firstHeading(in: bytes) ?? Path.removing(".md", from: Path.name(of: name))
  }

  /// The text of the first heading, as readers see it: `# One`, or a line over `===` or `---`.
  ///
  /// Only the lines of headings are parsed, so a book's titles cost little.
  static func firstHeading(in bytes: [UInt8]) -> String? {
    let lines = LineTable(bytes)
    var fence: Substring?
    var last = ""
    for line in 1...max(1, lines.count) {
      let whole = String(decoding: bytes[lines.content(ofLine: line)], as: UTF8.self)
      let text = whole.drop { $0 == " " }
      let mark = text.prefix { $0 == "`" || $0 == "~" }
      defer { last = fence == nil ? whole : "" }
      if let open = fence {
        if mark.hasPrefix(open), mark.count == text.count { fence = nil }
      } else if mark.count >= 3 {
        fence = mark
      } else if text.hasPrefix("#"), let title = headingText(whole) {
        return title
      } else if text.hasPrefix("==") || text.hasPrefix("--"),
        let title = headingText(last + "\n" + whole)
      {
        return title
      }
    }
    return nil
  }
}
