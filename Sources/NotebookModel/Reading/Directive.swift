/// A directive line of a cell: what it is, and the bytes of what stands after its name.
struct Directive {
  /// What a directive line says.
  enum Kind: Hashable, Sendable {
    case tab
    case cell
    case exercise, solution, check, wrong, hint
    /// An older spelling of the option of this name.
    case option(String)
  }

  var kind: Kind
  /// The name as written, `%%tab` or `#@tab`.
  var name: String
  var nameRange: Range<Int>
  var arguments: Range<Int>
}

extension Directive {
  /// Every directive by its spelling; the first of a kind is the one we name in messages.
  static let spellings: [(name: String, kind: Kind)] = [
    ("%%tab", .tab), ("%%cell", .cell), ("%%exercise", .exercise), ("%%solution", .solution),
    ("%%check", .check), ("%%wrong", .wrong), ("%%hint", .hint), ("#@tab", .tab),
    ("//@tab", .tab), ("#@hide", .option("hide")), ("#@hide_code", .option("hide-input")),
    ("#@hide_output", .option("hide-output")),
  ]

  /// What the line of the bytes in `range` turns out to be.
  enum Reading {
    case directive(Directive)
    /// It looks like a directive, and we know none of this name.
    case unknown(name: String, Range<Int>)
    case source
  }

  /// Reads the line that `range` of `bytes` covers.
  static func read(_ range: Range<Int>, in bytes: [UInt8]) -> Reading {
    let line = bytes[range].drop { $0.isSpaceOrTab }
    guard let mark = Mark.all.first(where: { line.starts(with: $0.bytes) }) else { return .source }
    var rest = line.dropFirst(mark.bytes.count)
    if mark.allowsSpace { rest = rest.drop { $0.isSpaceOrTab } }
    if mark.allowsSpace {
      guard rest.first == UInt8(ascii: "@") else { return .source }
      rest = rest.dropFirst()
    }
    let word = rest.prefix { $0.isLetter || $0.isDigit || "-_".utf8.contains($0) }
    let spelling = mark.prefix + String(decoding: word, as: UTF8.self)
    let nameRange = line.startIndex..<word.endIndex
    let known = spellings.first { $0.name == spelling.lowercased() }
    guard let known, rest.dropFirst(word.count).first?.isSpaceOrTab ?? true else {
      return mark.isOurs(word) ? .unknown(name: spelling, nameRange) : .source
    }
    let name = String(decoding: bytes[nameRange], as: UTF8.self)
    return .directive(
      Directive(
        kind: known.kind, name: name, nameRange: nameRange,
        arguments: word.endIndex..<range.upperBound))
  }

  /// How a directive line begins.
  private struct Mark: Sendable {
    let bytes: [UInt8]
    let prefix: String
    var allowsSpace = false

    static let all = [
      Mark(bytes: Array("%%".utf8), prefix: "%%"),
      Mark(bytes: Array("%".utf8), prefix: "%"),
      Mark(bytes: Array("#@".utf8), prefix: "#@"),
      Mark(bytes: Array("//".utf8), prefix: "//@", allowsSpace: true),
    ]

    /// Whether a line with this mark and an unknown `word` must be a mistake: `@save` marks what
    /// belongs to the book's library, and a comment may say anything.
    func isOurs(_ word: ArraySlice<UInt8>) -> Bool {
      !allowsSpace && !word.elementsEqual("save".utf8)
    }
  }
}
