/// A piece of TeX: a command, a character, or one of the characters that structure it.
struct Token: Hashable, Sendable {
  /// What a token is.
  enum Kind: Hashable, Sendable {
    /// `\name`, or a backslash and one other character.
    case command(String)
    case character(Unicode.Scalar)
    case space
    case open
    case close
    case superscript
    case `subscript`
    /// `&`.
    case align
    case dollar
    /// `#1` to `#9`.
    case parameter(Int)
  }

  /// What the token is.
  var kind: Kind
  /// The bytes of the formula it covers; in a macro's text, those of the call.
  var range: Range<Int>
}

extension Token {
  /// The token as it is written.
  var text: String {
    switch kind {
    case .command(let name): "\\\(name)"
    case .character(let scalar): String(scalar)
    case .space: " "
    case .open: "{"
    case .close: "}"
    case .superscript: "^"
    case .subscript: "_"
    case .align: "&"
    case .dollar: "$"
    case .parameter(let number): "#\(number)"
    }
  }
}

extension Token {
  /// Returns the tokens of `tex`, without comments.
  static func tokens(in tex: String) -> [Token] {
    var reader = TokenReader(tex)
    var tokens: [Token] = []
    while let token = reader.next() { tokens.append(token) }
    return tokens
  }
}

/// Cuts TeX into tokens.
private struct TokenReader {
  private let scalars: String.UnicodeScalarView
  private var index: String.UnicodeScalarView.Index
  /// How many bytes stand before `index`.
  private var offset = 0

  init(_ tex: String) {
    scalars = tex.unicodeScalars
    index = scalars.startIndex
  }

  private var current: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

  private mutating func advance() {
    guard let scalar = current else { return }
    offset += UTF8.width(scalar)
    index = scalars.index(after: index)
  }

  /// Returns the next token, or `nil` at the end.
  mutating func next() -> Token? {
    while current == "%" { skipComment() }
    guard let scalar = current else { return nil }
    let start = offset
    advance()
    let kind = kind(beginningWith: scalar)
    let token = Token(kind: kind, range: start..<offset)
    // As in TeX, the spaces after the letters of a command belong to it.
    if case .command(let name) = kind, name.unicodeScalars.first?.isASCIILetter == true {
      skipSpaces()
    }
    return token
  }

  private mutating func kind(beginningWith scalar: Unicode.Scalar) -> Token.Kind {
    switch scalar {
    case "\\": return .command(commandName())
    case "{": return .open
    case "}": return .close
    case "^": return .superscript
    case "_": return .subscript
    case "&": return .align
    case "$": return .dollar
    case "~": return .command("~")
    case "#":
      guard let digit = current?.digit, digit > 0 else { return .character("#") }
      advance()
      return .parameter(digit)
    case _ where scalar.properties.isWhitespace && scalar != "\u{A0}":
      skipSpaces()
      return .space
    default: return .character(scalar)
    }
  }

  /// Reads the name after a backslash.
  private mutating func commandName() -> String {
    var name = ""
    while let scalar = current, scalar.isASCIILetter {
      name.unicodeScalars.append(scalar)
      advance()
    }
    if !name.isEmpty { return name }
    guard let scalar = current else { return "" }
    advance()
    return scalar.properties.isWhitespace ? " " : String(scalar)
  }

  private mutating func skipSpaces() {
    while let scalar = current, scalar.properties.isWhitespace { advance() }
  }

  private mutating func skipComment() {
    while let scalar = current, scalar != "\n" { _ = (scalar, advance()) }
    skipSpaces()
  }
}

extension Unicode.Scalar {
  /// Whether this is one of the letters of command names.
  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

  /// The value of an ASCII digit.
  var digit: Int? { ("0"..."9").contains(self) ? Int(value) - 0x30 : nil }
}
