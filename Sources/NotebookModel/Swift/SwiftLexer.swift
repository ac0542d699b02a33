/// Cuts Swift source into tokens that cover every byte of it; no input makes it fail.
///
/// It knows what highlighting and finding braces need, not all that the compiler knows: a regular
/// expression between bare slashes is read as operators.
package struct SwiftLexer {
  private let source: [UInt8]
  private var offset = 0
  private var tokens: [SwiftToken] = []
  /// The string literals whose interpolations we are inside of, with the open parentheses in each.
  private var interpolations: [(string: StringDelimiter, parentheses: Int)] = []

  private init(_ source: [UInt8]) { self.source = source }

  /// Returns the tokens of `source` in order, without gaps; linear in its length.
  package static func tokens(of source: [UInt8]) -> [SwiftToken] {
    var lexer = SwiftLexer(source)
    while lexer.offset < source.count { lexer.lexToken() }
    return lexer.tokens
  }

  /// Returns the tokens of the UTF-8 bytes of `source`.
  package static func tokens(of source: String) -> [SwiftToken] { tokens(of: Array(source.utf8)) }
}

/// How a string literal began, and so how it ends.
private struct StringDelimiter {
  /// How many `#` stand before and after.
  var hashes: Int
  /// Whether three quotes delimit it.
  var isMultiline: Bool
  /// Whether it is `#/…/#`.
  var isRegex = false

  var mark: UInt8 { isRegex ? UInt8(ascii: "/") : UInt8(ascii: "\"") }
}

extension SwiftLexer {
  private func byte(at index: Int) -> UInt8 { index < source.count ? source[index] : 0 }

  private mutating func emit(_ kind: SwiftToken.Kind, to end: Int) {
    let end = min(max(end, offset + 1), source.count)
    tokens.append(SwiftToken(kind: kind, bytes: offset..<end))
    offset = end
  }

  /// Returns the first offset at or after `start` whose byte does not satisfy `predicate`.
  private func end(from start: Int, while predicate: (UInt8) -> Bool) -> Int {
    var index = start
    while index < source.count, predicate(source[index]) { index += 1 }
    return index
  }

  private mutating func lexToken() {
    let first = source[offset]
    switch first {
    case .space, .tab, 0x0B, 0x0C:
      emit(.whitespace, to: end(from: offset) { [.space, .tab, 0x0B, 0x0C].contains($0) })
    case .newline: emit(.newline, to: offset + 1)
    case .carriageReturn:
      emit(.newline, to: offset + (byte(at: offset + 1) == .newline ? 2 : 1))
    case UInt8(ascii: "/"): lexSlash()
    case UInt8(ascii: "\""): lexString()
    case UInt8(ascii: "#"): lexHash()
    case UInt8(ascii: "@"):
      let end = end(from: offset + 1, while: \.isSwiftIdentifierPart)
      emit(end > offset + 1 ? .attribute : .punctuation, to: end)
    case UInt8(ascii: "`"): lexQuotedIdentifier()
    case UInt8(ascii: "("), UInt8(ascii: ")"): lexParenthesis(first)
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\\"):
      emit(.punctuation, to: offset + 1)
    case _ where first.isDigit: lexNumber()
    case _ where first.isSwiftIdentifierPart: lexIdentifier()
    case _ where first.isSwiftOperator: lexOperator()
    default: emit(.unknown, to: offset + 1)
    }
  }

  private mutating func lexSlash() {
    switch byte(at: offset + 1) {
    case UInt8(ascii: "/"):
      emit(.comment, to: end(from: offset) { $0 != .newline && $0 != .carriageReturn })
    case UInt8(ascii: "*"): lexBlockComment()
    default: lexOperator()
    }
  }

  private mutating func lexBlockComment() {
    var depth = 0
    var index = offset
    repeat {
      let pair = (byte(at: index), byte(at: index + 1))
      if pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
        depth += 1
        index += 2
      } else if pair == (UInt8(ascii: "*"), UInt8(ascii: "/")) {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < source.count
    emit(.comment, to: index)
  }

  private mutating func lexOperator() {
    var end = offset + 1
    while end < source.count, source[end].isSwiftOperator {
      // A comment ends an operator.
      if source[end] == UInt8(ascii: "/"),
        [UInt8(ascii: "/"), UInt8(ascii: "*")].contains(byte(at: end + 1))
      {
        break
      }
      end += 1
    }
    emit(.operator, to: end)
  }

  private mutating func lexNumber() {
    var end = offset + 1
    let isHexadecimal = source[offset] == UInt8(ascii: "0") && byte(at: end) == UInt8(ascii: "x")
    while end < source.count {
      let byte = source[end]
      let sign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      let exponent: [UInt8] =
        isHexadecimal
        ? [UInt8(ascii: "p"), UInt8(ascii: "P")] : [UInt8(ascii: "e"), UInt8(ascii: "E")]
      let isFraction = byte == UInt8(ascii: ".") && self.byte(at: end + 1).isDigit
      let isExponentSign = sign && exponent.contains(source[end - 1])
      guard byte.isSwiftIdentifierPart || isFraction || isExponentSign else { break }
      end += 1
    }
    emit(.number, to: end)
  }

  private mutating func lexIdentifier() {
    let end = end(from: offset, while: \.isSwiftIdentifierPart)
    let word = String(decoding: source[offset..<end], as: UTF8.self)
    let previous = tokens.last.map { source[$0.bytes.lowerBound] }
    let isMember = previous == UInt8(ascii: ".") && word != "init" && word != "self"
    if SwiftToken.keywords.contains(word), !isMember {
      emit(.keyword, to: end)
    } else {
      emit(source[offset].isCapital ? .type : .identifier, to: end)
    }
  }

  private mutating func lexQuotedIdentifier() {
    let end = end(from: offset + 1) { $0 != UInt8(ascii: "`") && $0 != .newline }
    let isClosed = byte(at: end) == UInt8(ascii: "`")
    emit(isClosed ? .identifier : .unknown, to: isClosed ? end + 1 : offset + 1)
  }

  private mutating func lexParenthesis(_ parenthesis: UInt8) {
    emit(.punctuation, to: offset + 1)
    guard let (string, depth) = interpolations.last else { return }
    if parenthesis == UInt8(ascii: "(") {
      interpolations[interpolations.count - 1].parentheses += 1
    } else if depth > 1 {
      interpolations[interpolations.count - 1].parentheses -= 1
    } else {
      interpolations.removeLast()
      if offset < source.count { lexString(after: string, from: offset) }
    }
  }
}

// MARK: - Strings

extension SwiftLexer {
  private mutating func lexHash() {
    let hashes = end(from: offset) { $0 == UInt8(ascii: "#") } - offset
    switch byte(at: offset + hashes) {
    case UInt8(ascii: "\""): lexString(hashes: hashes)
    case UInt8(ascii: "/"):
      let regex = StringDelimiter(hashes: hashes, isMultiline: true, isRegex: true)
      lexString(after: regex, from: offset + hashes + 1)
    case UInt8(ascii: "!") where offset == 0:
      emit(.comment, to: end(from: offset) { $0 != .newline && $0 != .carriageReturn })
    case _ where hashes == 1:
      let end = end(from: offset + 1, while: \.isSwiftIdentifierPart)
      emit(end > offset + 1 ? .directive : .punctuation, to: end)
    default: emit(.unknown, to: offset + hashes)
    }
  }

  private mutating func lexString(hashes: Int = 0) {
    let quotes = end(from: offset + hashes) { $0 == UInt8(ascii: "\"") } - offset - hashes
    let isMultiline = quotes >= 3
    let delimiter = StringDelimiter(hashes: hashes, isMultiline: isMultiline)
    lexString(after: delimiter, from: offset + hashes + (isMultiline ? 3 : 1))
  }

  /// Emits the piece of a literal from `offset`, whose text begins at `start`, up to its end or to
  /// its next interpolation.
  private mutating func lexString(after delimiter: StringDelimiter, from start: Int) {
    var index = start
    while index < source.count {
      let byte = source[index]
      if byte == delimiter.mark, closes(delimiter, at: index) {
        let marks = delimiter.isMultiline && !delimiter.isRegex ? 3 : 1
        return emit(.string, to: index + marks + delimiter.hashes)
      }
      if byte == UInt8(ascii: "\\"), isEscape(at: index, in: delimiter) {
        index += 1 + (delimiter.isRegex ? 0 : delimiter.hashes)
        if self.byte(at: index) == UInt8(ascii: "("), !delimiter.isRegex {
          emit(.string, to: index)
          emit(.punctuation, to: index + 1)
          return interpolations.append((delimiter, 1))
        }
        // An escaped line ending still ends a single-line literal.
        if index < source.count, !source[index].isLineEnd { index += 1 }
        continue
      }
      if byte.isLineEnd, !delimiter.isMultiline { return endUnclosedString(at: index) }
      index += 1
    }
    emit(.string, to: index)
  }

  /// Ends a single-line literal that its line ended, and every interpolation it stands in.
  private mutating func endUnclosedString(at index: Int) {
    if index > offset { emit(.string, to: index) }
    interpolations.removeAll { !$0.string.isMultiline }
  }

  private func closes(_ delimiter: StringDelimiter, at index: Int) -> Bool {
    let marks = delimiter.isMultiline && !delimiter.isRegex ? 3 : 1
    guard index + marks + delimiter.hashes <= source.count else { return false }
    return source[index..<(index + marks)].allSatisfy { $0 == delimiter.mark }
      && source[(index + marks)..<(index + marks + delimiter.hashes)]
        .allSatisfy { $0 == UInt8(ascii: "#") }
  }

  private func isEscape(at index: Int, in delimiter: StringDelimiter) -> Bool {
    let end = index + 1 + (delimiter.isRegex ? 0 : delimiter.hashes)
    guard end <= source.count else { return false }
    return source[(index + 1)..<end].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}

extension UInt8 {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20

  var isLineEnd: Bool { self == .newline || self == .carriageReturn }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isCapital: Bool { (0x41...0x5A).contains(self) }
  var isLetter: Bool { isCapital || (0x61...0x7A).contains(self) }

  /// A letter, a digit, `_`, `$`, or a byte beyond ASCII.
  fileprivate var isSwiftIdentifierPart: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "$") || self >= 0x80
  }

  fileprivate var isSwiftOperator: Bool { Self.operators.contains(self) }

  private static let operators = Set("/=-+!*%<>&|^~?.".utf8)
}
