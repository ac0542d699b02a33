import Markdown

/// Markdown that would take in what follows it: a fence or a piece of HTML that is not closed.
///
/// In a notebook each text is a document of its own, and what is left open ends with its cell.
enum OpenEnd {
  /// Returns what closes `text`: nothing when it is closed, `nil` when nothing closes it.
  static func closing(of text: String) -> String? {
    if isClosed(text) { return "" }
    return (openFence(of: text) + htmlEnds).first { isClosed(text + "\n" + $0) }
  }

  /// How the HTML blocks end that go on over blank lines (CommonMark 0.31.2, section 4.6).
  private static let htmlEnds = [
    "-->", "</script>", "</style>", "</pre>", "</textarea>", "?>", "]]>", ">",
  ]

  /// Whether a paragraph after `text` is a paragraph of its own.
  private static func isClosed(_ text: String) -> Bool {
    let mark = "lectern"
    let last = Document(parsing: Array("\(text)\n\n\(mark)\n".utf8)).blocks.last
    guard let last, last.kind == .paragraph else { return false }
    return last.lines.count == 1 && last.content.map(\.kind) == [.text(mark)]
  }

  private static func openFence(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard let last = Document(parsing: bytes).blocks.last, let fence = last.fence,
      let mark = bytes[last.bytes].first(where: { $0 == 0x60 || $0 == 0x7E })
    else { return [] }
    return [String(repeating: Character(Unicode.Scalar(mark)), count: fence.length)]
  }
}
