internal import NotebookModel

/// Finds where a chapter declares a name, by the words of its cells.
enum DeclaringLine {
  private static let keywords: Set = [
    "func", "struct", "class", "enum", "actor", "protocol", "typealias", "let", "var",
  ]

  /// The first line of the chapter at `path` on which a cell declares `name`.
  static func line(of name: String, in path: String) -> Int? {
    guard let bytes = FileContent.read(path) else { return nil }
    for cell in Notebook(parsing: bytes, path: path).cells where cell.kind == .cell {
      let source = Array(cell.source.utf8)
      guard source.firstRange(of: Array(name.utf8)) != nil else { continue }
      let tokens = CellToken.all(of: source)
      for index in tokens.indices where tokens[index].text == name && tokens[index].isName {
        let statement = tokens[..<index].suffix(while: { $0.kind != .newline })
        // What a function takes or a type holds is declared there for itself.
        guard
          !statement.contains(where: { $0.text == "(" || $0.text == "{" || $0.text == "=" })
            || isTuple(statement),
          statement.contains(where: { keywords.contains($0.text) })
        else { continue }
        let before = source[..<tokens[index].bytes.lowerBound]
        return cell.sourceLine + before.count { $0 == UInt8(ascii: "\n") }
      }
    }
    return nil
  }

  /// Whether `words` are the beginning of a pattern such as `let (a, b`.
  private static func isTuple(_ words: ArraySlice<CellToken>) -> Bool {
    let words = words.drop { !keywords.contains($0.text) }
    return ["let", "var"].contains(words.first?.text) && words.dropFirst().first?.text == "("
      && !words.contains { $0.text == "=" }
  }
}

extension ArraySlice {
  /// The longest end of it whose elements all satisfy `predicate`.
  fileprivate func suffix(while predicate: (Element) -> Bool) -> ArraySlice {
    let end = lastIndex { !predicate($0) }
    return self[(end.map { $0 + 1 } ?? startIndex)...]
  }
}
