import SourceText

/// The first phase: finds the block structure of a file, line by line.
///
/// Each line goes on with those open blocks that it continues, then begins the blocks whose rules
/// match, then gives its rest to the innermost block (CommonMark, appendix "A parsing strategy").
struct BlockParser {
  /// Blocks nested deeper than this are read as text, so that no tree is too deep to walk.
  static let deepest = 100

  let source: [UInt8]
  let table: LineTable
  let options: MarkdownOptions
  var nodes: [BlockNode]
  /// The blocks that a next line may go on with, outermost first.
  var open: [Int]
  /// How many of `open` the current line belongs to.
  var matched = 0
  /// The current line, counted from 1.
  var lineNumber = 0
  var line: LineCursor
  var references = ReferenceTable()

  init(_ source: [UInt8], options: MarkdownOptions) {
    self.source = source
    self.options = options
    table = LineTable(source)
    nodes = [BlockNode(kind: .document, firstLine: 1, lastLine: 1, start: 0)]
    open = [0]
    line = LineCursor(source, content: 0..<0)
    references.budget = max(100_000, source.count)
  }

  /// Prepares to read lines of `outer`'s file as a text of their own, in which its definitions hold.
  init(within outer: BlockParser, firstLine: Int) {
    source = outer.source
    table = outer.table
    // A cell belongs to its tabs as a whole.
    options = outer.options.subtracting(.tabs)
    let start = table.content(ofLine: firstLine).lowerBound
    nodes = [BlockNode(kind: .document, firstLine: firstLine, lastLine: firstLine, start: start)]
    open = [0]
    line = LineCursor(source, content: 0..<0)
    references = outer.references
  }

  /// Reads every line and closes every block.
  mutating func parse() {
    for number in 1..<(table.count + 1) {
      var content = table.content(ofLine: number)
      if number == 1, source.starts(with: [0xEF, 0xBB, 0xBF]) {
        content = 3..<content.upperBound
      }
      parse(content, ofLine: number)
    }
    end(before: table.count + 1)
  }

  /// Reads `content`, which stands on the line `number`.
  mutating func parse(_ content: Range<Int>, ofLine number: Int) {
    lineNumber = number
    line = LineCursor(source, content: content)
    parseLine()
  }

  /// Closes every block; `number` is that of the line after the last.
  mutating func end(before number: Int) {
    lineNumber = number
    close(downTo: 0)
  }

  private mutating func parseLine() {
    matched = 1
    while matched < open.count {
      switch continuation(of: open[matched]) {
      case .goesOn: matched += 1
      case .ends:
        return startBlocks()
      case .takesLine:
        return
      }
    }
    startBlocks()
  }

  private mutating func startBlocks() {
    var start = BlockRule.Start.container
    while start == .container, mayStartBlock { start = firstStart() }
    if start != .line { addText() }
  }

  private mutating func firstStart() -> BlockRule.Start {
    for rule in BlockRule.all where rule.requirement.isSubset(of: options) {
      let start = rule.start(&self)
      if start != .no { return start }
    }
    return .no
  }

  /// Whether a rule could match here: most lines of prose begin with a byte that begins no block.
  private var mayStartBlock: Bool {
    let container = nodes[open[matched - 1]]
    let isLeaf = container.kind.acceptsLines && !container.kind.isInterruptible
    if line.isBlank || isLeaf || container.isInsideMath { return false }
    return line.isIndented || !source[line.nextNonspace].isLetter
  }

  private mutating func addText() {
    let tip = open[open.count - 1]
    // Section 5.1: a paragraph goes on without the markers of what it stands in.
    if matched < open.count, !line.isBlank, nodes[tip].kind.isParagraph {
      return addLine(to: tip)
    }
    close(downTo: matched)
    let container = open[open.count - 1]
    if nodes[container].kind.acceptsLines {
      addLine(to: container)
    } else if !line.isBlank {
      guard nodes[container].kind.isContainer else { return }
      addLine(to: openBlock(.paragraph))
    }
  }

  private mutating func addLine(to node: Int) {
    nodes[node].lastLine = lineNumber
    if nodes[node].kind.isInterruptible { line.skipSpace() }
    nodes[node].slices.append(line.rest(source))
    switch nodes[node].kind {
    case .paragraph where options.contains(.math): followMath(in: node)
    case .html(let rule) where rule.ends(source[line.offset..<line.end]):
      close(downTo: open.count - 1)
    default: break
    }
  }

  /// Keeps track of whether a `$$` formula that a line began is still open: its lines may look
  /// like lists, headings or quotes and are none.
  private mutating func followMath(in node: Int) {
    let opener = source[line.offset..<line.end].drop { "[(*~".utf8.contains($0) }
    guard nodes[node].isInsideMath || opener.starts(with: [.dollar, .dollar]) else { return }
    var index = line.offset
    while index + 1 < line.end {
      let isMark = source[index] == .dollar && source[index + 1] == .dollar
      if isMark { nodes[node].isInsideMath.toggle() }
      index += isMark || source[index] == .backslash ? 2 : 1
    }
  }
}

// MARK: - Opening and closing

extension BlockParser {
  /// The innermost block that the current line goes on with.
  var container: BlockNode { nodes[open[matched - 1]] }

  /// Opens a block of `kind` here, after closing what the line does not go on with.
  @discardableResult
  mutating func openBlock(_ kind: BlockNode.Kind) -> Int {
    close(downTo: matched)
    while !nodes[open[open.count - 1]].kind.canContain(kind) { close(downTo: open.count - 1) }
    let node = nodes.count
    nodes.append(
      BlockNode(
        kind: kind, firstLine: lineNumber, lastLine: lineNumber, start: line.nextNonspace))
    nodes[open[open.count - 1]].children.append(node)
    open.append(node)
    matched = open.count
    return node
  }

  /// Closes the innermost blocks until `count` are open.
  mutating func close(downTo count: Int) {
    while open.count > count { finish(open.removeLast()) }
    matched = min(matched, open.count)
  }

  private mutating func finish(_ node: Int) {
    switch nodes[node].kind {
    case .document: nodes[node].lastLine = max(1, table.count)
    case .paragraph: finishParagraph(node)
    case .indentedCode: dropBlankEnd(of: node)
    case .item, .blockQuote, .footnote:
      if let last = nodes[node].children.last {
        nodes[node].lastLine = max(nodes[node].lastLine, nodes[last].lastLine)
      }
    case .list: finishList(node)
    default: break
    }
  }

  private mutating func dropBlankEnd(of node: Int) {
    let isBlank = { [source] (slice: LineSlice) in
      source[slice.bytes].allSatisfy(\.isSpaceOrTab)
    }
    while let last = nodes[node].slices.last, isBlank(last) { nodes[node].slices.removeLast() }
    nodes[node].lastLine = nodes[node].firstLine + max(0, nodes[node].slices.count - 1)
  }

  /// Section 5.3: a list is loose when blank lines part its items, or blocks in one of them.
  private mutating func finishList(_ node: Int) {
    let items = nodes[node].children
    guard let last = items.last else { return }
    nodes[node].lastLine = nodes[last].lastLine
    nodes[node].isTight =
      !haveGap(items) && items.allSatisfy { !haveGap(nodes[$0].children) }
  }

  private func haveGap(_ siblings: [Int]) -> Bool {
    zip(siblings, siblings.dropFirst()).contains {
      nodes[$0].lastLine + 1 < nodes[$1].firstLine
    }
  }
}
