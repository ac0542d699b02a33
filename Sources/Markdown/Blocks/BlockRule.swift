/// One way a line can begin a block.
struct BlockRule: Sendable {
  /// What a rule did with the line.
  enum Start {
    /// The rule does not apply.
    case no
    /// It opened a container; the rest of the line may begin more blocks.
    case container
    /// It opened a leaf that takes the rest of the line as text.
    case text
    /// It took the whole line.
    case line
  }

  /// The section of the specification that the rule implements.
  let section: String
  /// What must be switched on.
  var requirement: MarkdownOptions = []
  /// Opens the block, if the line begins one here.
  let start: @Sendable (inout BlockParser) -> Start
}

extension BlockRule {
  /// Every rule, in order of precedence.
  static let all = [
    tabMark, blockQuote, atxHeading, fencedCode, htmlBlock, setextHeading, table, thematicBreak,
    footnote, listItem, indentedCode,
  ]

  static let blockQuote = BlockRule(section: "CommonMark 5.1 Block quotes") { parser in
    guard !parser.line.isIndented, parser.nextByte == .greater, parser.mayNest else { return .no }
    parser.openBlock(.blockQuote)
    parser.skipQuoteMark()
    return .container
  }

  static let atxHeading = BlockRule(section: "CommonMark 4.2 ATX headings") { parser in
    guard !parser.line.isIndented else { return .no }
    let text = parser.nonspaceBytes
    let level = text.prefix { $0 == .hash }.count
    let rest = text.dropFirst(level)
    guard (1...6).contains(level), rest.first?.isSpaceOrTab ?? true else { return .no }
    let node = parser.openBlock(.heading(level: level))
    parser.nodes[node].slices = [LineSlice(bytes: withoutClosingHashes(rest))]
    return parser.takeLine()
  }

  /// Returns where the text of an ATX heading stands: a run of `#` after a space ends it.
  private static func withoutClosingHashes(_ rest: ArraySlice<UInt8>) -> Range<Int> {
    let text = rest.trimmed
    let hashes = text.reversed().prefix { $0 == .hash }.count
    let before = text.dropLast(hashes)
    let isClosed = hashes > 0 && before.last?.isSpaceOrTab ?? true
    let kept = isClosed ? before.trimmed : text
    return kept.startIndex..<kept.endIndex
  }

  static let fencedCode = BlockRule(section: "CommonMark 4.5 Fenced code blocks") { parser in
    guard !parser.line.isIndented, let mark = parser.nextByte,
      mark == .backtick || mark == .tilde
    else { return .no }
    let text = parser.nonspaceBytes
    let length = text.prefix { $0 == mark }.count
    let info = text.dropFirst(length).trimmed
    guard length >= 3, mark == .tilde || !info.contains(.backtick) else { return .no }
    parser.openBlock(
      .fencedCode(
        BlockNode.Fence(
          mark: mark, length: length, indent: parser.line.indent,
          info: info.startIndex..<info.endIndex)))
    return parser.takeLine()
  }

  static let htmlBlock = BlockRule(section: "CommonMark 4.6 HTML blocks") { parser in
    guard !parser.line.isIndented, parser.nextByte == .less else { return .no }
    let isParagraph = parser.isInParagraph
    let text = parser.nonspaceBytes
    guard
      let rule = HTMLBlockRule.all.first(where: {
        $0.begins(text) && !(isParagraph && !$0.interruptsParagraphs)
      })
    else { return .no }
    parser.openBlock(.html(rule))
    return .text
  }

  static let setextHeading = BlockRule(section: "CommonMark 4.3 Setext headings") { parser in
    guard !parser.line.isIndented, parser.container.kind.isParagraph, let mark = parser.nextByte,
      mark == .equals || mark == .minus,
      parser.nonspaceBytes.trimmed.allSatisfy({ $0 == mark })
    else { return .no }
    let node = parser.open[parser.matched - 1]
    parser.takeReferenceDefinitions(from: node)
    guard !parser.nodes[node].isInvisible else { return .no }
    parser.nodes[node].kind = .heading(level: mark == .equals ? 1 : 2)
    parser.nodes[node].lastLine = parser.lineNumber
    return parser.takeLine()
  }

  static let thematicBreak = BlockRule(section: "CommonMark 4.1 Thematic breaks") { parser in
    guard !parser.line.isIndented, let mark = parser.nextByte,
      mark == .star || mark == .minus || mark == .underscore
    else { return .no }
    let text = parser.nonspaceBytes
    let marks = text.count { $0 == mark }
    guard marks >= 3, text.allSatisfy({ $0 == mark || $0.isSpaceOrTab }) else { return .no }
    parser.openBlock(.thematicBreak)
    return parser.takeLine()
  }

  static let indentedCode = BlockRule(section: "CommonMark 4.4 Indented code blocks") { parser in
    guard parser.line.isIndented, !parser.isInParagraph else { return .no }
    parser.line.advance(columns: 4, in: parser.source)
    parser.openBlock(.indentedCode)
    return .text
  }

  static let tabMark = BlockRule(section: "Chapters: Tabs", requirement: .tabs) { parser in
    guard !parser.line.isIndented, parser.nextByte == .colon,
      let mark = Block.Tabs(line: parser.nonspaceBytes)
    else { return .no }
    parser.openBlock(.tabMark(mark))
    return parser.takeLine()
  }
}

extension Block.Tabs {
  /// Reads `:begin_tab:` with the names after it, or `:end_tab:`.
  init?(line: ArraySlice<UInt8>) {
    let text = line.trimmed
    if text.elementsEqual(":end_tab:".utf8) {
      self = .end
    } else if text.starts(with: ":begin_tab:".utf8) {
      let names = text.dropFirst(":begin_tab:".utf8.count)
        .split { $0 == UInt8(ascii: ",") || $0 == .backtick }
        .map { String(markdown: $0.trimmed) }
      self = .begin(names.filter { !$0.isEmpty })
    } else {
      return nil
    }
  }
}

// MARK: - What rules ask and do

extension BlockParser {
  /// The bytes of the line from its next byte that is no space.
  var nonspaceBytes: ArraySlice<UInt8> { source[line.nextNonspace..<line.end] }

  var nextByte: UInt8? { line.isBlank ? nil : source[line.nextNonspace] }

  /// Whether another level of containers may begin.
  var mayNest: Bool { open.count < Self.deepest }

  /// Whether the innermost open block is a paragraph that the line could go on, lazily or not.
  var isInParagraph: Bool { nodes[open[open.count - 1]].kind.isParagraph }

  /// Skips `>` and the space after it.
  mutating func skipQuoteMark() {
    line.skipSpace()
    line.advance(bytes: 1, in: source)
    if line.offset < line.end, source[line.offset].isSpaceOrTab {
      line.advance(columns: 1, in: source)
    }
  }

  /// Takes the rest of the line for the block just opened.
  mutating func takeLine() -> BlockRule.Start {
    line.skipToEnd(source)
    return .line
  }
}
