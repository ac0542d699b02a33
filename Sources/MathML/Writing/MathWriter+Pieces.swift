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
  mutating func write(_ scripts: Scripts, _ context: Context) {
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
    write(scripts.base, base)
    if let lower = scripts.lower { write(lower, context.script) }
    if let upper = scripts.upper { write(upper, context.script) }
    append("</\(name)>")
  }

  /// Writes a base with a mark over or under it.
  mutating func write(_ accent: Accent, on base: MathNode, _ context: Context) {
    append(accent.isUnder ? "<munder accentunder=\"true\">" : "<mover accent=\"true\">")
    write(base, context)
    append("<mo stretchy=\"\(accent.isWide ? "true" : "false" as HTML)\">\(accent.mark)</mo>")
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
