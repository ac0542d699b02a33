/// The running text of a block in one piece, which knows where in the file each byte stands.
struct InlineBuffer {
  private(set) var bytes: [UInt8] = []
  private var segments: [(start: Int, file: Int)] = []

  /// Appends the bytes of `source` in `range`.
  mutating func append(_ range: Range<Int>, of source: [UInt8]) {
    guard !range.isEmpty else { return }
    segments.append((bytes.count, range.lowerBound))
    bytes += source[range]
  }

  /// Ends a line whose line ending stands at `offset` of the file.
  mutating func endLine(at offset: Int) {
    segments.append((bytes.count, offset))
    bytes.append(.newline)
  }

  /// Returns the bytes of the file that `range` stands for.
  func fileRange(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else {
      let offset = fileOffset(range.lowerBound)
      return offset..<offset
    }
    return fileOffset(range.lowerBound)..<(fileOffset(range.upperBound - 1) + 1)
  }

  private func fileOffset(_ offset: Int) -> Int {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return segments.first?.file ?? 0 }
    return segments[low - 1].file + offset - segments[low - 1].start
  }
}

extension InlineBuffer {
  /// Creates the text of `slices`, one a line, without the space around the whole.
  init(_ slices: some Collection<LineSlice>, of source: [UInt8]) {
    var left = slices.count
    for slice in slices {
      left -= 1
      guard left == 0 else {
        append(slice.bytes, of: source)
        endLine(at: slice.bytes.upperBound)
        continue
      }
      let text = source[slice.bytes]
      let end = text.lastIndex { !$0.isSpaceOrTab }.map { $0 + 1 } ?? slice.bytes.lowerBound
      append(slice.bytes.lowerBound..<end, of: source)
    }
  }
}
