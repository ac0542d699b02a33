/// A stretch of Swift source.
package struct SwiftToken: Hashable, Sendable {
  /// What a token is.
  package enum Kind: String, Hashable, Sendable {
    /// Spaces and tabs.
    case whitespace
    /// One line ending: LF, CR LF or CR.
    case newline
    case comment
    case keyword
    case identifier
    /// An identifier that begins with a capital letter.
    case type
    /// A piece of a string literal, delimiters included; what stands in `\(…)` has its own tokens.
    case string
    case number
    /// `@name`.
    case attribute
    /// `#name`: a compiler directive or a freestanding macro.
    case directive
    case `operator`
    case punctuation
    /// Bytes that no Swift token begins with.
    case unknown
  }

  /// What the token is.
  package var kind: Kind
  /// The bytes of the source it covers.
  package var bytes: Range<Int>

  /// Whether the compiler skips the token.
  package var isTrivia: Bool { kind == .whitespace || kind == .newline || kind == .comment }
}

extension SwiftToken {
  /// The words that name no declaration, and the contextual ones that nearly always are keywords.
  static let keywords: Set<String> = [
    "Any", "Self", "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break",
    "case", "catch", "class", "consuming", "continue", "convenience", "default", "defer", "deinit",
    "do", "dynamic", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "final",
    "for", "func", "get", "guard", "if", "import", "in", "indirect", "infix", "init", "inout",
    "internal", "is", "isolated", "lazy", "let", "mutating", "nil", "nonisolated", "nonmutating",
    "open", "operator", "override", "package", "postfix", "precedencegroup", "prefix", "private",
    "protocol", "public", "repeat", "required", "rethrows", "return", "self", "set", "some",
    "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "unowned", "var", "weak", "where", "while", "willSet", "didSet",
  ]
}
