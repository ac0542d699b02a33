extension MathParser {
  /// Returns the words of the argument of `command`, with the formulas among them.
  mutating func text(
    in font: TextFont, after command: Token
  ) throws(MathError) -> [MathNode] {
    stream.skipSpaces()
    guard let first = stream.takeRaw(), first.kind != .close else {
      throw MathError(kind: .missingArgument(of: command.text), range: command.range)
    }
    guard first.kind == .open else {
      return [.text(words(of: first) ?? first.text, font)]
    }
    return try nested(at: first) { parser throws(MathError) in
      try parser.text(in: font, openedBy: first)
    }
  }

  /// Returns the rest of a group of words after its brace.
  private mutating func text(
    in font: TextFont, openedBy brace: Token
  ) throws(MathError) -> [MathNode] {
    var nodes: [MathNode] = []
    var words = ""
    func flushed() -> [MathNode] { words.isEmpty ? nodes : nodes + [.text(words, font)] }
    while let token = try stream.peek() {
      stream.takeRaw()
      if token.kind == .close { return flushed() }
      if let piece = self.words(of: token) {
        words += piece
        continue
      }
      nodes = flushed()
      words = ""
      nodes += try embedded(token, in: font)
    }
    throw MathError(kind: .unclosed("{", by: "}"), range: brace.range)
  }

  /// Returns what is among words and is no word: a formula, a group, another typeface.
  private mutating func embedded(
    _ token: Token, in font: TextFont
  ) throws(MathError) -> [MathNode] {
    if token.kind == .dollar { return [try formula(openedBy: token)] }
    return try nested(at: token) { parser throws(MathError) in
      if token.kind == .open { return try parser.text(in: font, openedBy: token) }
      guard case .command(let name) = token.kind else { throw parser.misplaced(token) }
      switch Command.all[name] {
      case .text(let inner)?:
        return try parser.text(in: inner == .plain ? font : inner, after: token)
      case .space(let length)?: return [.space(length)]
      case .symbol(let text, _)?, .upright(let text)?: return [.text(text, font)]
      case nil:
        try parser.note(MathError(kind: .unknownCommand(name), range: token.range))
        return []
      default:
        let what = "'\(token.text)' among words"
        throw MathError(kind: .unsupported(what), range: token.range)
      }
    }
  }

  /// Returns a formula among words, after its dollar.
  private mutating func formula(openedBy dollar: Token) throws(MathError) -> MathNode {
    let nodes = try nested(at: dollar) { parser throws(MathError) in try parser.row() }
    guard let end = stream.takeRaw() else {
      throw MathError(kind: .unclosed("$", by: "$"), range: dollar.range)
    }
    guard end.kind == .dollar else { throw misplaced(end) }
    return .styled(.level(.text), .row(nodes))
  }

  /// Returns the characters that a token among words stands for.
  private mutating func words(of token: Token) -> String? {
    switch token.kind {
    case .space: " "
    case .character(let scalar): punctuation(scalar)
    case .superscript, .subscript, .align: token.text
    case .command("~"), .command(" "), .command("nobreakspace"): "\u{A0}"
    case .command("{"), .command("}"): String(token.text.dropFirst())
    case .command("-"), .command("/"): ""
    default: nil
    }
  }

  /// Returns a character of words: dashes and quotation marks are written as in TeX.
  private mutating func punctuation(_ scalar: Unicode.Scalar) -> String {
    let doubles: [Unicode.Scalar: String] = ["`": "“", "'": "”", "-": "–"]
    guard let double = doubles[scalar] else { return String(scalar) }
    if stream.raw?.kind == .character(scalar) {
      stream.takeRaw()
      return double
    }
    return scalar == "`" ? "‘" : scalar == "'" ? "’" : "-"
  }
}
