/// The tokens that are still to be read, macros replaced by what they stand for.
struct TokenStream: Sendable {
  /// The macros that formulas define or the book has.
  private(set) var macros: [String: Macro]
  /// What is to come, the next token last.
  private var tokens: [Token]
  /// How many more tokens macros may put in.
  private var budget = 100_000
  /// Where the formula ends.
  let end: Int

  /// Creates the stream of `tokens`.
  init(_ tokens: [Token], macros: [String: Macro]) {
    self.macros = macros
    self.tokens = tokens.reversed()
    end = tokens.last?.range.upperBound ?? 0
  }

  /// The next token as it was written.
  var raw: Token? { tokens.last }

  /// The token after the next as it was written.
  var second: Token? { tokens.dropLast().last }

  /// Takes the next token as it was written.
  @discardableResult
  mutating func takeRaw() -> Token? { tokens.popLast() }

  /// Takes the spaces that come next.
  mutating func skipSpaces() {
    while tokens.last?.kind == .space { tokens.removeLast() }
  }

  /// Returns the next token that is no macro, without taking it.
  mutating func peek() throws(MathError) -> Token? {
    while let token = tokens.last, case .command(let name) = token.kind,
      let macro = macros[name] ?? Macro.standard[name]
    {
      tokens.removeLast()
      let arguments = try arguments(of: macro, called: token)
      put(back: macro.expanded(with: arguments, at: token.range))
      if budget < 0 { throw MathError(kind: .endlessMacro(name), range: token.range) }
    }
    return tokens.last
  }

  /// Returns the next token that is neither space nor macro, without taking it.
  mutating func peekPastSpaces() throws(MathError) -> Token? {
    while let token = try peek(), token.kind == .space { tokens.removeLast() }
    return tokens.last
  }

  /// Puts a group in front of what is to come.
  mutating func putBack(group: [Token], at range: Range<Int>) {
    let braces = [Token.Kind.open, .close].map { Token(kind: $0, range: range) }
    put(back: [braces[0]] + group + [braces[1]])
  }

  /// Puts `pieces` in front of what is to come.
  private mutating func put(back pieces: [Token]) {
    budget -= pieces.count + 1
    if budget >= 0 { tokens += pieces.reversed() }
  }
}

// MARK: Arguments

extension TokenStream {
  /// Takes a group without its braces, or one token, as it was written.
  mutating func argument(of command: Token) throws(MathError) -> [Token] {
    skipSpaces()
    guard let first = takeRaw(), first.kind != .close else {
      throw MathError(kind: .missingArgument(of: command.text), range: command.range)
    }
    guard first.kind == .open else { return [first] }
    var depth = 1
    var taken: [Token] = []
    while let token = takeRaw() {
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      if depth == 0 { return taken }
      taken.append(token)
    }
    throw MathError(kind: .unclosed("{", by: "}"), range: first.range)
  }

  /// Takes `[…]` as it was written, if it comes next.
  mutating func option(of command: Token) throws(MathError) -> [Token]? {
    skipSpaces()
    guard let first = raw, first.kind == .character("[") else { return nil }
    takeRaw()
    var depth = 0
    var taken: [Token] = []
    while let token = takeRaw() {
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      if depth == 0, token.kind == .character("]") { return taken }
      taken.append(token)
    }
    throw MathError(kind: .unclosed("[", by: "]"), range: first.range)
  }

  private mutating func arguments(
    of macro: Macro, called command: Token
  ) throws(MathError) -> [[Token]] {
    var arguments: [[Token]] = []
    if let standard = macro.standard {
      arguments.append(try option(of: command) ?? standard)
    }
    while arguments.count < macro.parameters { arguments.append(try argument(of: command)) }
    return arguments
  }
}

// MARK: Definitions

extension TokenStream {
  /// Reads `\newcommand{\name}[count][standard]{body}` after its first token.
  mutating func define(after command: Token) throws(MathError) {
    if raw?.kind == .character("*") { takeRaw() }
    let name = try definedName(after: command)
    let count = try option(of: command)
    let standard = count == nil ? nil : try option(of: command)
    let body = try argument(of: command)
    let parameters = count.map { $0.map(\.text).joined() } ?? "0"
    guard let parameters = Int(parameters), (0...9).contains(parameters) else {
      throw MathError(kind: .notAMacro(command.text), range: command.range)
    }
    if command.kind == .command("providecommand"), macros[name] != nil { return }
    macros[name] = Macro(parameters: parameters, standard: standard, body: body)
  }

  /// Reads `\def\name#1#2{body}` after its first token.
  mutating func defineAsTeX(after command: Token) throws(MathError) {
    let name = try definedName(after: command)
    var count = 0
    while case .parameter(count + 1)? = raw?.kind {
      takeRaw()
      count += 1
    }
    guard raw?.kind == .open else {
      throw MathError(kind: .notAMacro(command.text), range: command.range)
    }
    macros[name] = Macro(parameters: count, body: try argument(of: command))
  }

  /// Reads `\let\name=\other` after its first token.
  mutating func defineAsOther(after command: Token) throws(MathError) {
    let name = try definedName(after: command)
    skipSpaces()
    if raw?.kind == .character("=") { takeRaw() }
    guard let other = takeRaw() else {
      throw MathError(kind: .missingArgument(of: command.text), range: command.range)
    }
    if case .command(let known) = other.kind, let macro = macros[known] ?? Macro.standard[known] {
      macros[name] = macro
    } else {
      macros[name] = Macro(parameters: 0, body: [other])
    }
  }

  /// Reads `\DeclareMathOperator{\name}{text}` after its first token.
  mutating func defineOperator(after command: Token) throws(MathError) {
    let isStarred = raw?.kind == .character("*")
    if isStarred { takeRaw() }
    let name = try definedName(after: command)
    let start = isStarred ? #"\operatorname*"# : #"\operatorname"#
    let text = try argument(of: command)
    let braces = [Token.Kind.open, .close].map { Token(kind: $0, range: command.range) }
    let body = Token.tokens(in: start) + [braces[0]] + text + [braces[1]]
    macros[name] = Macro(parameters: 0, body: body)
  }

  private mutating func definedName(after command: Token) throws(MathError) -> String {
    let name = try argument(of: command).filter { $0.kind != .space }
    guard name.count == 1, case .command(let text) = name[0].kind else {
      throw MathError(kind: .notAMacro(command.text), range: command.range)
    }
    return text
  }
}
