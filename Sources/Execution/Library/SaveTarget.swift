internal import NotebookModel

/// The declaration that a mark means.
struct SaveTarget: Hashable {
  /// The declaration's item.
  var item: Int
  /// From its first attribute or modifier to its end.
  var bytes: Range<Int>
}

extension CellSyntax {
  /// Returns the declaration that `mark` means, or what is wrong with the mark.
  ///
  /// `line` turns an offset into a line of the chapter.
  func target(of mark: SaveMark, line: (Int) -> Int) -> Result<SaveTarget, SaveFault> {
    let around = items.indices.last { start(of: $0) <= mark.bytes.lowerBound }
    if mark.isAlone {
      if let around, mark.bytes.lowerBound < items[around].bytes.upperBound {
        return .failure(.inside(title: title(of: around), line: line(start(of: around))))
      }
      let below = around.map { $0 + 1 } ?? 0
      guard items.indices.contains(below), isAttached(mark, to: below) else {
        return .failure(.noDeclaration)
      }
      return target(below)
    }
    guard let around else { return .failure(.noDeclaration) }
    let (first, keyword) = (start(of: around), items[around].bytes.lowerBound)
    if [first, keyword].contains(where: { line($0) == line(mark.bytes.lowerBound) }) {
      return target(around)
    }
    guard items[around].isDeclaration else { return .failure(.noDeclaration) }
    let isInside = mark.bytes.lowerBound < items[around].bytes.upperBound
    return .failure(
      isInside
        ? .inside(title: title(of: around), line: line(first))
        : .behind(title: title(of: around), line: line(first)))
  }

  private func target(_ index: Int) -> Result<SaveTarget, SaveFault> {
    let item = items[index]
    if case .importDeclaration = item.kind { return .failure(.imported) }
    guard item.isDeclaration else { return .failure(.noDeclaration) }
    guard !item.awaits else { return .failure(.waits) }
    return .success(SaveTarget(item: index, bytes: start(of: index)..<item.bytes.upperBound))
  }

  /// Whether there is nothing but comments between `mark` and the item at `index`.
  private func isAttached(_ mark: SaveMark, to index: Int) -> Bool {
    tokens(in: mark.bytes.upperBound..<start(of: index)).allSatisfy {
      $0.kind == .newline || $0.kind == .comment
    }
  }

  /// Where an item begins with its attributes and modifiers, which the parse tree leaves out.
  func start(of index: Int) -> Int {
    let end = index > 0 ? items[index - 1].bytes.upperBound : 0
    var start = items[index].bytes.lowerBound
    for token in tokens(in: min(end, start)..<start).reversed() {
      if token.kind == .newline || token.kind == .comment { continue }
      if token.kind == .directive || token.text == ";" { break }
      start = token.bytes.lowerBound
    }
    return start
  }

  /// The keyword and the name: `class Net`, `extension Tensor`.
  func title(of index: Int) -> String {
    let words = tokens(in: items[index].bytes).filter { $0.kind != .newline && $0.kind != .comment }
    return words.prefix(2).map(\.text).joined(separator: " ")
  }
}

extension SyntaxItem {
  /// Whether it declares something.
  var isDeclaration: Bool {
    switch kind {
    case .declaration, .conformance, .binding: true
    default: false
    }
  }
}
