internal import NotebookModel

/// The part of a library that a program's outputs may depend on.
struct LibrarySlice: Hashable, Sendable {
  /// The declarations, in the library's order.
  var declarations: [SavedDeclaration]

  /// Follows the names that `program` mentions through `all` of the library.
  ///
  /// What has no name, and every extension, may matter without being mentioned.
  init(of all: [SavedDeclaration], for program: Program) {
    var waiting = program.cells.flatMap { Self.mentioned(in: $0.source) }
    var byName: [String: [Int]] = [:]
    var isTaken = all.map { $0.isExtension || $0.names.isEmpty }
    for (index, declaration) in all.enumerated() {
      for name in declaration.names { byName[name, default: []].append(index) }
      if isTaken[index] { waiting += Self.mentioned(in: declaration.source) }
    }
    while let name = waiting.popLast() {
      for index in byName.removeValue(forKey: name) ?? [] where !isTaken[index] {
        isTaken[index] = true
        waiting += Self.mentioned(in: all[index].source)
      }
    }
    declarations = zip(all, isTaken).filter(\.1).map(\.0)
  }

  /// What tells one state of the slice from another, wherever its declarations stand.
  var dependence: [String] { declarations.map(\.digest.description) }

  private static func mentioned(in source: [UInt8]) -> [String] {
    CellToken.all(of: source).filter { $0.isName || $0.kind == .operator }.map(\.text)
  }
}

extension Program {
  /// The line of the chapter on which it imports `module`, with the cell, if it does.
  func importing(_ module: String) -> (cell: Int, line: Int)? {
    for (index, cell) in cells.enumerated()
    where cell.source.firstRange(of: Array(module.utf8)) != nil {
      let tokens = CellToken.all(of: cell.source)
      for (position, token) in tokens.enumerated()
      where token.text == "import" && token.kind == .keyword {
        let rest = tokens[(position + 1)...].prefix { $0.kind != .newline && $0.text != ";" }
        // `import struct Module.Type` names the kind first.
        guard rest.first(where: \.isName)?.text == module else { continue }
        let line = cell.source[..<token.bytes.lowerBound].count { $0 == UInt8(ascii: "\n") }
        return (index, cell.sourceLine + line)
      }
    }
    return nil
  }
}
