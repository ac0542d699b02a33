import Markup
import NotebookModel

/// Colours code by wrapping its tokens in `span` elements with one-letter classes.
///
/// `k` keyword, `t` type, `s` string, `n` number, `c` comment, `a` attribute or directive. Taking the
/// elements away gives the source back, byte for byte.
enum Highlighter {
  /// Returns `source` in `language`, escaped, coloured as far as the language is known.
  static func html(for source: String, language: String) -> HTML {
    let bytes = Array(source.utf8)
    let tokens: [LightLexer.Token]
    if language.lowercased() == "swift" {
      tokens = SwiftLexer.tokens(of: bytes).map { ($0.kind.cssClass, $0.bytes) }
    } else if let lexer = LightLexer(language: language.lowercased()) {
      tokens = lexer.tokens(of: bytes)
    } else {
      return "\(source)"
    }
    return html(for: bytes, tokens)
  }

  /// Returns the bytes with neighbouring tokens of one class in one element.
  private static func html(for bytes: [UInt8], _ tokens: [LightLexer.Token]) -> HTML {
    var html = HTML()
    var index = 0
    while index < tokens.count {
      let first = tokens[index]
      let run = tokens[index...].prefix { $0.class == first.class }
      let end = run.last?.bytes.upperBound ?? first.bytes.upperBound
      let text = String(decoding: bytes[first.bytes.lowerBound..<end], as: UTF8.self)
      html += first.class.map { "<span class=\"\($0)\">\(text)</span>" } ?? "\(text)"
      index = run.endIndex
    }
    return html
  }
}

extension SwiftToken.Kind {
  /// The class of the token's element, `nil` for plain text.
  fileprivate var cssClass: String? {
    switch self {
    case .keyword: "k"
    case .type: "t"
    case .string: "s"
    case .number: "n"
    case .comment: "c"
    case .attribute, .directive: "a"
    case .identifier, .operator, .punctuation, .whitespace, .newline, .unknown: nil
    }
  }
}
