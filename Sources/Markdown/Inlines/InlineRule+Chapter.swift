/// A d2l slide mark whose text stays and whose marks go.
struct SlideMark {
  /// Where the closing mark begins.
  var end: Int
  /// The tops of the stacks when it opened.
  var delimiters: Int
  var brackets: Int
}

extension InlineRule {
  /// `` :name:`argument` ``.
  static let role = InlineRule(first: [.colon], requirement: .roles) { parser in
    let bytes = parser.buffer.bytes
    guard let role = Role(in: bytes[...], at: parser.index) else { return false }
    let kind = Inline.Kind.role(
      name: String(markdown: bytes[role.name]), argument: String(markdown: bytes[role.argument]))
    parser.add(.inline(kind), upTo: role.end)
    return true
  }

  /// `\eqref{…}` and `\ref{…}` in running text, as TeX writes references: roles of their own.
  static let texReference = InlineRule(first: [.backslash], requirement: .roles) { parser in
    let bytes = parser.buffer.bytes
    for (command, name) in [("\\eqref{", "eqref"), ("\\ref{", "number")] {
      let start = parser.index + command.utf8.count
      guard bytes[parser.index...].starts(with: command.utf8) else { continue }
      let label = bytes[start...].prefix { $0 != .closeBrace && $0 != .openBrace && $0 != .newline }
      guard !label.isEmpty, parser.byte(at: label.endIndex) == .closeBrace else { return false }
      let kind = Inline.Kind.role(name: name, argument: String(markdown: label.trimmed))
      parser.add(.inline(kind), upTo: label.endIndex + 1)
      return true
    }
    return false
  }

  /// `$…$` and `$$…$$`.
  ///
  /// As in pandoc, what `$` opens begins and ends with no space, and no digit follows it: prices
  /// stay prices.
  static let math = InlineRule(first: [.dollar], requirement: .math) { parser in
    let bytes = parser.buffer.bytes
    let width = parser.byte(at: parser.index + 1) == .dollar ? 2 : 1
    let start = parser.index + width
    if width == 1, parser.byte(at: start)?.isWhitespace ?? true { return false }
    let found = parser.searches.find(width == 1 ? "$" : "$$", from: start) { from in
      MathScanner.end(in: bytes, from: from, width: width)
    }
    guard let end = found, end > start else {
      parser.index = start
      return true
    }
    let text = String(markdown: bytes[start..<end])
    parser.add(.inline(.math(text, isDisplay: width == 2)), upTo: end + width)
    return true
  }

  /// `[**…**]`, `(**…**)`, `[~~…~~]` and `(~~…~~)`.
  static let slideMark = InlineRule(
    first: [.openBracket, .openParenthesis], requirement: .slideMarks
  ) { parser in
    let open = parser.buffer.bytes[parser.index]
    guard parser.slide == nil, let mark = parser.byte(at: parser.index + 1),
      mark == .star || mark == .tilde, parser.byte(at: parser.index + 2) == mark,
      let end = parser.slideEnd(open: open, mark: mark)
    else { return false }
    parser.flush(upTo: parser.index)
    parser.index = mark == .tilde ? end + 3 : parser.index + 3
    parser.textStart = parser.index
    if mark == .star {
      parser.slide = SlideMark(
        end: end, delimiters: parser.delimiters.top, brackets: parser.brackets.count)
    }
    return true
  }
}

/// Finds where formulas end.
private enum MathScanner {
  static func end(in bytes: [UInt8], from start: Int, width: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == .backslash {
        index += 2
        continue
      }
      if bytes[index] == .dollar {
        let next = index + 1 < bytes.count ? bytes[index + 1] : .newline
        if width == 2, next == .dollar { return index }
        if width == 1, index > start, !bytes[index - 1].isWhitespace, !next.isDigit,
          next != .dollar
        {
          return index
        }
      }
      index += 1
    }
    return nil
  }
}

extension InlineParser {
  /// Returns where the closing mark of the slide mark that begins here stands.
  fileprivate mutating func slideEnd(open: UInt8, mark: UInt8) -> Int? {
    let bytes = buffer.bytes
    let pattern = [mark, mark, open == .openBracket ? .closeBracket : .closeParenthesis]
    let found = searches.find(String(markdown: pattern), from: index + 3) { from in
      guard from < bytes.count else { return nil }
      return bytes[from...].indices.first { bytes[$0...].starts(with: pattern) }
    }
    guard let end = found, end > index + 3 else { return nil }
    // `[**bold**](address)` is a link.
    let next = byte(at: end + 3)
    let isLink = open == .openBracket && (next == .openParenthesis || next == .openBracket)
    return isLink ? nil : end
  }

  /// Ends a slide mark: what began inside ends inside.
  mutating func close(_ slide: SlideMark) {
    self.slide = nil
    guard index == slide.end else { return }
    flush(upTo: index)
    delimiters.resolve(above: slide.delimiters, in: &list)
    brackets.removeLast(max(0, brackets.count - slide.brackets))
    linksBegin = min(linksBegin, brackets.count)
    index += 3
    textStart = index
  }
}
