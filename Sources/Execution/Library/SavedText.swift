extension Runner {
  /// What the chapters before the one at `path` saved for `tab`, as the source of one cell: the
  /// imports, then the declarations without their marks; empty when there are none.
  package func savedText(before path: String, for tab: String) throws(EnvironmentError) -> String {
    guard let library = machine.library else { return "" }
    let saved = try library.saved(before: path, for: tab)
    var seen: Set<String> = []
    let imports = saved.flatMap { $0.imports(besides: library.book.module) }
      .filter { seen.insert($0).inserted }
    let parts = [imports.joined(separator: "\n")] + saved.map(\.unmarkedText)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

extension SavedDeclaration {
  /// The declaration without the mark that saves it.
  fileprivate var unmarkedText: String {
    String(decoding: source, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { Self.unmarked($0) }.joined(separator: "\n")
  }

  private static func unmarked(_ line: Substring) -> Substring {
    let marks = ["// @save", "//@save", "#@save"]
    let text = line.withoutBlankEnd
    guard let mark = marks.first(where: text.hasSuffix) else { return line }
    return text.dropLast(mark.count).withoutBlankEnd
  }
}

extension Substring {
  fileprivate var withoutBlankEnd: Substring {
    self[..<(lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? startIndex)]
  }
}
