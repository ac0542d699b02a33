/// The lines of a file: where each begins, and which one a byte is on.
///
/// A line ends with a line feed, a carriage return, or both in this order, as in CommonMark and
/// in the Swift compiler.
package struct LineTable: Hashable, Sendable {
  /// The offset of each line's first byte; a file that ends with a line ending has no empty last
  /// line.
  package let starts: [Int]
  /// How many bytes the file has.
  package let byteCount: Int
  /// The offset of each line's end, before its line ending.
  private let ends: [Int]

  /// Creates the table of `bytes`.
  package init(_ bytes: [UInt8]) {
    var starts: [Int] = []
    var ends: [Int] = []
    var start = 0
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      starts.append(start)
      ends.append(offset - 1)
      if byte == 0x0D, offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
      start = offset
    }
    if start < bytes.count {
      starts.append(start)
      ends.append(bytes.count)
    }
    self.starts = starts
    self.ends = ends
    byteCount = bytes.count
  }

  /// How many lines there are.
  package var count: Int { starts.count }
}

extension LineTable {
  /// Returns the bytes of `line`, counted from 1, without its line ending.
  package func content(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= count else { return byteCount..<byteCount }
    return starts[line - 1]..<ends[line - 1]
  }

  /// Returns the bytes of `line`, counted from 1, with its line ending.
  package func bytes(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= count else { return byteCount..<byteCount }
    return starts[line - 1]..<(line < count ? starts[line] : byteCount)
  }

  /// Returns the line, counted from 1, that the byte at `offset` is on.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// Returns the line and column of the byte at `offset`.
  package func position(at offset: Int) -> SourcePosition {
    let line = line(at: offset)
    return SourcePosition(line: line, column: offset - (starts.isEmpty ? 0 : starts[line - 1]) + 1)
  }
}
