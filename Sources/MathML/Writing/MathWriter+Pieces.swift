import Markup

extension MathWriter {
  /// Writes a fraction, with its fences.
  mutating func write(_ fraction: Fraction, _ context: Context) {
    guard fraction.fences.contains(where: { !$0.isEmpty }) else {
      return writeBare(fraction, context)
    }
    writeFences(fraction.fences[0], fraction.fences[1]) { $0.writeBare(fraction, context) }
  }

  private mutating func writeBare(_ fraction: Fraction, _ context: Context) {
    let line = fraction.thickness.map { " linethickness=\"\($0)\"" as HTML } ?? ""
    append("<mfrac\(line)>")
    write(fraction.numerator, context.part)
    write(fraction.denominator, context.part)
    append("</mfrac>")
  }

  /// Writes a root.
  mutating func writeRoot(of radicand: MathNode, index: MathNode?, _ context: Context) {
    append(index == nil ? "<msqrt>" : "<mroot>")
    if let index {
      write(radicand, context.alone)
      write(index, context.script)
    } else {
      write(row: radicand.pieces, context.alone)
    }
    append(index == nil ? "</msqrt>" : "</mroot>")
  }

  /// Writes a base with its scripts.
  ///
  /// Primes become part of the base: fonts draw them small and high already, and not all browsers
  /// take the larger ones that fonts keep for scripts.
  mutating func write(_ scripts: Scripts, _ context: Context) {
    var scripts = scripts
    let primes = scripts.takePrimes()
    guard scripts.lower != nil || scripts.upper != nil else {
      return writeBase(scripts.base, primes, context)
    }
    let isStacked =
      scripts.placement == .stacked || scripts.placement == .limits && context.isDisplay
    let name: HTML =
      switch (scripts.lower, scripts.upper) {
      case (_?, _?): isStacked ? "munderover" : "msubsup"
      case (_?, nil): isStacked ? "munder" : "msub"
      default: isStacked ? "mover" : "msup"
      }
    append("<\(name)>")
    var base = context
    base.isStacked = scripts.placement == .stacked
    writeBase(scripts.base, primes, base)
    if let lower = scripts.lower { write(lower, context.script) }
    if let upper = scripts.upper { write(upper, context.script) }
    append("</\(name)>")
  }

  /// Writes a base and the primes after it as one element.
  private mutating func writeBase(_ base: MathNode, _ primes: MathNode?, _ context: Context) {
    guard let primes else { return write(base, context) }
    append("<mrow>")
    write(base, context)
    write(primes, context.alone)
    append("</mrow>")
  }

  /// Writes a base with a mark over or under it.
  mutating func write(_ accent: Accent, on base: MathNode, _ context: Context) {
    append(accent.isUnder ? "<munder accentunder=\"true\">" : "<mover accent=\"true\">")
    write(base, context)
    append("<mo stretchy=\"\(accent.isWide ? "true" : "false" as HTML)\"")
    // The arrow that fonts have is longer than TeX's over a letter.
    if accent.mark == "→", !accent.isWide { append(" style=\"font-size: 0.7em\"") }
    append(">\(accent.mark)</mo>")
    append(accent.isUnder ? "</munder>" : "</mover>")
  }

  /// Writes a piece in a style.
  mutating func write(_ style: MathStyle, _ node: MathNode, _ context: Context) {
    switch style {
    case .level(let level):
      append("<mstyle\(attributes(of: level))>")
      write(row: node.pieces, context.at(level))
      append("</mstyle>")
    case .css(let declarations):
      append("<mrow style=\"\(declarations)\">")
      if node.pieces.count == 1 {
        write(node.pieces[0], context)
      } else {
        write(row: node.pieces, context)
      }
      append("</mrow>")
    case .phantom:
      append("<mphantom>")
      write(row: node.pieces, context.alone)
      append("</mphantom>")
    case .padded(let attributes, let isHidden):
      append("<mpadded \(HTML(trusting: attributes))>\(isHidden ? "<mphantom>" : "" as HTML)")
      write(row: node.pieces, context.alone)
      append("\(isHidden ? "</mphantom>" : "" as HTML)</mpadded>")
    }
  }

  private func attributes(of level: MathLevel) -> HTML {
    switch level {
    case .display: " displaystyle=\"true\" scriptlevel=\"0\""
    case .text: " displaystyle=\"false\" scriptlevel=\"0\""
    case .script: " displaystyle=\"false\" scriptlevel=\"1\""
    case .scriptScript: " displaystyle=\"false\" scriptlevel=\"2\""
    }
  }
}

extension Scripts {
  /// Takes the primes away with which the upper script begins.
  fileprivate mutating func takePrimes() -> MathNode? {
    guard placement == .beside || lower == nil, let pieces = upper?.pieces,
      case .symbol(let first)? = pieces.first, first.text.allSatisfy({ "′″‴⁗".contains($0) })
    else { return nil }
    upper = pieces.count > 1 ? .row(Array(pieces.dropFirst())) : nil
    return pieces.first
  }
}
