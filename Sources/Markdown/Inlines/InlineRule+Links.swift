extension InlineRule {
  static let image = InlineRule(first: [.bang]) { parser in
    guard parser.byte(at: parser.index + 1) == .openBracket else { return false }
    parser.openBracket(width: 2, isImage: true)
    return true
  }

  static let bracket = InlineRule(first: [.openBracket]) { parser in
    parser.openBracket(width: 1, isImage: false)
    return true
  }

  /// CommonMark 6.3 and 6.4: "look for link or image".
  static let closingBracket = InlineRule(first: [.closeBracket]) { parser in
    guard let opener = parser.brackets.popLast() else { return false }
    let isActive = opener.isImage || parser.brackets.count >= parser.linksBegin
    parser.linksBegin = min(parser.linksBegin, parser.brackets.count)
    guard isActive, let (target, end) = parser.target(of: opener) else { return false }
    return parser.enclose(opener, target, upTo: end)
  }
}

extension InlineParser {
  fileprivate mutating func openBracket(width: Int, isImage: Bool) {
    if !brackets.isEmpty { brackets[brackets.count - 1].hasBracketInside = true }
    let node = add(.text, upTo: index + width)
    brackets.append(
      Bracket(node: node, start: index, isImage: isImage, delimiters: delimiters.top))
  }

  /// Returns where the link that the current `]` ends leads, and the first byte after it.
  fileprivate mutating func target(
    of opener: Bracket
  ) -> (target: ReferenceTable.Target, end: Int)? {
    let scanner = LinkScanner(bytes: bytes)
    if let inline = scanner.inlineTarget(at: index + 1) { return inline }
    var label = opener.start..<index
    var end = index + 1
    if let full = scanner.label(at: end) {
      label = full
      end = full.upperBound + 1
    } else {
      guard !opener.hasBracketInside else { return nil }
      if byte(at: end) == .openBracket, byte(at: end + 1) == .closeBracket { end += 2 }
    }
    return references.use(bytes[label]).map { ($0, end) }
  }

  fileprivate mutating func enclose(
    _ opener: Bracket, _ target: ReferenceTable.Target, upTo end: Int
  ) -> Bool {
    flush(upTo: index)
    delimiters.resolve(above: opener.delimiters, in: &list)
    let kind: Inline.Kind =
      opener.isImage
      ? .image(destination: target.destination, title: target.title)
      : .link(destination: target.destination, title: target.title)
    let range = list.nodes[opener.node].range.lowerBound..<end
    guard list.enclose(after: opener.node, before: 0, as: kind, range) else { return false }
    list.remove(opener.node)
    (index, textStart) = (end, end)
    if !opener.isImage { linksBegin = brackets.count }
    return true
  }
}

extension LinkScanner {
  /// Reads `(destination "title")` at `start`.
  func inlineTarget(
    at start: Int
  ) -> (target: ReferenceTable.Target, end: Int)? {
    guard start < bytes.count, bytes[start] == .openParenthesis,
      let (destination, afterDestination) = destination(at: skipSpace(from: start + 1))
    else { return nil }
    var end = skipSpace(from: afterDestination)
    var title = ""
    if end > afterDestination, let (text, afterTitle) = self.title(at: end) {
      title = text
      end = skipSpace(from: afterTitle)
    }
    guard end < bytes.count, bytes[end] == .closeParenthesis else { return nil }
    return (ReferenceTable.Target(destination: destination, title: title), end + 1)
  }
}
