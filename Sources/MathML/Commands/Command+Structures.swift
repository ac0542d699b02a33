extension Command {
  /// The commands that define macros, or say something about the formula, and show nothing.
  static let definitions: [String: Rule] = [
    "newcommand": define, "renewcommand": define, "providecommand": define,
    "def": { parser, token throws(MathError) in
      try parser.stream.defineAsTeX(after: token)
      return nil
    },
    "let": { parser, token throws(MathError) in
      try parser.stream.defineAsOther(after: token)
      return nil
    },
    "DeclareMathOperator": { parser, token throws(MathError) in
      try parser.stream.defineOperator(after: token)
      return nil
    },
    "label": { parser, token throws(MathError) in
      let label = try parser.word(after: token)
      parser.labels.append(label)
      if parser.tag == nil, let number = parser.numbers[label] {
        parser.tag = .row([.text("(\(number))", .plain)])
      }
      return nil
    },
    "ref": { parser, token throws(MathError) in
      .text(try parser.number(referredToBy: token), .plain)
    },
    "eqref": { parser, token throws(MathError) in
      .text("(\(try parser.number(referredToBy: token)))", .plain)
    },
    "tag": { parser, token throws(MathError) in
      let isStarred = parser.stream.raw?.kind == .character("*")
      if isStarred { parser.stream.takeRaw() }
      let words = try parser.text(in: .plain, after: token)
      parser.tag = .row(isStarred ? words : [.text("(", .plain)] + words + [.text(")", .plain)])
      return nil
    },
    "require": { parser, token throws(MathError) in
      _ = try parser.stream.argument(of: token)
      return nil
    },
    "nonumber": ignored, "notag": ignored, "allowbreak": ignored, "nobreak": ignored,
    "displaylimits": misplacedLimits, "limits": misplacedLimits, "nolimits": misplacedLimits,
  ]

  /// The commands that enclose a part of the formula.
  static let structures: [String: Rule] = [
    "left": { parser, token throws(MathError) in try fenced(&parser, token) },
    "middle": { parser, token throws(MathError) in
      guard parser.fences > 0 else {
        let kind = MathError.Kind.misplaced("\\middle", belongs: "between '\\left' and '\\right'")
        throw MathError(kind: kind, range: token.range)
      }
      let fence = try parser.delimiter(after: token)
      return .symbol(MathSymbol(text: fence, atom: .ordinary, grows: true))
    },
    "begin": { parser, token throws(MathError) in try parser.environment(openedBy: token) },
    "substack": { parser, token throws(MathError) in
      parser.stream.skipSpaces()
      guard let brace = parser.stream.takeRaw(), brace.kind == .open else {
        throw MathError(kind: .missingArgument(of: token.text), range: token.range)
      }
      let rows = try parser.rows(closing: nil)
      guard parser.stream.takeRaw()?.kind == .close else {
        throw MathError(kind: .unclosed("{", by: "}"), range: brace.range)
      }
      return .table(MathTable(rows: rows, layout: .small, columns: [TableColumn()]))
    },
    "hline": { _, token throws(MathError) in
      let kind = MathError.Kind.misplaced("\\hline", belongs: "at the beginning of a row")
      throw MathError(kind: kind, range: token.range)
    },
  ]

  private static let define: Rule = { parser, token throws(MathError) in
    try parser.stream.define(after: token)
    return nil
  }

  private static let ignored: Rule = { _, _ in nil }

  private static let misplacedLimits: Rule = { _, token throws(MathError) in
    throw MathError(kind: .missingBase(of: token.text), range: token.range)
  }

  private static func fenced(
    _ parser: inout MathParser, _ token: Token
  ) throws(MathError) -> MathNode {
    let opening = try parser.delimiter(after: token)
    parser.fences += 1
    let (alphabet, isBold) = (parser.alphabet, parser.isBold)
    let body = try parser.row()
    (parser.alphabet, parser.isBold) = (alphabet, isBold)
    parser.fences -= 1
    guard let end = parser.stream.takeRaw() else {
      throw MathError(kind: .unclosed("\\left", by: "\\right"), range: token.range)
    }
    guard end.kind == .command("right") else {
      let isInner = [.align, .command("\\"), .close].contains(end.kind)
      throw isInner
        ? MathError(kind: .unclosed("\\left", by: "\\right"), range: token.range)
        : parser.misplaced(end)
    }
    let closing = try parser.delimiter(after: end)
    return .fenced(opening: opening, body: body, closing: closing)
  }
}
