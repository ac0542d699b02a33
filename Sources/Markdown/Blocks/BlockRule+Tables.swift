extension BlockRule {
  static let table = BlockRule(section: "GFM 4.10 Tables", requirement: .tables) { parser in
    let node = parser.open[parser.matched - 1]
    let paragraph = parser.nodes[node]
    guard !parser.line.isIndented, parser.matched == parser.open.count,
      paragraph.kind.isParagraph, let header = paragraph.slices.last,
      let alignments = alignments(of: parser.nonspaceBytes),
      TableRow.cells(of: header.bytes, in: parser.source).count == alignments.count
    else { return .no }
    parser.takeHeader(from: node)
    let table = parser.openBlock(.table(alignments))
    parser.nodes[table].firstLine = parser.lineNumber - 1
    parser.nodes[table].start = header.bytes.lowerBound
    parser.nodes[table].slices = [header]
    return parser.takeLine()
  }

  /// Returns the alignments that a delimiter row gives, or `nil` when `line` is none.
  private static func alignments(of line: ArraySlice<UInt8>) -> [Block.Alignment]? {
    let marks: [UInt8] = [.pipe, .minus, .colon, .space, .tab]
    guard line.contains(.pipe) || line.first == .colon, line.allSatisfy({ marks.contains($0) })
    else { return nil }
    let alignments = TableRow.cells(of: line.trimmed).map { Block.Alignment(delimiter: line[$0]) }
    return alignments.contains { $0 == nil } ? nil : alignments.compactMap { $0 }
  }
}

extension Block.Alignment {
  /// Reads `---`, `:--`, `--:` or `:-:`.
  fileprivate init?(delimiter: ArraySlice<UInt8>) {
    let isLeft = delimiter.first == .colon
    let isRight = delimiter.count > 1 && delimiter.last == .colon
    let dashes = delimiter.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
    guard !dashes.isEmpty, dashes.allSatisfy({ $0 == .minus }) else { return nil }
    self = isLeft ? (isRight ? .center : .left) : (isRight ? .right : .none)
  }
}

extension BlockParser {
  /// Takes the last line of a paragraph away, and the paragraph with it when nothing is left.
  fileprivate mutating func takeHeader(from node: Int) {
    nodes[node].slices.removeLast()
    nodes[node].lastLine -= 1
    guard nodes[node].slices.isEmpty else { return close(downTo: matched - 1) }
    open.removeLast()
    matched -= 1
    nodes[open[matched - 1]].children.removeLast()
  }
}

/// A row of a table, cut at the pipes that no backslash escapes.
enum TableRow {
  /// Returns the bytes of each cell of the row that covers `range` of `source`, without spaces.
  static func cells(of range: Range<Int>, in source: [UInt8]) -> [Range<Int>] {
    cells(of: source[range].trimmed)
  }

  /// Returns the bytes of each cell of `row`, which has no space around it.
  static func cells(of row: ArraySlice<UInt8>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.first == .pipe ? row.startIndex + 1 : row.startIndex
    var index = start
    while index < row.endIndex {
      if row[index] == .backslash {
        index = min(index + 2, row.endIndex)
        continue
      }
      if row[index] == .pipe {
        cells.append(range(of: row[start..<index].trimmed))
        start = index + 1
      }
      index += 1
    }
    if start < row.endIndex { cells.append(range(of: row[start...].trimmed)) }
    return cells
  }

  private static func range(of cell: ArraySlice<UInt8>) -> Range<Int> {
    cell.startIndex..<cell.endIndex
  }
}
