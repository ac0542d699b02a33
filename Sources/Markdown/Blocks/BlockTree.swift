import SourceText

/// Turns the nodes of the first phase into the tree, and their text into inlines.
struct BlockTree {
  private let parser: BlockParser
  private var references: ReferenceTable
  private let rules: InlineRules
  /// Tells how many lines of a fenced block come before the Markdown in it, if it holds any.
  private let passageStart: Document.PassageStart

  init(_ parser: BlockParser, passageStart: @escaping Document.PassageStart) {
    self.parser = parser
    self.passageStart = passageStart
    references = parser.references
    rules = InlineRules(parser.options)
  }

  /// Returns the document's blocks.
  mutating func blocks() -> [Block] { children(of: parser.nodes[0]) }

  private mutating func children(of node: BlockNode) -> [Block] {
    // The depth is at most that of the open blocks, which is limited.
    node.children.compactMap { child in
      let child = parser.nodes[child]
      return child.isInvisible ? nil : block(child)
    }
  }

  private mutating func block(_ node: BlockNode) -> Block {
    let kind: Block.Kind
    switch node.kind {
    case .document, .blockQuote: kind = .blockQuote
    case .list(let marker): kind = .list(start: marker.number, isTight: node.isTight)
    case .item: kind = .item(isChecked: node.isChecked)
    case .footnote(let label):
      kind = .footnote(label: String(markdown: parser.source[label]))
    case .paragraph: kind = .paragraph
    case .heading(let level): kind = .heading(level: level)
    case .thematicBreak: kind = .thematicBreak
    case .tabMark(let mark): kind = .tabMark(mark)
    case .html: kind = .html(String(literal(node).dropLast()))
    case .indentedCode, .fencedCode: return codeBlock(node)
    case .table(let alignments): return table(node, alignments)
    }
    var block = leaf(kind, node)
    if node.kind.isContainer {
      block.children = children(of: node)
    } else if hasText(node) {
      block.content = inlines(InlineBuffer(node.slices, of: parser.source))
    }
    return block
  }

  private func hasText(_ node: BlockNode) -> Bool {
    switch node.kind {
    case .paragraph, .heading: true
    default: false
    }
  }

  private func leaf(_ kind: Block.Kind, _ node: BlockNode) -> Block {
    let end = parser.table.content(ofLine: node.lastLine).upperBound
    return Block(
      kind, lines: node.firstLine...max(node.firstLine, node.lastLine),
      bytes: node.start..<max(node.start, end))
  }

  /// Returns the lines of a code or HTML block, each with a line feed.
  private func literal(_ node: BlockNode) -> String {
    var bytes: [UInt8] = []
    for slice in node.slices {
      bytes += repeatElement(.space, count: slice.spaces)
      bytes += parser.source[slice.bytes]
      bytes.append(.newline)
    }
    return String(markdown: bytes)
  }

  private mutating func codeBlock(_ node: BlockNode) -> Block {
    guard case .fencedCode(let fence) = node.kind else {
      return leaf(.codeBlock(info: "", literal: literal(node), isFenced: false), node)
    }
    let info = Unescaping.text(of: parser.source[fence.info])
    var block = leaf(.codeBlock(info: info, literal: literal(node), isFenced: true), node)
    block.fence = Fence(
      info: fence.info, length: fence.length, isClosed: fence.isClosed,
      lines: node.slices.map { Fence.Line(bytes: $0.bytes, spaces: $0.spaces) })
    if let fence = block.fence, let head = passageStart(fence) {
      block.children = passage(Array(node.slices.dropFirst(head)), from: node.firstLine + 1 + head)
    }
    return block
  }

  /// Returns the blocks of lines that are Markdown inside of a fence, in which no fence holds more.
  private mutating func passage(_ slices: [LineSlice], from line: Int) -> [Block] {
    guard !slices.isEmpty else { return [] }
    var inner = BlockParser(within: parser, firstLine: line)
    inner.references.budget = references.budget
    for (offset, slice) in slices.enumerated() { inner.parse(slice.bytes, ofLine: line + offset) }
    inner.end(before: line + slices.count)
    var tree = BlockTree(inner) { _ in nil }
    let blocks = tree.blocks()
    references.budget = tree.references.budget
    return blocks
  }

  private mutating func inlines(_ buffer: InlineBuffer) -> [Inline] {
    var inlineParser = InlineParser(
      buffer, references: references, options: parser.options, rules: rules)
    let inlines = inlineParser.inlines()
    references = inlineParser.references
    return inlines
  }
}

// MARK: - Tables

extension BlockTree {
  private mutating func table(_ node: BlockNode, _ alignments: [Block.Alignment]) -> Block {
    var table = leaf(.table(alignments), node)
    for (index, slice) in node.slices.enumerated() {
      let line = node.firstLine + (index == 0 ? 0 : index + 1)
      table.children.append(row(slice, line: line, columns: alignments.count, isHeader: index == 0))
    }
    return table
  }

  private mutating func row(
    _ slice: LineSlice, line: Int, columns: Int, isHeader: Bool
  ) -> Block {
    var row = Block(.tableRow(isHeader: isHeader), lines: line...line, bytes: slice.bytes)
    let ranges = TableRow.cells(of: slice.bytes, in: parser.source).prefix(columns)
    row.children = ranges.map { range in
      let content = inlines(cellBuffer(range))
      return Block(.tableCell, lines: line...line, bytes: range, content: content)
    }
    let end = slice.bytes.upperBound
    while row.children.count < columns {
      row.children.append(Block(.tableCell, lines: line...line, bytes: end..<end))
    }
    return row
  }

  /// Returns the text of a cell, in which `\|` is a pipe even inside code (GFM 4.10).
  private func cellBuffer(_ range: Range<Int>) -> InlineBuffer {
    var buffer = InlineBuffer()
    var start = range.lowerBound
    for index in range where parser.source[index] == .backslash {
      guard index + 1 < range.upperBound, parser.source[index + 1] == .pipe else { continue }
      buffer.append(start..<index, of: parser.source)
      start = index + 1
    }
    buffer.append(start..<range.upperBound, of: parser.source)
    return buffer
  }
}

extension Document {
  /// Says of a fenced block that is a passage of Markdown how many lines come before that.
  package typealias PassageStart = (Fence) -> Int?

  /// Reads a Markdown file; every file is one, and the time is linear in its length.
  ///
  /// A fenced block that `passageStart` knows to be a passage has the blocks of that as children,
  /// with their places in the file; the definitions of the file hold in it.
  package init(
    parsing source: [UInt8], options: MarkdownOptions = .chapter,
    passageStart: @escaping PassageStart = { _ in nil }
  ) {
    var parser = BlockParser(source, options: options)
    parser.parse()
    var tree = BlockTree(parser, passageStart: passageStart)
    self.init(blocks: tree.blocks())
  }
}
