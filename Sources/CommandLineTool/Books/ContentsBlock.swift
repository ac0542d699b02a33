internal import SourceText

/// A fenced `toc` block of a chapter.
struct ContentsBlock {
  /// A line that names a chapter.
  struct Entry {
    /// The chapter's path, as written.
    let target: String
    let line: Int
    let column: Int
  }

  /// The chapters it names.
  private(set) var entries: [Entry] = []
  /// The last line inside that is not blank, or the opening fence.
  private(set) var lastLine: Int

  /// Returns the blocks of a file, options such as `:numbered:` left out.
  static func blocks(in bytes: [UInt8], _ lines: LineTable) -> [ContentsBlock] {
    var blocks: [ContentsBlock] = []
    var fence: (mark: Substring, isContents: Bool)?
    for line in 1...max(1, lines.count) {
      let text = String(decoding: bytes[lines.content(ofLine: line)], as: UTF8.self)
      let content = text.drop { $0 == " " || $0 == "\t" }
      let mark = content.prefix { $0 == content.first && ($0 == "`" || $0 == "~") }
      let info = content.dropFirst(mark.count).filter { $0 != " " && $0 != "\t" }
      if let open = fence {
        if mark.hasPrefix(open.mark), info.isEmpty {
          fence = nil
        } else if open.isContents {
          blocks[blocks.count - 1].add(
            content, line, column: text.utf8.count - content.utf8.count + 1)
        }
      } else if mark.count >= 3 {
        fence = (mark, info == "toc")
        if info == "toc" { blocks.append(ContentsBlock(lastLine: line)) }
      }
    }
    return blocks
  }

  private init(lastLine: Int) { self.lastLine = lastLine }

  private mutating func add(_ content: Substring, _ line: Int, column: Int) {
    var target = content
    while target.last == " " || target.last == "\t" { target.removeLast() }
    guard !target.isEmpty else { return }
    lastLine = line
    guard !target.hasPrefix(":") else { return }
    entries.append(Entry(target: String(target), line: line, column: column))
  }
}

extension ContentsBlock {
  /// Returns `bytes` with one more line at the end of its last table of contents; `nil` when there
  /// is none, or when the entry stands in one already.
  ///
  /// The new line takes the indentation and the line ending of those before it.
  static func adding(_ entry: String, to bytes: [UInt8]) -> [UInt8]? {
    let lines = LineTable(bytes)
    let blocks = blocks(in: bytes, lines)
    let known = blocks.flatMap(\.entries).map { Path.removing(".md", from: $0.target) }
    guard let block = blocks.last, !known.contains(entry) else { return nil }
    let model = lines.bytes(ofLine: block.lastLine)
    let content = lines.content(ofLine: block.lastLine)
    let indent = bytes[content].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let written = Array(bytes[content.upperBound..<model.upperBound])
    let ending = written.isEmpty ? [UInt8(ascii: "\n")] : written
    // A first entry is set off from options, or follows the fence.
    let start = Array(bytes[..<content.upperBound]) + ending
    return start + indent + Array(entry.utf8) + ending + bytes[model.upperBound...]
  }
}
