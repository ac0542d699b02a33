import Markup

extension MathWriter {
  /// Writes a table; tags stand in a column of their own at the end of the line, which takes as
  /// much room as an empty one at its beginning.
  mutating func write(_ table: MathTable, _ context: Context) {
    let hasTags = table.rows.contains { $0.tag != nil }
    let breadth: HTML = hasTags ? " style=\"width: 100%\"" : ""
    append("<mtable\(table.layout.attributes)\(breadth)>")
    let width = table.rows.map(\.cells.count).max() ?? 0
    for (number, row) in table.rows.enumerated() {
      append(hasTags ? "<mtr><mtd style=\"width: 50%\"></mtd>" : "<mtr>")
      for column in 0..<width {
        let style = table.style(ofRow: number, column: column, width: width)
        append(style.isEmpty ? "<mtd>" : "<mtd style=\"\(style)\">")
        if column < row.cells.count {
          write(cell: row.cells[column], column: column, of: table.layout, context)
        }
        append("</mtd>")
      }
      if hasTags { write(tag: row.tag) }
      append("</mtr>")
    }
    append("</mtable>")
  }

  private mutating func write(
    cell: [MathNode], column: Int, of layout: TableLayout, _ context: Context
  ) {
    let isDisplay = layout.isAligned || layout == .cases(isDisplay: true)
    let isScript = context.isScript || layout == .small
    // What comes after `&` goes on with a formula.
    let previous: AtomClass? = layout.isAligned && column % 2 == 1 ? .ordinary : nil
    var place = Context(isDisplay: isDisplay, isScript: isScript)
    place.isFollowed = column == 0
    write(row: cell, place, after: previous)
    // Rows are a line high, whatever is in them; some browsers take but the ink.
    if column == 0, layout != .small {
      append("<mspace height=\"0.65em\" depth=\"0.15em\"></mspace>")
    }
  }

  private mutating func write(tag: MathNode?) {
    append("<mtd style=\"text-align: right; width: 50%; padding-left: 1em; padding-right: 0\">")
    if let tag { write(row: tag.pieces, Context(isDisplay: false)) }
    append("</mtd>")
  }
}

extension MathNode {
  /// A table with one tag as the table without it, and the tag; `nil` for anything else.
  var splitTag: (untagged: MathNode, tag: MathNode)? {
    guard case .table(var table) = unwrapped else { return nil }
    let tagged = table.rows.indices.filter { table.rows[$0].tag != nil }
    guard tagged.count == 1, let tag = table.rows[tagged[0]].tag else { return nil }
    table.rows[tagged[0]].tag = nil
    return (.row([.table(table)]), tag)
  }
}

extension TableLayout {
  /// Whether the columns are parts of one formula, two by two.
  fileprivate var isAligned: Bool { if case .aligned = self { true } else { false } }

  fileprivate var attributes: HTML {
    switch self {
    case .matrix, .cases(isDisplay: false): ""
    case .small: " scriptlevel=\"1\""
    case .aligned, .cases(isDisplay: true): " displaystyle=\"true\""
    }
  }

  /// The space at the left and at the right of a cell; `nil` for what browsers give.
  fileprivate func padding(ofColumn column: Int, width: Int) -> (left: String, right: String)? {
    switch self {
    case .matrix: nil
    case .small: width == 1 ? ("0", "0") : ("0.25em", "0.25em")
    case .aligned(let hasGaps): (hasGaps && column > 0 && column % 2 == 0 ? "2em" : "0", "0")
    case .cases: (column == 0 ? "0" : "1em", "0")
    }
  }
}

extension MathTable {
  /// Returns the declarations of CSS for a cell.
  fileprivate func style(ofRow row: Int, column: Int, width: Int) -> String {
    var declarations: [String] = []
    let isCycle = layout.isAligned
    let place = isCycle ? column % columns.count : min(column, columns.count - 1)
    let look = columns[place]
    if look.alignment != .center {
      declarations.append("text-align: \(look.alignment.rawValue)")
    }
    if let padding = layout.padding(ofColumn: column, width: width) {
      let height = layout == .small ? "0.1em" : "0.5ex"
      declarations.append("padding: \(height) \(padding.right) \(height) \(padding.left)")
    }
    if isTrimmed, column == 0 { declarations.append("padding-left: 0.12em") }
    if isTrimmed, column == width - 1 { declarations.append("padding-right: 0.12em") }
    if let space = rows[row].spaceBelow {
      declarations.append("padding-bottom: calc(0.5ex + \(space))")
    }
    if look.hasRuleBefore { declarations.append("border-left: 1px solid") }
    if look.hasRuleAfter, column == columns.count - 1 {
      declarations.append("border-right: 1px solid")
    }
    if rows[row].hasRule { declarations.append("border-top: 1px solid") }
    if hasRuleBelow, row == rows.count - 1 { declarations.append("border-bottom: 1px solid") }
    return declarations.joined(separator: "; ")
  }
}
