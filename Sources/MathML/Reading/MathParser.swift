/// Reads tokens into the tree of a formula.
///
/// Recursive descent; every level counts against `depthLimit`, so that no formula exhausts the
/// stack. A mistake that leaves the structure in doubt is thrown and ends the formula; an unknown
/// command is noted and reading goes on.
struct MathParser {
  /// The tokens to come.
  var stream: TokenStream
  /// What is wrong, in order.
  var errors: [MathError] = []
  /// The names that `\label` gave.
  var labels: [String] = []
  /// The numbers of what labels stand for.
  var numbers: [String: String] = [:]
  /// The typeface that letters and digits get.
  var alphabet: Alphabet?
  /// Whether `\boldsymbol` is in force.
  var isBold = false
  /// What `\tag` said in the row that is read.
  var tag: MathNode?
  /// How many fences are open, for `\middle`.
  var fences = 0
  private var depth = 0

  /// How deep formulas may nest.
  static let depthLimit = 100
  /// How many errors are reported before reading stops.
  private static let errorLimit = 10

  /// Creates a parser of what `stream` gives.
  init(_ stream: TokenStream) { self.stream = stream }
}

extension MathParser {
  /// Returns the whole formula, or `nil` when its structure is broken.
  mutating func formula(isDisplay: Bool) -> MathNode? {
    do throws(MathError) {
      let rows = try rows(closing: nil)
      if let token = try stream.peekPastSpaces() { throw misplaced(token) }
      if rows.count == 1, rows[0].cells.count == 1, rows[0].tag == nil {
        return .row(rows[0].cells[0])
      }
      return .table(
        MathTable(rows: rows, layout: .aligned(hasGaps: false), columns: [TableColumn()]))
    } catch {
      errors.append(error)
      return nil
    }
  }

  /// Notes an error that does not hinder reading on.
  mutating func note(_ error: MathError) throws(MathError) {
    if errors.count + 1 >= Self.errorLimit { throw error }
    errors.append(error)
  }

  /// Returns what `body` reads, one level deeper.
  mutating func nested<Result>(
    at token: Token, _ body: (inout MathParser) throws(MathError) -> Result
  ) throws(MathError) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw MathError(kind: .tooDeep(limit: Self.depthLimit), range: token.range)
    }
    return try body(&self)
  }

  /// Returns the error about a token that nothing here can take.
  func misplaced(_ token: Token) -> MathError {
    let kind: MathError.Kind =
      switch token.kind {
      case .close: .unopened("}", by: "{")
      case .dollar: .misplaced("$", belongs: "around a formula or in '\\text'")
      case .command("right"): .unopened("\\right", by: "\\left")
      case .command("end"): .unopened("\\end", by: "\\begin")
      case .parameter, .character("#"): .misplaced("#", belongs: "in a macro")
      default: .misplaced(token.text, belongs: "in an environment of rows")
      }
    return MathError(kind: kind, range: token.range)
  }
}

// MARK: Rows

extension MathParser {
  /// What a row of pieces ends at, besides the end of the formula.
  private static let terminators: Set<Token.Kind> = [
    .close, .align, .dollar, .command("\\"), .command("cr"), .command("newline"),
    .command("right"), .command("end"), .command("tabularnewline"),
  ]

  /// Returns the pieces up to the next terminator; `]` is one when `inOption`.
  mutating func row(inOption: Bool = false) throws(MathError) -> [MathNode] {
    var nodes: [MathNode] = []
    var fraction: (rule: InfixFraction, numerator: [MathNode])?
    while let token = try stream.peekPastSpaces(), !Self.terminators.contains(token.kind) {
      if inOption, token.kind == .character("]") { break }
      if case .command(let name) = token.kind, let rule = InfixFraction.all[name] {
        stream.takeRaw()
        if fraction != nil {
          throw MathError(kind: .ambiguousFraction(token.text), range: token.range)
        }
        fraction = (rule, nodes)
        nodes = []
      } else {
        nodes += try scripted(inOption: inOption)
      }
    }
    guard let fraction else { return nodes }
    return [fraction.rule.fraction(of: fraction.numerator, over: nodes)]
  }

  /// Returns the next piece with its scripts; nothing for a command that only defines something.
  private mutating func scripted(inOption: Bool) throws(MathError) -> [MathNode] {
    guard let token = stream.raw else { return [] }
    if token.kind.isScript { return [try scripts(on: .row([]))] }
    let base = try nested(at: token) { parser throws(MathError) in
      try parser.nucleus(inOption: inOption)
    }
    return try base.map { base throws(MathError) in [try scripts(on: base)] } ?? []
  }

  /// Returns the next piece without its scripts; `nil` for one that shows nothing.
  private mutating func nucleus(inOption: Bool) throws(MathError) -> MathNode? {
    guard let token = stream.takeRaw() else { return nil }
    switch token.kind {
    case .open: return try group(openedBy: token)
    case .character(let scalar): return try character(scalar, token)
    case .command(let name): return try command(name, token, inOption: inOption)
    default: throw misplaced(token)
    }
  }

  /// Returns the rest of a group after its brace.
  private mutating func group(openedBy token: Token) throws(MathError) -> MathNode {
    let nodes = try braced(openedBy: token)
    return nodes.count == 1 ? nodes[0].asOrdinary : .classed(.ordinary, .row(nodes))
  }

  /// Returns the pieces of a group after its brace; what it switches ends with it.
  private mutating func braced(openedBy token: Token) throws(MathError) -> [MathNode] {
    let (alphabet, isBold) = (alphabet, isBold)
    let nodes = try row()
    (self.alphabet, self.isBold) = (alphabet, isBold)
    guard let end = stream.takeRaw() else {
      throw MathError(kind: .unclosed("{", by: "}"), range: token.range)
    }
    guard end.kind == .close else { throw misplaced(end) }
    return nodes
  }

  /// Returns the argument of `command`: a group, or one piece without scripts.
  mutating func argument(of command: Token) throws(MathError) -> MathNode {
    let missing = MathError(kind: .missingArgument(of: command.text), range: command.range)
    guard let first = try stream.peekPastSpaces(), !Self.terminators.contains(first.kind),
      !first.kind.isScript
    else { throw missing }
    return try nested(at: first) { parser throws(MathError) in
      if first.kind == .open {
        parser.stream.takeRaw()
        return .row(try parser.braced(openedBy: first))
      }
      guard let node = try parser.single() else { throw missing }
      return .row([node])
    }
  }

  /// Returns one piece; of a number, one digit, and of a word, one letter.
  private mutating func single() throws(MathError) -> MathNode? {
    guard let token = stream.takeRaw() else { return nil }
    if case .character(let scalar) = token.kind { return try letter(scalar, token) }
    if case .command(let name) = token.kind {
      return try command(name, token, inOption: false)
    }
    throw misplaced(token)
  }
}

// MARK: Scripts

extension MathParser {
  /// Returns `base` with the scripts, primes and `\limits` that follow.
  private mutating func scripts(on base: MathNode) throws(MathError) -> MathNode {
    var scripts = Scripts(base: base, placement: base.scriptPlacement)
    var primes = 0
    while let token = try stream.peekPastSpaces() {
      switch token.kind {
      case .command("limits"), .command("nolimits"), .command("displaylimits"):
        stream.takeRaw()
        try place(&scripts, as: token)
      case .character("'") where scripts.upper == nil:
        stream.takeRaw()
        primes += 1
      case .superscript, .subscript:
        stream.takeRaw()
        try add(token, to: &scripts)
      default: return finished(scripts, primes: primes)
      }
    }
    return finished(scripts, primes: primes)
  }

  private func place(_ scripts: inout Scripts, as token: Token) throws(MathError) {
    guard scripts.base.isOperator else {
      throw MathError(kind: .missingBase(of: token.text), range: token.range)
    }
    switch token.kind {
    case .command("limits"): scripts.placement = .stacked
    case .command("nolimits"): scripts.placement = .beside
    default: scripts.placement = .limits
    }
  }

  private mutating func add(_ mark: Token, to scripts: inout Scripts) throws(MathError) {
    let isUpper = mark.kind == .superscript
    guard (isUpper ? scripts.upper : scripts.lower) == nil else {
      throw MathError(kind: .repeatedScript(mark.text), range: mark.range)
    }
    let script = try argument(of: mark)
    if isUpper { scripts.upper = script } else { scripts.lower = script }
  }

  private func finished(_ scripts: Scripts, primes: Int) -> MathNode {
    var scripts = scripts
    if primes > 0 {
      let ready = ["′", "″", "‴", "⁗"]
      let marks = primes <= 4 ? ready[primes - 1] : String(repeating: "′", count: primes)
      let prime = MathNode.symbol(MathSymbol(text: marks, atom: .ordinary))
      scripts.upper = .row([prime] + (scripts.upper?.pieces ?? []))
    }
    guard scripts.lower != nil || scripts.upper != nil else { return scripts.base }
    return .scripts(scripts)
  }
}

extension Token.Kind {
  /// Whether this begins a script.
  fileprivate var isScript: Bool {
    self == .superscript || self == .subscript || self == .character("'")
  }
}
