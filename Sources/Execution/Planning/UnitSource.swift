internal import NotebookModel

/// Writes the Swift file of a unit.
///
/// Cells are copied as they stand. What is put around a statement stands on lines of its own, and
/// `#sourceLocation` makes the compiler speak of the cell's lines and columns throughout.
struct UnitSource {
  /// The file so far.
  private(set) var text: [UInt8] = []
  /// Where text was put into a line of a cell.
  private(set) var insertions: [Insertion] = []

  /// What the functions around single statements are called, before their number.
  static let statementName = "_lecternStatement"

  /// What stands in front of a name that a `guard` bound.
  private static let guardedName = "_lecternGuarded_"

  /// Where the unit is in its tab; units need names of their own for what is put into them.
  private let position: Int
  /// How many functions there are around single statements.
  private var statements = 0
  /// The modules that its cells import.
  private(set) var imports: [String] = []

  /// Text that a line of a cell has in the file but not in the chapter.
  struct Insertion: Hashable, Sendable {
    var file: String
    /// The line in `file`, and the column in UTF-8 bytes before which `count` bytes stand.
    var line: Int
    var column: Int
    var count: Int
  }

  /// Begins the unit at `position` in its tab, which sees everything `module` sees.
  ///
  /// `guarded` has the modules of names that a `guard` of theirs bound: Swift does not export them,
  /// so they were given another name too, under which the unit takes them over.
  init(at position: Int, after module: String, adopting guarded: [String: String] = [:]) {
    self.position = position
    text += Array("@_exported import \(module)\n".utf8)
    for (name, module) in guarded.sorted(by: { $0.key < $1.key }) {
      write("let \(name) = \(module).\(Self.guardedName)\(name)\n")
    }
  }

  /// Appends a cell; names in `older` mean that module's until the cell has declared them itself.
  mutating func append(
    _ cell: ProgramCell, _ syntax: CellSyntax?, ordinal: Int, older: [String: String]
  ) {
    write("\n_lecternCell(\(ordinal))\n")
    guard let syntax else {
      move(to: 0, in: cell)
      write(cell.source[...])
      return
    }
    let conditional = syntax.conditionalImports
    imports += syntax.imports + conditional.map(\.module)
    let exports = conditional.map {
      Rebinding.Replacement(offset: $0.offset, prefix: "@_exported ")
    }
    let own = cell.isCheck ? Rebinding.expectations(in: syntax) : []
    let replacements = (Rebinding.replacements(in: syntax, older: older) + exports + own)
      .sorted { $0.offset < $1.offset }
    var position = 0
    move(to: 0, in: cell)
    for (index, item) in syntax.items.enumerated() {
      let isLast = index == syntax.items.count - 1
      guard let rewrite = rewrite(item, isLast: isLast, in: cell, syntax) else { continue }
      copy(position..<item.bytes.lowerBound, of: cell, replacements)
      rewrite(item, cell, syntax, replacements, &self)
      position = item.bytes.upperBound
      move(to: position, in: cell)
    }
    copy(position..<cell.source.count, of: cell, replacements)
  }
}

extension UnitSource {
  private typealias Rewrite =
    @Sendable (
      SyntaxItem, ProgramCell, CellSyntax, [Rebinding.Replacement], inout UnitSource
    ) -> Void

  /// How `item` has to be written, or `nil` when it is copied.
  private func rewrite(
    _ item: SyntaxItem, isLast: Bool, in cell: ProgramCell, _ syntax: CellSyntax
  ) -> Rewrite? {
    let isEchoed = isLast && !item.isSilenced && !cell.options.isNotEchoed
    return switch item.kind {
    case .importDeclaration: Self.reexport
    case .binding where item.awaits: Self.waitForBinding
    case .expression where isEchoed && item.awaits: Self.echoAwaited
    case .expression where syntax.runsOnce(item):
      isEchoed ? Self.runOnce(opening: "_lecternEcho(", ")") : Self.runOnce(opening: "do {", "}")
    case .expression where isEchoed: Self.echo
    case .expression where item.awaits, .assignment where item.awaits,
      .statement where item.awaits:
      Self.waitForStatement
    case .statement where waitsInLoop(item, cell): Self.waitForStatement
    case .statement where !item.names.isEmpty: Self.exportGuarded
    default: nil
    }
  }

  /// `for await` is the one wait the parse tree doesn't show.
  private func waitsInLoop(_ item: SyntaxItem, _ cell: ProgramCell) -> Bool {
    let words = String(decoding: cell.source[item.bytes].prefix(64), as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).prefix(3)
    return words.first == "for" && words.dropFirst().contains("await")
  }

  private static let reexport: Rewrite = { item, cell, syntax, replacements, source in
    let keyword =
      syntax.tokens.first {
        $0.bytes.lowerBound >= item.bytes.lowerBound && $0.text == "import"
      }?.bytes.lowerBound ?? item.bytes.lowerBound
    source.copy(item.bytes.lowerBound..<keyword, of: cell, replacements)
    source.move(to: keyword, in: cell, after: "@_exported")
    source.copy(keyword..<item.bytes.upperBound, of: cell, replacements)
  }

  private static let echo: Rewrite = { item, cell, _, replacements, source in
    source.move(to: item.bytes.lowerBound, in: cell, after: "_lecternEcho(")
    source.copy(item.bytes, of: cell, replacements)
    source.write("\n)\n")
  }

  /// Code that runs once and holds no loop is not worth the optimiser's time, which grows with the
  /// square of what stands in one function; so it gets a function that is left as it is.
  private static func runOnce(opening: String, _ closing: String) -> Rewrite {
    { item, cell, syntax, replacements, source in
      let mark = syntax.tryMark(in: item.bytes)
      let name = "\(statementName)\(source.position)_\(source.statements)"
      source.statements += 1
      source.write("\n@_optimize(none) func \(name)() \(mark.isEmpty ? "" : "throws "){")
      source.move(to: item.bytes.lowerBound, in: cell, after: opening)
      source.copy(item.bytes, of: cell, replacements)
      source.write("\n\(closing)\n}\n")
      source.move(to: item.bytes.lowerBound, in: cell, after: "")
      source.write("\(mark)\(name)()\n")
    }
  }

  private static let echoAwaited: Rewrite = { item, cell, syntax, replacements, source in
    source.write("\n_lecternEcho(\(syntax.tryMark(in: item.bytes))_lecternBlocking {\n")
    source.move(to: item.bytes.lowerBound, in: cell)
    source.copy(item.bytes, of: cell, replacements)
    source.write("\n})\n")
  }

  private static let waitForStatement: Rewrite = { item, cell, syntax, replacements, source in
    source.write("\n\(syntax.tryMark(in: item.bytes))_lecternBlocking {\n")
    source.move(to: item.bytes.lowerBound, in: cell)
    source.copy(item.bytes, of: cell, replacements)
    source.write("\n}\n")
  }

  private static let exportGuarded: Rewrite = { item, cell, _, replacements, source in
    source.copy(item.bytes, of: cell, replacements)
    for name in item.names.sorted() { source.write("\nlet \(guardedName)\(name) = \(name)\n") }
  }

  /// Wraps the value; a binding of several patterns is left for the compiler to refuse.
  private static let waitForBinding: Rewrite = { item, cell, syntax, replacements, source in
    let equals = syntax.tokens.first { item.bytes.contains($0.bytes.lowerBound) && $0.text == "=" }
    guard item.kind == .binding(patterns: 1), let equals else {
      source.copy(item.bytes, of: cell, replacements)
      return
    }
    let value = equals.bytes.upperBound..<item.bytes.upperBound
    source.copy(item.bytes.lowerBound..<value.lowerBound, of: cell, replacements)
    source.write(" \(syntax.tryMark(in: value))_lecternBlocking({\n")
    source.move(to: value.lowerBound, in: cell)
    source.copy(value, of: cell, replacements)
    source.write("\n})\n")
  }
}

extension UnitSource {
  private mutating func write(_ text: String) { self.text += Array(text.utf8) }
  private mutating func write(_ bytes: ArraySlice<UInt8>) { text += bytes }

  /// Goes on a new line, where the next byte is the one at `offset` of the cell, place and all.
  ///
  /// `opening` stands on the line before.
  private mutating func move(to offset: Int, in cell: ProgramCell, after opening: String? = nil) {
    let place = cell.place(of: offset)
    let line = place.line + (opening == nil ? 0 : -1)
    write("\n#sourceLocation(file: \(cell.file.swiftLiteral), line: \(line))\n")
    if let opening { write(opening + "\n") }
    write(String(repeating: " ", count: place.column - 1))
  }

  /// Copies a piece of a cell, with `replacements` applied.
  private mutating func copy(
    _ range: Range<Int>, of cell: ProgramCell, _ replacements: [Rebinding.Replacement]
  ) {
    var position = range.lowerBound
    for replacement in replacements where range.contains(replacement.offset) {
      write(cell.source[position..<replacement.offset])
      write(replacement.prefix)
      let place = cell.place(of: replacement.offset)
      insertions.append(
        Insertion(
          file: cell.file, line: place.line, column: place.column,
          count: replacement.prefix.utf8.count))
      position = replacement.offset
    }
    write(cell.source[position..<range.upperBound])
  }
}

extension ProgramCell {
  /// The line in `file` and the column of the byte at `offset`.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let before = source[..<offset]
    let newline = UInt8(ascii: "\n")
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    return (before.count { $0 == newline } + 1 + lineOffset, offset - lineStart + 1)
  }
}

extension CellSyntax {
  /// Whether an expression is done after as many steps as it is long: no closure that somebody may
  /// call often, no range but of a subscript.
  fileprivate func runsOnce(_ item: SyntaxItem) -> Bool {
    var open: [String] = []
    guard !item.awaits, !item.isSilenced else { return false }
    for token in tokens(in: item.bytes) {
      switch token.text {
      case "(", "[": open.append(token.text)
      case ")", "]": _ = open.popLast()
      case "{": return false
      case "..<", "...": if open.last != "[" { return false }
      default: break
      }
    }
    return true
  }

  /// `try ` when something in `range` may throw.
  fileprivate func tryMark(in range: Range<Int>) -> String {
    let inside = tokens(in: range)
    let throwing = zip(inside, inside.dropFirst()).contains { word, next in
      word.text == "try" && !next.text.hasPrefix("?") && !next.text.hasPrefix("!")
    }
    return throwing ? "try " : ""
  }
}

extension String {
  /// The text as a Swift string literal.
  fileprivate var swiftLiteral: String {
    "\""
      + map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\n" : String($0) }.joined()
      + "\""
  }
}
