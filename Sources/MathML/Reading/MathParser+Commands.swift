extension MathParser {
  /// Returns the piece of a command that was taken; `nil` when it shows nothing.
  mutating func command(
    _ name: String, _ token: Token, inOption: Bool
  ) throws(MathError) -> MathNode? {
    guard let command = Command.all[name] else {
      try note(MathError(kind: .unknownCommand(name), range: token.range))
      return .row([])
    }
    switch command {
    case .symbol(let text, let atom): return symbol(text, atom)
    case .letter(let scalar): return letter(scalar)
    case .upright(let text): return upright(text)
    case .function(let name, let hasLimits): return .function(name, hasLimits: hasLimits)
    case .space(let length): return .space(length)
    case .accent(let mark): return .accent(try argument(of: token), mark: mark)
    case .alphabet(let alphabet): return try letters(in: alphabet, after: token)
    case .alphabetFromHere(let alphabet):
      self.alphabet = alphabet
      return nil
    case .text(let font): return .row(try text(in: font, after: token)).asGroup
    case .sized(let height, let atom):
      let fence = try delimiter(after: token)
      return .symbol(MathSymbol(text: fence, atom: atom, size: height))
    case .atom(let atom): return .classed(atom, try argument(of: token))
    case .level(let level): return .styled(.level(level), .row(try row(inOption: inOption)))
    case .rule(let rule): return try rule(&self, token)
    }
  }

  /// Returns the argument of `command` with its letters in `alphabet`.
  mutating func letters(
    in alphabet: Alphabet, after command: Token
  ) throws(MathError) -> MathNode {
    let outer = self.alphabet
    self.alphabet = alphabet
    let node = try argument(of: command)
    self.alphabet = outer
    return node.asGroup
  }

  /// Returns the argument of `command` in bold, whatever it is.
  mutating func boldly(after command: Token) throws(MathError) -> MathNode {
    let outer = isBold
    isBold = true
    let node = try argument(of: command)
    isBold = outer
    let pieces = node.pieces
    return pieces.count == 1 ? pieces[0] : node.asGroup
  }

  /// Returns the fence after `command`; nothing for a point.
  mutating func delimiter(after command: Token) throws(MathError) -> String {
    let missing = MathError(
      kind: .missingDelimiter(of: command.text), range: command.range)
    guard let token = try stream.peekPastSpaces(), let text = Delimiter.text(of: token) else {
      throw missing
    }
    stream.takeRaw()
    return text
  }

  /// Returns the argument of `command` as it was written, as a word.
  mutating func word(after command: Token) throws(MathError) -> String {
    let text = try stream.argument(of: command).map(\.text).joined()
    return String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// Returns the number of what the label in braces after `command` stands for.
  mutating func number(referredToBy command: Token) throws(MathError) -> String {
    let label = try word(after: command)
    if let number = numbers[label] { return number }
    try note(MathError(kind: .unknownLabel(label), range: command.range))
    return label
  }
}

extension MathNode {
  /// A row as one ordinary piece; a single piece that is no operator stands for itself.
  var asGroup: MathNode {
    guard case .row(let nodes) = self else { return self }
    return nodes.count == 1 ? nodes[0].asOrdinary : .classed(.ordinary, self)
  }

  /// A row of one piece as that piece.
  var unwrapped: MathNode { pieces.count == 1 ? pieces[0] : self }
}

/// The fences that grow.
enum Delimiter {
  /// Returns what a token stands for as a fence: nothing for a point, `nil` for what is no fence.
  static func text(of token: Token) -> String? {
    switch token.kind {
    case .character(let scalar): characters[scalar]
    case .command(let name): commands.contains(name) ? symbol(name) : nil
    default: nil
    }
  }

  private static let characters: [Unicode.Scalar: String] = [
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", ".": "", "<": "⟨", ">": "⟩",
    "⟨": "⟨", "⟩": "⟩", "‖": "‖", "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉",
  ]

  private static let commands: Set<String> = [
    "{", "}", "|", "lbrace", "rbrace", "lbrack", "rbrack", "lparen", "rparen", "langle", "rangle",
    "lvert", "rvert", "vert", "lVert", "rVert", "Vert", "lfloor", "rfloor", "lceil", "rceil",
    "lgroup", "rgroup", "lmoustache", "rmoustache", "backslash", "uparrow", "downarrow",
    "updownarrow", "Uparrow", "Downarrow", "Updownarrow", "ulcorner", "urcorner", "llcorner",
    "lrcorner", "llbracket", "rrbracket", "lt", "gt",
  ]

  private static func symbol(_ name: String) -> String? {
    switch Command.all[name] {
    case .symbol("<", _): "⟨"
    case .symbol(">", _): "⟩"
    case .symbol(let text, _): text
    default: nil
    }
  }
}
