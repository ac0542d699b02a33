internal import NotebookModel

/// A token of a cell with its text.
struct CellToken: Hashable, Sendable {
  let kind: SwiftToken.Kind
  let bytes: Range<Int>
  let text: String

  /// Whether it can name a declaration.
  var isName: Bool { kind == .identifier || kind == .type }

  /// The tokens of `source` that are not white space or comments, but for line ends.
  static func all(of source: [UInt8]) -> [CellToken] {
    SwiftLexer.tokens(of: source).compactMap { token in
      guard !token.isTrivia || token.kind != .whitespace else { return nil }
      let text = String(decoding: source[token.bytes], as: UTF8.self)
      return CellToken(
        kind: token.kind, bytes: token.bytes, text: text.filter { $0 != "`" })
    }
  }
}
