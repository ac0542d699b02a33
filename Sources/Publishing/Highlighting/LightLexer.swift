/// Finds comments, strings, keywords and numbers in languages that are shown but never run.
struct LightLexer: Sendable {
  /// A stretch of source and the class it is shown with.
  typealias Token = (class: String?, bytes: Range<Int>)

  private let language: Language

  /// Creates the lexer for `language`, or `nil` when nothing is known of it.
  init?(language: String) {
    guard let language = Language.all.first(where: { $0.names.contains(language) }) else {
      return nil
    }
    self.language = language
  }

  /// Returns tokens that cover `source` without gaps; linear in its length.
  func tokens(of source: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < source.count {
      let token = token(in: source, at: index)
      tokens.append(token)
      index = token.bytes.upperBound
    }
    return tokens
  }

  private func token(in source: [UInt8], at start: Int) -> Token {
    let rest = source[start...]
    if let comment = language.comments.first(where: { rest.starts(with: $0.start) }) {
      let body = rest.dropFirst(comment.start.count)
      return ("c", start..<end(of: body, before: comment.end, escapes: false))
    }
    if let quote = language.quotes.first(where: { rest.starts(with: $0) }) {
      let body = rest.dropFirst(quote.count)
      return ("s", start..<end(of: body, before: quote, escapes: true, isLine: quote.count == 1))
    }
    if source[start].isDigit {
      return ("n", start..<rest.prefix { $0.isWordByte || $0 == UInt8(ascii: ".") }.endIndex)
    }
    let word = rest.prefix { $0.isWordByte }
    guard !word.isEmpty else { return (nil, start..<(start + 1)) }
    let isKeyword = language.keywords.contains(String(decoding: word, as: UTF8.self))
    return (isKeyword ? "k" : nil, start..<word.endIndex)
  }

  /// Returns where `mark` ends in `body`; its end, or that of the line, when there is none.
  private func end(
    of body: ArraySlice<UInt8>, before mark: [UInt8], escapes: Bool, isLine: Bool = false
  ) -> Int {
    var index = body.startIndex
    while index < body.endIndex {
      if body[index] == UInt8(ascii: "\\"), escapes {
        index += 2
      } else if body[index] == mark[0], body[index...].starts(with: mark) {
        return mark == newline ? index : index + mark.count
      } else if isLine, body[index] == newline[0] {
        return index
      } else {
        index += 1
      }
    }
    return body.endIndex
  }
}

/// What tells the parts of a language apart.
private struct Language: Sendable {
  var names: [String]
  var comments: [(start: [UInt8], end: [UInt8])]
  /// String delimiters, the longest first.
  var quotes: [[UInt8]]
  var keywords: Set<String>

  init(
    _ names: String, comments: [(String, String)], quotes: [String] = ["\"", "'"],
    keywords: String
  ) {
    self.names = names.split(separator: " ").map(String.init)
    self.comments = comments.map { (Array($0.0.utf8), Array($0.1.utf8)) }
    self.quotes = quotes.map { Array($0.utf8) }
    self.keywords = Set(keywords.split(separator: " ").map(String.init))
  }

  static let all = [
    Language(
      "python py python3 ipython", comments: [("#", "\n")], quotes: ["\"\"\"", "'''", "\"", "'"],
      keywords: """
        False None True and as assert async await break class continue def del elif else except \
        finally for from global if import in is lambda nonlocal not or pass raise return try \
        while with yield
        """),
    Language(
      "c cpp c++ h java javascript js typescript ts go rust kotlin scala",
      comments: [("//", "\n"), ("/*", "*/")], quotes: ["\"", "'", "`"],
      keywords: """
        async await break case catch class const continue default do else enum export extends \
        false final fn for func function if impl import in int interface let match mut namespace \
        new null package private protected pub public return static struct super switch template \
        this throw true try type typedef typename union unsigned use var virtual void volatile \
        while yield
        """),
    Language(
      "bash sh shell zsh console", comments: [("#", "\n")],
      keywords: "case do done elif else esac export fi for function if in local return then while"),
    Language(
      "r julia yaml yml toml", comments: [("#", "\n")],
      keywords: "break else end false for function if in next repeat return struct true while"),
    Language("json json5", comments: [("//", "\n")], quotes: ["\""], keywords: "false null true"),
    Language(
      "lua sql", comments: [("--", "\n")],
      keywords: "and do else end for from function if in local not or return select then where"),
  ]
}

private let newline = [UInt8(ascii: "\n")]

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether the byte may stand in a word; bytes beyond ASCII always do.
  fileprivate var isWordByte: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || isDigit
      || self == UInt8(ascii: "_") || self >= 0x80
  }
}
