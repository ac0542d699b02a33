extension Command {
  /// The commands that change how a piece looks or how much room it takes.
  static let looks: [String: Rule] = [
    "phantom": padding(nil, isHidden: true),
    "hphantom": padding("height=\"0\" depth=\"0\"", isHidden: true),
    "vphantom": padding("width=\"0\"", isHidden: true),
    "smash": { parser, token throws(MathError) in
      let side = try parser.stream.option(of: token)?.map(\.text).joined()
      let sides = ["t": "height=\"0\"", "b": "depth=\"0\""]
      let attributes = side.flatMap { sides[$0] } ?? "height=\"0\" depth=\"0\""
      return .styled(.padded(attributes, isHidden: false), try parser.argument(of: token))
    },
    // Fonts differ in whether they have a line that grows; a border always does.
    "overline": css("border-top: 0.06em solid; padding-top: 0.12em"),
    "underline": css("border-bottom: 0.06em solid; padding-bottom: 0.12em"),
    "underbar": css("border-bottom: 0.06em solid; padding-bottom: 0.12em"),
    "mathrlap": padding("width=\"0\"", isHidden: false),
    "rlap": padding("width=\"0\"", isHidden: false),
    "mathllap": padding("width=\"0\" lspace=\"-100%\"", isHidden: false),
    "llap": padding("width=\"0\" lspace=\"-100%\"", isHidden: false),
    "mathclap": padding("width=\"0\" lspace=\"-50%\"", isHidden: false),
    "boxed": css("border: 1px solid; padding: 0.25em"),
    "fbox": css("border: 1px solid; padding: 0.25em"),
    "cancel": css(stroke("to top right")),
    "bcancel": css(stroke("to bottom right")),
    "xcancel": css(stroke("to top right") + ", " + gradient("to bottom right")),
    "sout": css(stroke("to bottom")),
    "color": { parser, token throws(MathError) in
      let color = try color(&parser, token)
      return .styled(.css("color: \(color)"), .row(try parser.row()))
    },
    "textcolor": { parser, token throws(MathError) in
      let color = try color(&parser, token)
      return .styled(.css("color: \(color)"), try parser.argument(of: token))
    },
    "colorbox": { parser, token throws(MathError) in
      let color = try color(&parser, token)
      let words = MathNode.row(try parser.text(in: .plain, after: token))
      return .styled(.css("background-color: \(color); padding: 0.2em"), words)
    },
    "hspace": { parser, token throws(MathError) in
      if parser.stream.raw?.kind == .character("*") { parser.stream.takeRaw() }
      return .space(try Length.css(try parser.word(after: token), at: token))
    },
    "mspace": { parser, token throws(MathError) in
      .space(try Length.css(try parser.word(after: token), at: token))
    },
    "kern": bareSpace, "mkern": bareSpace, "hskip": bareSpace, "mskip": bareSpace,
  ]

  private static func padding(_ attributes: String?, isHidden: Bool) -> Rule {
    { parser, token throws(MathError) in
      let argument = try parser.argument(of: token)
      let style = attributes.map { MathStyle.padded($0, isHidden: isHidden) } ?? .phantom
      return .styled(style, argument)
    }
  }

  private static func css(_ declarations: String) -> Rule {
    { parser, token throws(MathError) in
      .styled(.css(declarations), .row([.classed(.ordinary, try parser.argument(of: token))]))
    }
  }

  private static func stroke(_ direction: String) -> String {
    "background-image: " + gradient(direction)
  }

  /// Returns a line through the middle of a box.
  private static func gradient(_ direction: String) -> String {
    let line = "transparent calc(50% - 0.5px), currentcolor, transparent calc(50% + 0.5px)"
    return "linear-gradient(\(direction), \(line))"
  }

  /// Reads a color: a name of letters, or six or three digits after `#`.
  private static func color(
    _ parser: inout MathParser, _ token: Token
  ) throws(MathError) -> String {
    let text = try parser.word(after: token)
    let digits = text.dropFirst()
    let isName = !text.isEmpty && text.unicodeScalars.allSatisfy { $0.isASCIILetter }
    let isHex =
      text.hasPrefix("#") && [3, 6].contains(digits.count)
      && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
    guard isName || isHex else { throw MathError(kind: .notAColor(text), range: token.range) }
    return text
  }

  /// A space whose length follows without braces, as `\kern3pt`.
  private static let bareSpace: Rule = { parser, token throws(MathError) in
    parser.stream.skipSpaces()
    var text = ""
    while case .character(let scalar)? = parser.stream.raw?.kind,
      !text.last.map({ $0.isLetter }).isTrue || scalar.isASCIILetter
    {
      text.unicodeScalars.append(scalar)
      parser.stream.takeRaw()
      if text.count > 2, text.suffix(2).allSatisfy({ $0.isLetter }) { break }
    }
    return .space(try Length.css(text, at: token))
  }
}

extension Bool? {
  fileprivate var isTrue: Bool { self ?? false }
}
