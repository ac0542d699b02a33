/// Decides which consecutive cells are compiled together.
///
/// Compiling cells as one module is several times faster than one by one, but must mean the same. So
/// a cell begins a new unit when a cell before it in the unit could otherwise see something that
/// only comes later: a name it mentions, a conformance, an import.
enum UnitPlan {
  /// The most lines and top-level statements a unit of several cells has.
  ///
  /// The optimiser's time grows with the square of the statements (50: 0.3 s, 200: 2.3 s, 800: 59 s),
  /// and after a change the units from its cell on are compiled again. The chapter of circles, both
  /// tabs new and after an edit near the end: 20 take 1.22 s and 0.25 s, 36 take 1.07 s and 0.34 s,
  /// 45 take 1.04 s and 0.58 s.
  private static let lineLimit = 400
  private static let statementLimit = 36

  /// Beyond this many top-level statements a cell is not optimised.
  static let optimizedStatements = 120

  /// Literals take these types wherever they are declared.
  private static let literalTypes: Set = [
    "IntegerLiteralType", "FloatLiteralType", "BooleanLiteralType", "StringLiteralType",
    "ExtendedGraphemeClusterType", "UnicodeScalarType",
  ]

  /// Returns the units of `cells` as ranges; `syntax` is what the parser said of each, and at
  /// `boundaries` one begins in any case.
  static func units(
    _ cells: [ProgramCell], _ syntax: [CellSyntax?], boundaries: Set<Int>
  ) -> [Range<Int>] {
    var units: [Range<Int>] = []
    var unit = Open()
    for (index, cell) in cells.enumerated() {
      if index > 0,
        unit.isClosed || boundaries.contains(index) || !unit.admits(cell, syntax[index])
      {
        units.append(units.endIndex(of: cells.startIndex)..<index)
        unit = Open()
      }
      unit.add(cell, syntax[index])
    }
    if !cells.isEmpty { units.append(units.endIndex(of: 0)..<cells.count) }
    return units
  }

  /// The unit that is being filled.
  private struct Open {
    private var mentioned: Set<String> = []
    private var imports: Set<String> = []
    private var lines = 0
    private var statements = 0
    private var hasCode = false
    /// Whether nothing may follow in the same unit.
    private(set) var isClosed = false

    func admits(_ cell: ProgramCell, _ syntax: CellSyntax?) -> Bool {
      guard let syntax, !cell.isApart, lines + cell.lineCount <= lineLimit else { return false }
      guard hasCode else { return true }
      guard statements + syntax.statementCount <= statementLimit else { return false }
      let declared = syntax.declared
      return declared.isDisjoint(with: mentioned) && declared.isDisjoint(with: literalTypes)
        && imports.isSuperset(of: syntax.imports)
        && !syntax.items.contains { $0.kind == .conformance || $0.kind == .deferred }
    }

    mutating func add(_ cell: ProgramCell, _ syntax: CellSyntax?) {
      lines += cell.lineCount
      guard let syntax, !cell.isApart else {
        isClosed = true
        return
      }
      statements += syntax.statementCount
      mentioned.formUnion(syntax.mentioned)
      imports.formUnion(syntax.imports)
      hasCode = hasCode || !syntax.items.isEmpty
      if syntax.items.contains(where: { $0.kind == .deferred }) { isClosed = true }
    }
  }
}

extension ProgramCell {
  fileprivate var lineCount: Int { source.count { $0 == UInt8(ascii: "\n") } + 1 }
}

extension [Range<Int>] {
  /// Where the next range begins, when the first began at `start`.
  fileprivate func endIndex(of start: Int) -> Int { last?.upperBound ?? start }
}
