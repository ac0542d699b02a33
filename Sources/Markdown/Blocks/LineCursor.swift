/// A place in a line, which knows how wide the tabs before it are.
struct LineCursor {
  /// The offset of the line's first byte in the file, and of its end before the line ending.
  let start: Int
  let end: Int
  /// Where we are: the offset of the next byte, and its column from 0.
  private(set) var offset: Int
  private(set) var column = 0
  /// Whether some of the columns of the tab at `offset` were taken already.
  private(set) var isInsideTab = false
  /// The next byte that is no space or tab, and its column; kept while `offset` is before it.
  private(set) var nextNonspace: Int
  private var nextNonspaceColumn = 0

  /// Starts at the beginning of the line of `source` that `content` covers.
  init(_ source: [UInt8], content: Range<Int>) {
    start = content.lowerBound
    end = content.upperBound
    offset = start
    nextNonspace = start
    findNonspace(source)
  }

  /// The columns of space before the next byte that is no space.
  var indent: Int { nextNonspaceColumn - column }
  /// Whether only spaces and tabs follow.
  var isBlank: Bool { nextNonspace == end }
  /// Whether four columns of space or more follow, as before indented code.
  var isIndented: Bool { indent >= 4 }

  /// The rest of the line as it is stored: a tab of which some columns are taken has become the
  /// rest of its columns in spaces.
  func rest(_ source: [UInt8]) -> LineSlice {
    guard isInsideTab else { return LineSlice(bytes: offset..<end, spaces: 0) }
    return LineSlice(bytes: (offset + 1)..<end, spaces: 4 - column % 4)
  }

  /// Goes on by `count` columns, or to the end of the line.
  mutating func advance(columns count: Int, in source: [UInt8]) {
    var left = count
    while left > 0, offset < end {
      guard source[offset] == .tab else {
        (offset, column, left) = (offset + 1, column + 1, left - 1)
        isInsideTab = false
        continue
      }
      let width = 4 - column % 4
      isInsideTab = width > left
      column += min(width, left)
      offset += isInsideTab ? 0 : 1
      left -= min(width, left)
    }
    findNonspace(source)
  }

  /// Goes on by `count` bytes, none of which is a tab.
  mutating func advance(bytes count: Int, in source: [UInt8]) {
    offset += count
    column += count
    isInsideTab = false
    findNonspace(source)
  }

  /// Goes on to the next byte that is no space or tab.
  mutating func skipSpace() {
    offset = nextNonspace
    column = nextNonspaceColumn
    isInsideTab = false
  }

  /// Goes to the end of the line.
  mutating func skipToEnd(_ source: [UInt8]) {
    offset = end
    isInsideTab = false
    findNonspace(source)
  }

  private mutating func findNonspace(_ source: [UInt8]) {
    guard offset >= nextNonspace else { return }
    nextNonspace = offset
    nextNonspaceColumn = column
    while nextNonspace < end, source[nextNonspace].isSpaceOrTab {
      nextNonspaceColumn += source[nextNonspace] == .tab ? 4 - nextNonspaceColumn % 4 : 1
      nextNonspace += 1
    }
  }
}

/// A part of a line that belongs to a block.
struct LineSlice: Hashable, Sendable {
  /// The bytes of the file.
  var bytes: Range<Int>
  /// How many spaces stand before them in place of a tab of which a container took a part.
  var spaces = 0
}
