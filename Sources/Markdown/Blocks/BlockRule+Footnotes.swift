extension BlockRule {
  /// `[^label]:` and what follows it, on the line and indented by four columns below.
  static let footnote = BlockRule(
    section: "GitHub: Footnotes", requirement: .footnotes
  ) { parser in
    guard !parser.line.isIndented, parser.nextByte == .openBracket, parser.mayNest,
      let label = FootnoteLabel.range(in: parser.source, at: parser.line.nextNonspace),
      label.upperBound + 1 < parser.line.end, parser.source[label.upperBound + 1] == .colon
    else { return .no }
    parser.openBlock(.footnote(label: label))
    parser.references.footnotes.insert(ReferenceTable.normalized(parser.source[label]))
    parser.line.skipSpace()
    parser.line.advance(bytes: label.count + "[^]:".utf8.count, in: parser.source)
    parser.line.skipSpace()
    return .container
  }
}

extension InlineRule {
  /// `[^label]`, where a footnote has this label.
  static let footnote = InlineRule(
    first: [.openBracket], requirement: .footnotes
  ) { parser in
    guard let label = FootnoteLabel.range(in: parser.bytes, at: parser.index) else { return false }
    let bytes = parser.bytes[label]
    let isDefined = parser.references.footnotes.contains(ReferenceTable.normalized(bytes))
    let end = label.upperBound + 1
    guard isDefined || bytes.allSatisfy(\.isLabelByte),
      LinkScanner(bytes: parser.bytes).inlineTarget(at: end) == nil
    else { return false }
    let kind = Inline.Kind.footnoteReference(
      label: String(markdown: bytes), isDefined: isDefined)
    parser.add(.inline(kind), upTo: end)
    return true
  }
}

/// Reads `[^label]`.
private enum FootnoteLabel {
  /// Returns the bytes of the label at `start`: some that are neither spaces nor brackets.
  static func range(in bytes: [UInt8], at start: Int) -> Range<Int>? {
    guard start + 2 < bytes.count, bytes[start] == .openBracket, bytes[start + 1] == .caret else {
      return nil
    }
    let label = bytes[(start + 2)...].prefix(ReferenceTable.longestLabel + 1).prefix {
      !$0.isWhitespace && $0 != .openBracket && $0 != .closeBracket && $0 != 0
    }
    guard !label.isEmpty, label.endIndex < bytes.count, bytes[label.endIndex] == .closeBracket
    else { return nil }
    return label.startIndex..<label.endIndex
  }
}

extension UInt8 {
  /// Whether the byte stands in labels that are meant as such.
  fileprivate var isLabelByte: Bool {
    isLetterOrDigit || self == .minus || self == .underscore || self >= 0x80
  }
}
