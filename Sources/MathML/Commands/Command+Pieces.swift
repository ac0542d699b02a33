extension Command {
  /// The commands that build a piece of their arguments.
  static let pieces: [String: Rule] = [
    "frac": { parser, token throws(MathError) in
      .fraction(
        Fraction(
          numerator: try parser.argument(of: token), denominator: try parser.argument(of: token)))
    },
    "binom": { parser, token throws(MathError) in
      .fraction(
        Fraction(
          numerator: try parser.argument(of: token), denominator: try parser.argument(of: token),
          thickness: "0", fences: ["(", ")"]))
    },
    "genfrac": { parser, token throws(MathError) in try generalFraction(&parser, token) },
    "sqrt": { parser, token throws(MathError) in
      let index = try option(&parser, token)
      return .root(try parser.argument(of: token), index: index)
    },
    "overset": { parser, token throws(MathError) in
      let upper = try parser.argument(of: token)
      return stack(on: try parser.argument(of: token), upper: upper)
    },
    "underset": { parser, token throws(MathError) in
      let lower = try parser.argument(of: token)
      return stack(on: try parser.argument(of: token), lower: lower)
    },
    "overunderset": { parser, token throws(MathError) in
      let upper = try parser.argument(of: token)
      let lower = try parser.argument(of: token)
      return stack(on: try parser.argument(of: token), lower: lower, upper: upper)
    },
    "operatorname": { parser, token throws(MathError) in try namedOperator(&parser, token) },
    "not": { parser, token throws(MathError) in try negated(&parser, token) },
    "dots": { parser, _ throws(MathError) in try dots(&parser) },
    "boldsymbol": { parser, token throws(MathError) in try parser.boldly(after: token) },
    "bm": { parser, token throws(MathError) in try parser.boldly(after: token) },
    "pmb": { parser, token throws(MathError) in try parser.boldly(after: token) },
    "symbfup": { parser, token throws(MathError) in try parser.boldly(after: token) },
  ]

  /// The arrows that are as long as what stands over and under them.
  static let longArrows: [String: Rule] = arrowSigns.mapValues(longArrow)

  private static let arrowSigns = [
    "xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xRightarrow": "⇒",
    "xLeftarrow": "⇐", "xLeftrightarrow": "⇔", "xmapsto": "↦", "xhookrightarrow": "↪",
    "xhookleftarrow": "↩", "xlongequal": "=", "xrightleftharpoons": "⇌",
  ]

  /// Returns `[…]` as pieces, if it comes next.
  private static func option(
    _ parser: inout MathParser, _ token: Token
  ) throws(MathError) -> MathNode? {
    guard let first = try parser.stream.peekPastSpaces(), first.kind == .character("[") else {
      return nil
    }
    parser.stream.takeRaw()
    let nodes = try parser.nested(at: first) { parser throws(MathError) in
      try parser.row(inOption: true)
    }
    guard parser.stream.takeRaw()?.kind == .character("]") else {
      throw MathError(kind: .unclosed("[", by: "]"), range: first.range)
    }
    return .row(nodes)
  }

  private static func stack(
    on base: MathNode, lower: MathNode? = nil, upper: MathNode? = nil
  ) -> MathNode {
    .scripts(Scripts(base: base.unwrapped, lower: lower, upper: upper, placement: .stacked))
  }

  private static func longArrow(_ arrow: String) -> Rule {
    { parser, token throws(MathError) in
      let lower = try option(&parser, token)
      let upper = try parser.argument(of: token)
      let base = MathSymbol(text: arrow, atom: .relation, grows: true)
      return .scripts(
        Scripts(
          base: .symbol(base), lower: lower.flatMap(padded),
          upper: padded(upper) ?? .row([.space("1.8em")]), placement: .stacked))
    }
  }

  private static func padded(_ script: MathNode) -> MathNode? {
    script.pieces.isEmpty ? nil : .row([.space("0.6em")] + script.pieces + [.space("0.6em")])
  }

  private static func generalFraction(
    _ parser: inout MathParser, _ token: Token
  ) throws(MathError) -> MathNode {
    var fences: [String] = []
    for _ in 0..<2 {
      let fence = try parser.stream.argument(of: token).first { $0.kind != .space }
      let text = fence.map { Delimiter.text(of: $0) } ?? ""
      guard let text else {
        throw MathError(kind: .missingDelimiter(of: token.text), range: token.range)
      }
      fences.append(text)
    }
    let length = try parser.word(after: token)
    let thickness = length.isEmpty ? nil : try Length.css(length, at: token)
    let style = try parser.word(after: token)
    let fraction = MathNode.fraction(
      Fraction(
        numerator: try parser.argument(of: token), denominator: try parser.argument(of: token),
        thickness: thickness, fences: fences))
    let levels = [MathLevel.display, .text, .script, .scriptScript]
    guard let number = Int(style), levels.indices.contains(number) else { return fraction }
    return .styled(.level(levels[number]), fraction)
  }

  /// Returns the operator of `\operatorname`, whose star gives it limits.
  private static func namedOperator(
    _ parser: inout MathParser, _ token: Token
  ) throws(MathError) -> MathNode {
    parser.stream.skipSpaces()
    let isStarred = parser.stream.raw?.kind == .character("*")
    if isStarred { parser.stream.takeRaw() }
    let tokens = try parser.stream.argument(of: token)
    var name = ""
    for piece in tokens {
      switch piece.kind {
      case .character(let scalar): name.unicodeScalars.append(scalar)
      case .command(","), .command(" "), .command("~"): name += "\u{2009}"
      case .space: break
      default:
        parser.stream.putBack(group: tokens, at: token.range)
        return .classed(.operator, try parser.letters(in: .roman, after: token))
      }
    }
    return .function(name, hasLimits: isStarred)
  }

  /// Returns the sign after `\not` with a stroke through it.
  private static func negated(
    _ parser: inout MathParser, _ token: Token
  ) throws(MathError) -> MathNode {
    switch try parser.argument(of: token).unwrapped {
    case .symbol(var symbol):
      // Strings that are canonically equivalent are equal: this finds the sign made of both.
      let text = symbol.text + "\u{338}"
      symbol.text = Command.classes.index(forKey: text).map { Command.classes[$0].key } ?? text
      return .symbol(symbol)
    case .identifier(let letter, let isUpright):
      return .identifier(letter + "\u{338}", isUpright: isUpright)
    default:
      throw MathError(kind: .unsupported("'\\not' on more than one sign"), range: token.range)
    }
  }

  /// Returns dots: between operators in the middle of the line, else at its foot.
  private static func dots(_ parser: inout MathParser) throws(MathError) -> MathNode {
    var isRaised = false
    switch try parser.stream.peekPastSpaces()?.kind {
    case .character(let scalar)?:
      let atom = Command.classes[String(scalar)]
      isRaised = atom == .binary || atom == .relation
    case .command(let name)?:
      if case .symbol(_, let atom)? = Command.all[name] {
        isRaised = [.binary, .relation, .operator].contains(atom)
      }
    default: break
    }
    return .symbol(MathSymbol(text: isRaised ? "⋯" : "…", atom: .inner))
  }
}
