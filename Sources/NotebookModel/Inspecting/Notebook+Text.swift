extension Notebook {
  /// The file again, put together from the cells: the same bytes, for every file.
  package var printed: [UInt8] { cells.flatMap { bytes[$0.bytes] } }

  /// The notebook for a person to read: a line for each cell, and its source under it.
  package var summary: String {
    let named = tabs.isEmpty ? "no tabs" : "tabs \(tabs.joined(separator: ", "))"
    let count = "\(cells.count) \(cells.count == 1 ? "cell" : "cells")"
    let heads = cells.map { $0.summaryColumns(in: tabs) }
    let widths = (0..<4).map { column in heads.map { $0[column].count }.max() ?? 0 }
    var lines = ["\(path): \(count), \(named)"]
    for (cell, columns) in zip(cells, heads) {
      let padded = zip(columns, widths).map { $0.padded(to: $1) }
      lines.append((padded + [cell.summaryOptions]).joined(separator: "  ").withoutTrailingSpace)
      lines += cell.source.split(separator: "\n", omittingEmptySubsequences: false).map {
        "    | \($0)".withoutTrailingSpace
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Cell {
  /// Index, kind with language, lines and tabs.
  fileprivate func summaryColumns(in declared: [String]) -> [String] {
    let kind = language.isEmpty || language == "swift" ? kind.rawValue : "\(kind) (\(language))"
    let range =
      lines.count == 1
      ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)-\(lines.upperBound)"
    let belongsToAll = tabs == declared || tabs == [""]
    return ["\(index)", kind, range, belongsToAll ? "all" : tabs.joined(separator: ", ")]
  }

  /// The role and the options as they would be written.
  fileprivate var summaryOptions: String {
    let role = self.role.map { role in
      (["%%\(role.name) \(role.id)"] + role.written.map(Self.spelled)).joined(separator: " ")
    }
    let options = options.written.map(Self.spelled).joined(separator: ", ")
    return [role, options.isEmpty ? nil : options].compactMap { $0 }.joined(separator: "; ")
  }

  private static func spelled(_ option: JSONMember) -> String {
    if case .bool = option.value { return option.name }
    return "\(option.name)=\(option.value.text)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate var withoutTrailingSpace: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}
