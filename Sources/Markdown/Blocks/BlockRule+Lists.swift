extension BlockRule {
  static let listItem = BlockRule(section: "CommonMark 5.2 List items") { parser in
    guard !parser.line.isIndented, parser.mayNest, var marker = parser.listMarker() else {
      return .no
    }
    let indent = parser.line.indent
    parser.close(downTo: parser.matched)
    if case .list(let list) = parser.container.kind, list.matches(marker) {
    } else {
      parser.openBlock(.list(marker))
    }
    let item = parser.openBlock(.item(marker))
    marker.padding += parser.skipListMarker(width: marker.padding)
    parser.nodes[item].kind = .item(marker)
    return .container
  }
}

extension BlockParser {
  /// Returns the list marker that the line begins with here, its padding still the marker's width.
  fileprivate func listMarker() -> ListMarker? {
    let text = nonspaceBytes
    let digits = text.prefix(10).prefix(while: \.isDigit)
    guard let mark = text.dropFirst(digits.count).first, digits.count <= 9 else { return nil }
    let bullets: [UInt8] = [.star, .plus, .minus]
    let delimiters: [UInt8] = [.period, .closeParenthesis]
    guard (digits.isEmpty ? bullets : delimiters).contains(mark) else { return nil }
    let rest = text.dropFirst(digits.count + 1)
    guard rest.first?.isSpaceOrTab ?? true else { return nil }
    let number = digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    // Only a list that starts with 1, and not with an empty item, interrupts a paragraph.
    if container.kind.isParagraph, number ?? 1 != 1 || rest.allSatisfy(\.isSpaceOrTab) {
      return nil
    }
    return ListMarker(
      mark: mark, number: number, indent: line.indent, padding: digits.count + 1)
  }

  /// Skips a marker of `width` bytes and its space; returns how many columns of space belong to it.
  fileprivate mutating func skipListMarker(width: Int) -> Int {
    line.skipSpace()
    line.advance(bytes: width, in: source)
    let space = line.indent
    guard !line.isBlank, (1...4).contains(space) else {
      line.advance(columns: line.isBlank ? 0 : 1, in: source)
      return 1
    }
    line.advance(columns: space, in: source)
    return space
  }
}
