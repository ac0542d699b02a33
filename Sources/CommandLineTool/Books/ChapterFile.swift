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

  /// The text of the first `# Heading` outside of fenced blocks.
  static func firstHeading(in bytes: [UInt8]) -> String? {
    var fence: Substring?
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let text = line.drop { $0 == " " }
      let mark = text.prefix { $0 == "`" || $0 == "~" }
      if let open = fence {
        if mark.hasPrefix(open), mark.count == text.count { fence = nil }
      } else if mark.count >= 3 {
        fence = mark
      } else if text.hasPrefix("# ") {
        let title = text.dropFirst(2).drop { $0 == " " }
        return String(
          title.prefix(upTo: title.firstRange(of: ":label:`")?.lowerBound ?? title.endIndex)
        )
        .trimmingSuffix { $0 == " " || $0 == "#" }
      }
    }
    return nil
  }
}

extension String {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}
