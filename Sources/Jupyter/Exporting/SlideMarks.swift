import Markdown

/// Finds d2l's slide marks, which no inline of the tree stands for: `[**`, `**]`, `[~~…~~]`.
enum SlideMarks {
  /// Returns the marks, and the text that is for slides only, in the `range` of a block.
  static func ranges(
    around inlines: [Inline], in range: Range<Int>, of bytes: [UInt8]
  ) -> [Range<Int>] {
    guard let first = inlines.first else { return [] }
    var found: [Range<Int>] = []
    var start = min(range.lowerBound, first.bytes.lowerBound)
    for inline in inlines {
      if start < inline.bytes.lowerBound {
        found += marks(in: start..<inline.bytes.lowerBound, of: bytes, besides: "")
      }
      if case .text(let text) = inline.kind, text.utf8.count < inline.bytes.count {
        found += marks(in: inline.bytes, of: bytes, besides: text)
      }
      start = inline.bytes.upperBound
    }
    if start < range.upperBound {
      found += marks(in: start..<range.upperBound, of: bytes, besides: "")
    }
    return found
  }

  /// Returns the marks in a stretch of the file that shows `text` and nothing else.
  private static func marks(
    in range: Range<Int>, of bytes: [UInt8], besides text: String
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var shown = Array(text.utf8)[...]
    var index = range.lowerBound
    while index < range.upperBound {
      let rest = bytes[index..<range.upperBound]
      if let length = lengthOfMark(rest), !shown.starts(with: rest.prefix(length)) {
        found.append(index..<index + length)
        index += length
      } else {
        if bytes[index] == shown.first { shown = shown.dropFirst() }
        index += 1
      }
    }
    return found
  }

  /// Returns how many bytes the mark at the beginning of `bytes` has, with what it drops.
  private static func lengthOfMark(_ bytes: ArraySlice<UInt8>) -> Int? {
    if ["[**", "(**", "**]", "**)"].contains(where: { bytes.starts(with: $0.utf8) }) { return 3 }
    guard
      let pair = [("[~~", "~~]"), ("(~~", "~~)")].first(where: { bytes.starts(with: $0.0.utf8) })
    else { return nil }
    let end = bytes.indices.dropFirst(3).first { bytes[$0...].starts(with: pair.1.utf8) }
    return end.map { $0 + 3 - bytes.startIndex }
  }
}
