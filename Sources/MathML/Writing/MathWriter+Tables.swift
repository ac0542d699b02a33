import Markup

extension MathWriter {
  /// Writes a table; with tags it is as wide as the page, and they stand at its side.
  mutating func write(_ table: MathTable, _ context: Context) {
    let hasTags = table.rows.contains { $0.tag != nil }
    append("<mtable\(table.layout.attributes)\(hasTags ? " style=\"width: 100%\"" : "" as HTML)>")
    let width = table.rows.map(\.cells.count).max() ?? 0
    for (number, row) in table.rows.enumerated() {
      append("<mtr>")
      if hasTags { append("<mtd style=\"width: 50%; padding: 0\"></mtd>") }
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
    let isDisplay = layout == .aligned || layout == .cases(isDisplay: true)
    let isScript = context.isScript || layout == .small
    // What comes after `&` goes on with a formula.
    let previous: AtomClass? = layout == .aligned && column % 2 == 1 ? .ordinary : nil
    write(row: cell, Context(isDisplay: isDisplay, isScript: isScript), after: previous)
  }

  private mutating func write(tag: MathNode?) {
    append("<mtd style=\"width: 50%; padding: 0; text-align: right\">")
    if let tag { write(row: tag.pieces, Context(isDisplay: false)) }
    append("</mtd>")
  }
}

extension TableLayout {
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
    case .aligned:
      width == 1 ? ("0", "0") : (column % 2 == 0 && column > 0 ? "2em" : "0", "0")
    case .cases: (column == 0 ? "0" : "1em", "0")
    }
  }
}

extension MathTable {
  /// Returns the declarations of CSS for a cell.
  fileprivate func style(ofRow row: Int, column: Int, width: Int) -> String {
    var declarations: [String] = []
    let isCycle = layout == .aligned
    let place = isCycle ? column % columns.count : min(column, columns.count - 1)
    let look = columns[place]
    if look.alignment != .center {
      declarations.append("text-align: \(look.alignment.rawValue)")
    }
    if let padding = layout.padding(ofColumn: column, width: width) {
      let height = layout == .small ? "0.1em" : "0.5ex"
      declarations.append("padding: \(height) \(padding.right) \(height) \(padding.left)")
    }
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
