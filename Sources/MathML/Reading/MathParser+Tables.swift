extension MathParser {
  /// Returns the environment after `\begin`.
  mutating func environment(openedBy begin: Token) throws(MathError) -> MathNode {
    let name = try word(after: begin)
    guard let environment = Environment.all[name] else {
      throw MathError(kind: .unknownEnvironment(name), range: begin.range)
    }
    var columns = environment.columns.map { TableColumn(alignment: $0) }
    switch environment.argument {
    case .none: break
    case .columns: columns = try self.columns(after: begin)
    case .count: _ = try stream.argument(of: begin)
    case .position:
      let option = try stream.option(of: begin)
      if environment.layout == .matrix, option?.first?.kind == .character("r") {
        columns = [TableColumn(alignment: .right)]
      }
    }
    var rows = try rows(closing: (name, begin))
    let hasRuleBelow = rows.last.isRuleOnly
    if hasRuleBelow { rows.removeLast() }
    let table = MathNode.table(
      MathTable(
        rows: rows, layout: environment.layout, columns: columns,
        isTrimmed: environment.layout == .matrix && environment.argument != .columns,
        hasRuleBelow: hasRuleBelow))
    guard environment.fences.count == 2 else { return table }
    return .fenced(
      opening: environment.fences[0], body: [table], closing: environment.fences[1])
  }

  /// Returns rows up to `\end` of `environment`, or without one up to what no row takes.
  mutating func rows(
    closing environment: (name: String, begin: Token)?
  ) throws(MathError) -> [MathTable.Row] {
    let (outerTag, outerFences) = (tag, fences)
    let (alphabet, isBold) = (alphabet, isBold)
    fences = 0
    defer { (tag, fences) = (outerTag, outerFences) }
    var rows: [MathTable.Row] = []
    var isLast = false
    while !isLast {
      tag = nil
      var row = MathTable.Row()
      row.hasRule = try takeRules()
      isLast = try fill(&row, in: environment)
      row.tag = tag
      (self.alphabet, self.isBold) = (alphabet, isBold)
      // A line break at the very end begins no row.
      if !isLast || rows.isEmpty || !row.isEmpty { rows.append(row) }
    }
    return rows
  }

  /// Reads the cells of a row and what ends it; returns whether it is the last.
  private mutating func fill(
    _ row: inout MathTable.Row, in environment: (name: String, begin: Token)?
  ) throws(MathError) -> Bool {
    while true {
      row.cells.append(try self.row())
      guard let end = try stream.peekPastSpaces() else {
        guard let environment else { return true }
        let names = ("\\begin{\(environment.name)}", "\\end{\(environment.name)}")
        throw MathError(kind: .unclosed(names.0, by: names.1), range: environment.begin.range)
      }
      switch end.kind {
      case .align where environment != nil: stream.takeRaw()
      case .command("\\"), .command("cr"), .command("newline"), .command("tabularnewline"):
        stream.takeRaw()
        row.spaceBelow = try spaceBelow(after: end)
        return false
      case .command("end"):
        guard let environment else { return true }
        stream.takeRaw()
        let name = try word(after: end)
        guard name == environment.name else {
          let kind = MathError.Kind.wrongEnd(expected: environment.name, found: name)
          throw MathError(kind: kind, range: end.range)
        }
        return true
      default:
        guard environment == nil else { throw misplaced(end) }
        return true
      }
    }
  }

  /// Takes the lines above a row; returns whether there are any.
  private mutating func takeRules() throws(MathError) -> Bool {
    var hasRule = false
    while case .command(let name)? = try stream.peekPastSpaces()?.kind,
      ["hline", "hdashline", "toprule", "midrule", "bottomrule"].contains(name)
    {
      stream.takeRaw()
      hasRule = true
    }
    return hasRule
  }

  /// Takes `[2pt]` after a line break.
  private mutating func spaceBelow(after end: Token) throws(MathError) -> String? {
    if stream.raw?.kind == .character("*") { stream.takeRaw() }
    guard stream.raw?.kind == .character("[") else { return nil }
    let text = try stream.option(of: end)?.map(\.text).joined() ?? ""
    return try Length.css(text, at: end)
  }

  /// Reads the columns of an array: `l`, `c`, `r` and lines.
  private mutating func columns(after begin: Token) throws(MathError) -> [TableColumn] {
    _ = try stream.option(of: begin)
    var columns: [TableColumn] = []
    var hasRule = false
    for token in try stream.argument(of: begin) where token.kind != .space {
      switch token.text {
      case "l": columns.append(TableColumn(alignment: .left, hasRuleBefore: hasRule))
      case "c": columns.append(TableColumn(alignment: .center, hasRuleBefore: hasRule))
      case "r": columns.append(TableColumn(alignment: .right, hasRuleBefore: hasRule))
      case "|", ":": break
      default: throw MathError(kind: .notAColumn(token.text), range: token.range)
      }
      hasRule = token.text == "|" || token.text == ":"
    }
    if hasRule, !columns.isEmpty { columns[columns.count - 1].hasRuleAfter = true }
    return columns.isEmpty ? [TableColumn()] : columns
  }
}

extension MathTable.Row {
  /// Whether nothing is in the row.
  fileprivate var isEmpty: Bool {
    cells.allSatisfy(\.isEmpty) && cells.count == 1 && tag == nil && !hasRule
  }
}

extension MathTable.Row? {
  /// Whether the row has a line above it and nothing else.
  fileprivate var isRuleOnly: Bool {
    guard let row = self else { return false }
    return row.hasRule && row.cells.count == 1 && row.cells[0].isEmpty
  }
}
