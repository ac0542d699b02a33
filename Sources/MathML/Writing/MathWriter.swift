import Markup

/// Writes the tree of a formula as MathML Core.
struct MathWriter {
  /// What decides how a piece is written besides the piece.
  struct Context {
    /// Whether it stands in display style.
    var isDisplay: Bool
    /// Whether it stands in the size of scripts.
    var isScript = false
    /// The space at its sides.
    var spacing = Spacing()
    /// Whether it comes first among several.
    var isFirst = false
    /// Whether something invisible follows it.
    var isFollowed = false
    /// Whether its scripts stay over and under it.
    var isStacked = false
  }

  private(set) var html = HTML()

  /// Returns the formula as a `math` element.
  static func math(_ node: MathNode, isDisplay: Bool) -> HTML {
    if isDisplay, let (untagged, tag) = node.splitTag { return equation(untagged, tag: tag) }
    var writer = MathWriter()
    writer.html += isDisplay ? "<math display=\"block\">" : "<math>"
    writer.write(row: node.pieces, Context(isDisplay: isDisplay))
    writer.html += "</math>"
    return writer.html
  }
}

extension MathWriter {
  /// Returns the formula with a tag at the end of the line.
  ///
  /// The formula can scroll beside it.
  private static func equation(_ node: MathNode, tag: MathNode) -> HTML {
    """
    <span class="equation" style="display: grid; grid-template-columns: \
    minmax(0, 1fr) minmax(0, max-content) minmax(max-content, 1fr); \
    align-items: center"><span></span>\(math(node, isDisplay: true))\
    <span style="text-align: end">\(math(tag, isDisplay: false))</span></span>
    """
  }
}

extension MathWriter.Context {
  /// The same place, alone.
  var alone: MathWriter.Context { MathWriter.Context(isDisplay: isDisplay, isScript: isScript) }

  /// The place of a script.
  var script: MathWriter.Context { MathWriter.Context(isDisplay: false, isScript: true) }

  /// The place of the parts of a fraction.
  var part: MathWriter.Context {
    MathWriter.Context(isDisplay: false, isScript: isScript || !isDisplay)
  }

  func at(_ level: MathLevel) -> MathWriter.Context {
    MathWriter.Context(
      isDisplay: level == .display, isScript: level == .script || level == .scriptScript)
  }
}

// MARK: Rows

extension MathWriter {
  /// Appends what is already markup.
  mutating func append(_ markup: HTML) { html += markup }

  /// Writes pieces one after the other, spaced, without an element around them.
  mutating func write(row nodes: [MathNode], _ context: Context, after previous: AtomClass? = nil) {
    let spacings = Spacing.ofRow(nodes, after: previous, inScript: context.isScript)
    var inner = context.alone
    for (index, node) in nodes.enumerated() {
      inner.spacing = spacings[index]
      inner.isFirst = index == 0 && (nodes.count > 1 || context.isFollowed)
      if inner.spacing.gap > 0 {
        html += "<mspace width=\"\(Spacing.lengths[inner.spacing.gap])\"></mspace>"
      }
      write(node, inner)
    }
  }

  /// Writes a piece as one element.
  mutating func write(_ node: MathNode, _ context: Context) {
    switch node {
    case .identifier(let text, let isUpright): writeIdentifier(text, isUpright: isUpright)
    case .number(let text): html += "<mn>\(text)</mn>"
    case .function(let name, _): writeIdentifier(name, isUpright: true)
    case .symbol(let symbol): write(symbol, context)
    case .text(let text, let font): write(text, in: font)
    case .space(let length): writeSpace(length)
    case .row(let nodes): write(group: nodes, context)
    case .classed(_, let node): write(node, context)
    case .fraction(let fraction): write(fraction, context)
    case .root(let radicand, let index): writeRoot(of: radicand, index: index, context)
    case .scripts(let scripts): write(scripts, context)
    case .accent(let base, let mark): write(mark, on: base, context)
    case .fenced(let opening, let body, let closing):
      writeFences(opening, closing, areLow: body.allSatisfy(\.isLow)) {
        $0.write(row: body, context.alone)
      }
    case .styled(let style, let node): write(style, node, context)
    case .table(let table): write(table, context)
    }
  }

  /// Writes pieces as one element: the only one, or a row.
  private mutating func write(group nodes: [MathNode], _ context: Context) {
    if nodes.count == 1 { return write(nodes[0], context) }
    html += "<mrow>"
    write(row: nodes, context)
    html += "</mrow>"
  }

  /// Writes a row between fences that grow with it, unless it is low.
  ///
  /// Browsers that let a fence grow give it the width of the highest one they have.
  mutating func writeFences(
    _ opening: String, _ closing: String, areLow: Bool = false,
    body: (inout MathWriter) -> Void
  ) {
    html += "<mrow>"
    writeFence(opening, form: "prefix", grows: !areLow)
    body(&self)
    writeFence(closing, form: "postfix", grows: !areLow)
    html += "</mrow>"
  }

  private mutating func writeFence(_ fence: String, form: HTML, grows: Bool) {
    if fence.isEmpty { return }
    // An arrow or a slash is no fence by itself.
    let isFence = OperatorDictionary.isStretchy(fence) && !"↑↓↕⇑⇓⇕".contains(fence)
    let spacing: HTML = isFence ? "" : " lspace=\"0\" rspace=\"0\" symmetric=\"true\""
    html += "<mo form=\"\(form)\" stretchy=\"\(grows ? "true" : "false" as HTML)\"\(spacing)>"
    html += "\(fence)</mo>"
  }
}

// MARK: Leaves

extension MathWriter {
  /// Writes letters; one alone would be slanted.
  private mutating func writeIdentifier(_ text: String, isUpright: Bool) {
    let isAlone = text.unicodeScalars.dropFirst().isEmpty
    let isSlanted = text.unicodeScalars.first.map { Alphabet.italic.character(for: $0) != nil }
    let saysUpright = isUpright && isAlone && isSlanted ?? false
    html += saysUpright ? "<mi mathvariant=\"normal\">\(text)</mi>" : "<mi>\(text)</mi>"
  }

  private mutating func write(_ text: String, in font: TextFont) {
    var text = text
    // The edges of `mtext` lose their spaces.
    if text.first == " " { text = "\u{A0}" + text.dropFirst() }
    if text.last == " " { text = text.dropLast() + "\u{A0}" }
    html +=
      font == .plain
      ? "<mtext>\(text)</mtext>" : "<mtext style=\"\(font.rawValue)\">\(text)</mtext>"
  }

  private mutating func writeSpace(_ length: String) {
    // A width can't be negative, a margin can.
    html +=
      length.hasPrefix("-")
      ? "<mspace style=\"margin-left: \(length)\"></mspace>"
      : "<mspace width=\"\(length)\"></mspace>"
  }

  private mutating func write(_ symbol: MathSymbol, _ context: Context) {
    let bold: HTML = symbol.isBold ? " style=\"font-weight: bold\"" : ""
    let isPlain = symbol.atom == .ordinary && symbol.size == nil && !symbol.grows
    if isPlain, !Self.marks.contains(symbol.text) {
      html += "<mi\(bold)>\(symbol.text)</mi>"
      return
    }
    html += "<mo\(spacing(of: symbol, context))\(shape(of: symbol, context))\(bold)>"
    html += "\(symbol.text)</mo>"
  }

  /// The ordinary signs that are operators to a browser.
  private static let marks: Set<String> = [
    "|", "‖", "/", "\\", "′", "″", "‴", "⁗", "‵", ".", "!", "\"",
  ]

  private func spacing(of symbol: MathSymbol, _ context: Context) -> HTML {
    let wanted = context.spacing
    let usual = OperatorDictionary.spacing(of: symbol, isFirst: context.isFirst)
    if let usual, usual == (wanted.before, wanted.after) { return "" }
    let lengths = Spacing.lengths
    return " lspace=\"\(lengths[wanted.before])\" rspace=\"\(lengths[wanted.after])\""
  }

  private func shape(of symbol: MathSymbol, _ context: Context) -> HTML {
    if let size = symbol.size {
      return " stretchy=\"true\" symmetric=\"true\" minsize=\"\(size)\" maxsize=\"\(size)\""
    }
    if symbol.grows {
      let isArrow = symbol.atom == .relation
      return isArrow ? " stretchy=\"true\"" : " stretchy=\"true\" symmetric=\"true\""
    }
    if OperatorDictionary.isStretchy(symbol.text) { return " stretchy=\"false\"" }
    return symbol.atom == .operator && context.isStacked ? " movablelimits=\"false\"" : ""
  }
}
