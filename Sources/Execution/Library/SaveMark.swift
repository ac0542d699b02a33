internal import NotebookModel

/// A mark in a cell that says which declaration goes into the book's library.
struct SaveMark: Hashable, Sendable {
  /// The mark itself: `// @save` or `#@save`.
  var bytes: Range<Int>
  /// Whether nothing else stands on its line, so that it means the declaration below.
  var isAlone: Bool
  /// Whether it is spelt in a way that Swift does not know as a comment.
  var isForeign: Bool

  /// The marks in `source`, in order; what only mentions one, as a string may, is none.
  static func all(in source: [UInt8]) -> [SaveMark] {
    let word = Array("@save".utf8)
    guard source.firstRange(of: word) != nil else { return [] }
    let tokens = SwiftLexer.tokens(of: source)
    var marks: [SaveMark] = []
    var isAlone = true
    for (index, token) in tokens.enumerated() {
      if token.kind == .newline { isAlone = true }
      if token.kind == .newline || token.kind == .whitespace { continue }
      if token.kind == .comment, source[token.bytes].isSaveComment {
        marks.append(SaveMark(bytes: token.bytes, isAlone: isAlone, isForeign: false))
      } else if let end = foreignEnd(at: index, of: tokens, in: source) {
        marks.append(
          SaveMark(bytes: token.bytes.lowerBound..<end, isAlone: isAlone, isForeign: true))
      }
      isAlone = false
    }
    return marks
  }

  /// Where `#@save` ends, if that is what stands at `index`, with nothing behind it on its line.
  private static func foreignEnd(
    at index: Int, of tokens: [SwiftToken], in source: [UInt8]
  ) -> Int? {
    guard source[tokens[index].bytes].elementsEqual("#".utf8), index + 1 < tokens.count,
      source[tokens[index + 1].bytes].elementsEqual("@save".utf8)
    else { return nil }
    let rest = tokens[(index + 2)...].first { $0.kind != .whitespace }
    return rest == nil || rest?.kind == .newline ? tokens[index + 1].bytes.upperBound : nil
  }

  /// `source` with each mark that is no Swift as blanks, which mean the same to the compiler.
  static func blanking(_ source: [UInt8]) -> [UInt8] {
    var result = source
    for mark in all(in: source) where mark.isForeign {
      for offset in mark.bytes { result[offset] = UInt8(ascii: " ") }
    }
    return result
  }
}

extension ArraySlice<UInt8> {
  /// Whether a comment is `// @save` and nothing else.
  fileprivate var isSaveComment: Bool {
    guard starts(with: "//".utf8) else { return false }
    let words = dropFirst(2).split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return words.count == 1 && words[0].elementsEqual("@save".utf8)
  }
}
