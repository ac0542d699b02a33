/// One way a byte can begin an inline.
struct InlineRule: Sendable {
  /// The bytes it may begin with.
  let first: [UInt8]
  /// What must be switched on.
  var requirement: MarkdownOptions = []
  /// Reads the inline at the current byte; returns whether there is one.
  let parse: @Sendable (inout InlineParser) -> Bool
}

/// The rules that are switched on, ready to be found by the byte at hand.
struct InlineRules: Sendable {
  /// The rules by the first byte of what they read.
  let byFirst: [[InlineRule]]
  /// Whether a byte begins anything; most do not.
  let mayBegin: [Bool]

  init(_ options: MarkdownOptions) {
    byFirst = (0...255).map { byte in
      InlineRule.all.filter {
        $0.first.contains(byte) && $0.requirement.isSubset(of: options)
      }
    }
    mayBegin = byFirst.map { !$0.isEmpty }
  }
}

extension InlineRule {
  /// Every rule, in order of precedence.
  static let all = [
    slideMark, texReference, escape, codeSpan, role, math, angle, entity, emphasis, image,
    footnote, bracket,
    closingBracket, lineEnd, bareLink, bareAddress,
  ]

  /// CommonMark 2.4 and 6.7: a backslash before punctuation or a line ending.
  static let escape = InlineRule(first: [.backslash]) { parser in
    guard let next = parser.byte(at: parser.index + 1) else { return false }
    if next == .newline {
      parser.add(.inline(.lineBreak), upTo: parser.index + 2)
      parser.skipLeadingSpace()
      return true
    }
    guard next.isPunctuation else { return false }
    parser.flush(upTo: parser.index)
    parser.textStart = parser.index + 1
    parser.index += 2
    return true
  }

  /// CommonMark 6.1.
  static let codeSpan = InlineRule(first: [.backtick]) { parser in
    let bytes = parser.buffer.bytes
    let start = parser.index
    let opening = parser.run(of: .backtick, from: start)
    let length = opening - start
    let key = "`\(length)"
    guard
      let close = parser.searches.find(
        key, from: opening,
        search: { from in
          var index = from
          while let next = bytes[index...].firstIndex(of: .backtick) {
            index = next
            while index < bytes.count, bytes[index] == .backtick { index += 1 }
            if index - next == length { return next }
          }
          return nil
        })
    else {
      // None of the run's backticks can open a span.
      parser.index = opening
      return true
    }
    let code = InlineRule.code(bytes[opening..<close])
    parser.add(.inline(.code(code)), upTo: close + length)
    return true
  }

  /// Returns the text of a code span: line endings are spaces, one space is taken off both sides.
  private static func code(_ bytes: ArraySlice<UInt8>) -> String {
    var code = bytes.map { $0 == .newline ? .space : $0 }
    if code.count > 1, code.first == .space, code.last == .space,
      !code.allSatisfy({ $0 == .space })
    {
      code.removeFirst()
      code.removeLast()
    }
    return String(markdown: code)
  }

  /// CommonMark 2.5.
  static let entity = InlineRule(first: [.ampersand]) { parser in
    guard let entity = Entity(in: parser.buffer.bytes[...], at: parser.index) else {
      return false
    }
    parser.add(.literal(entity.text), upTo: entity.end)
    return true
  }

  /// CommonMark 6.2, GFM 6.5.
  static let emphasis = InlineRule(first: [.star, .underscore, .tilde]) { parser in
    let mark = parser.buffer.bytes[parser.index]
    if mark == .tilde, !parser.options.contains(.strikethrough) { return false }
    var end = parser.run(of: mark, from: parser.index)
    if let slide = parser.slide, slide.end > parser.index { end = min(end, slide.end) }
    let range = parser.index..<end
    let flanking = Flanking(range, of: mark, in: parser.buffer.bytes)
    guard flanking.canOpen || flanking.canClose, mark != .tilde || range.count <= 2 else {
      parser.index = end
      return true
    }
    let node = parser.add(.text, upTo: end)
    parser.delimiters.push(
      Delimiters.Run(
        node: node, mark: mark, count: range.count, length: range.count,
        canOpen: flanking.canOpen, canClose: flanking.canClose, previous: -1))
    return true
  }

  /// CommonMark 6.7 and 6.8.
  static let lineEnd = InlineRule(first: [.newline]) { parser in
    let bytes = parser.buffer.bytes
    var end = parser.index
    while end > parser.textStart, bytes[end - 1].isSpaceOrTab { end -= 1 }
    let spaces = bytes[end..<parser.index].reversed().prefix { $0 == .space }.count
    parser.flush(upTo: end)
    parser.add(.inline(spaces >= 2 ? .lineBreak : .softBreak), from: end, upTo: parser.index + 1)
    parser.skipLeadingSpace()
    return true
  }
}

extension InlineParser {
  /// Returns the end of the run of `mark` that begins at `start`.
  func run(of mark: UInt8, from start: Int) -> Int {
    var end = start
    while byte(at: end) == mark { end += 1 }
    return end
  }

  fileprivate mutating func add(
    _ kind: InlineList.Node.Kind, from start: Int, upTo end: Int
  ) {
    list.append(kind, start..<end)
    (index, textStart) = (end, end)
  }

  /// Skips the spaces at the beginning of a line.
  fileprivate mutating func skipLeadingSpace() {
    while byte(at: index)?.isSpaceOrTab ?? false { index += 1 }
    textStart = index
  }
}
