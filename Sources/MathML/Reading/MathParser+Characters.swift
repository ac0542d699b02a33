extension MathParser {
  /// Returns the piece that a character begins: a number, a word, a letter, or a sign.
  mutating func character(_ scalar: Unicode.Scalar, _ token: Token) throws(MathError) -> MathNode {
    if scalar.digit != nil || scalar == "." && nextDigit != nil {
      return .number(styled(digits(after: scalar)))
    }
    if scalar.properties.isAlphabetic, effectiveAlphabet?.makesWords == true {
      var word = identifier(scalar)
      while case .character(let next)? = stream.raw?.kind, next.properties.isAlphabetic {
        stream.takeRaw()
        word += identifier(next)
      }
      return .identifier(word, isUpright: true)
    }
    return try letter(scalar, token)
  }

  /// Returns the piece that one character is.
  func letter(_ scalar: Unicode.Scalar, _ token: Token) throws(MathError) -> MathNode {
    if scalar.digit != nil { return .number(styled(String(scalar))) }
    if scalar == "#" { throw misplaced(token) }
    let text = Symbols.replacements[scalar] ?? String(scalar)
    if let atom = Command.classes[String(scalar)] ?? Command.classes[text] {
      return symbol(text, atom)
    }
    if scalar.properties.isAlphabetic { return letter(scalar) }
    return symbol(text, .ordinary)
  }

  /// Returns a letter in the alphabet that is in force.
  func letter(_ scalar: Unicode.Scalar) -> MathNode {
    let isCapitalGreek = ("Α"..."Ω").contains(scalar)
    guard let alphabet = effectiveAlphabet else {
      return .identifier(String(scalar), isUpright: isCapitalGreek)
    }
    if isBold, isCapitalGreek, let bold = Alphabet.bold.character(for: scalar) {
      return .identifier(String(bold), isUpright: true)
    }
    if let styled = alphabet.character(for: scalar) {
      return .identifier(String(styled), isUpright: true)
    }
    // As in TeX, small Greek letters have no upright form, and all else no slanted one.
    let isSmallGreek = ("α"..."ω").contains(scalar)
    let staysSlanted = isSmallGreek || alphabet == .normal || alphabet == .italic
    return .identifier(String(scalar), isUpright: !staysSlanted)
  }

  /// Returns a letter that alphabets do not change.
  func upright(_ text: String) -> MathNode {
    let bold = isBold ? text.unicodeScalars.first.flatMap(Alphabet.bold.character) : nil
    return .identifier(bold.map { String($0) } ?? text, isUpright: true)
  }

  /// Returns a sign.
  func symbol(_ text: String, _ atom: AtomClass) -> MathNode {
    .symbol(MathSymbol(text: text, atom: atom, isBold: isBold))
  }

  private var effectiveAlphabet: Alphabet? { isBold ? (alphabet ?? .normal).bolder : alphabet }

  private func identifier(_ scalar: Unicode.Scalar) -> String {
    String(effectiveAlphabet?.character(for: scalar) ?? scalar)
  }

  private func styled(_ digits: String) -> String {
    guard let alphabet = effectiveAlphabet else { return digits }
    var styled = ""
    for scalar in digits.unicodeScalars {
      styled.unicodeScalars.append(alphabet.character(for: scalar) ?? scalar)
    }
    return styled
  }

  /// Whether a digit comes next.
  private var nextDigit: Unicode.Scalar? { Self.digit(stream.raw) }

  private static func digit(_ token: Token?) -> Unicode.Scalar? {
    guard case .character(let scalar)? = token?.kind, scalar.digit != nil else { return nil }
    return scalar
  }

  /// Takes the digits after the first, and points that digits follow.
  private mutating func digits(after first: Unicode.Scalar) -> String {
    var digits = String(first)
    while case .character(let next)? = stream.raw?.kind,
      next.digit != nil || next == "." && Self.digit(stream.second) != nil
    {
      digits.unicodeScalars.append(next)
      stream.takeRaw()
    }
    return digits
  }
}
