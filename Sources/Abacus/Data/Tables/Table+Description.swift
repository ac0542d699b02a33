extension Table: CustomStringConvertible {
  /// The table in columns with the numbers of the rows, the middle ones left out when there are many.
  public var description: String {
    let shown = count <= 10 ? Array(0..<count) : Array(0..<5) + Array(count - 5..<count)
    var columns = [[""] + shown.map(String.init)]
    for (index, name) in names.enumerated() {
      columns.append([name] + shown.map { value(row: $0, column: index) ?? "NaN" })
    }
    if count > 10 { for index in columns.indices { columns[index].insert("...", at: 6) } }
    let widths = columns.map { $0.map(\.count).max() ?? 0 }
    let lines = columns[0].indices.map { row in
      columns.indices.map { column in
        let text = columns[column][row]
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }
      .joined(separator: "  ")
    }
    return (lines + (count > 10 ? ["[\(count) rows]"] : [])).joined(separator: "\n")
  }
}
