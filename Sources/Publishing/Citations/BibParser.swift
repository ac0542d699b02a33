/// Reads the entries of a BibTeX file.
///
/// What is between entries is a comment. After a mistake, reading goes on with the next line that
/// begins with `@`; no value reaches beyond such a line either, so that one brace too few costs one
/// entry.
///
/// Source: O. Patashnik, *BibTeXing* (1988).
struct BibParser {
  private let bytes: [UInt8]
  private var index = 0
  /// What `@string` defines; the months are there from the beginning.
  private var strings: [String: String] = [:]
  /// The entries in file order.
  private(set) var entries: [BibEntry] = []
  /// What is wrong, in file order.
  private(set) var problems: [BibProblem] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    for month in months { strings[month.prefix(3).lowercased()] = month }
  }

  /// Reads the whole file.
  mutating func parse() {
    while let at = bytes[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = at + 1
      do throws(BibProblem) {
        try readItem(at: at)
      } catch {
        problems.append(error)
        skipToNextItem()
      }
    }
  }

  private mutating func skipToNextItem() {
    while index < bytes.count, !isItemStart(index) { index += 1 }
  }

  /// Whether a line begins with `@` here.
  private func isItemStart(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "@") && (index == 0 || bytes[index - 1] == 0x0A)
  }
}

// MARK: Items

extension BibParser {
  private mutating func readItem(at start: Int) throws(BibProblem) {
    let type = word().lowercased()
    guard !type.isEmpty, !isInWords(start), let open = skipSpace(),
      open == .openBrace || open == .openParenthesis
    else { return }
    let close: UInt8 = open == .openBrace ? .closeBrace : .closeParenthesis
    index += 1
    switch type {
    case "comment": try skipComment(from: start)
    case "preamble": _ = try value(in: "@preamble")
    case "string": try readFields(of: "@string", until: close) { $0.strings[$1] = $2 }
    default: try readEntry(type, at: start, until: close)
    }
  }

  /// Whether an `@` stands in a comment, as in an address, and begins nothing.
  private func isInWords(_ start: Int) -> Bool {
    let before = bytes[..<start].last { $0 != 0x20 && $0 != 0x09 }
    return before.map { $0 > 0x20 && $0 != .closeBrace && $0 != .closeParenthesis } ?? false
  }

  private mutating func skipComment(from start: Int) throws(BibProblem) {
    index -= 1
    guard bytes[index] == .openBrace else { return }
    _ = try braced()
  }

  private mutating func readEntry(
    _ type: String, at start: Int, until close: UInt8
  ) throws(BibProblem) {
    skipSpace()
    let keyStart = index
    while index < bytes.count, bytes[index] != .comma, bytes[index] != close,
      bytes[index] != 0x0A, bytes[index] != .equals
    {
      index += 1
    }
    let key = text(keyStart..<index).trimmed
    guard !key.isEmpty, index < bytes.count, bytes[index] != .equals else {
      throw BibProblem(
        "the entry '@\(type)' has no key", at: start,
        hint: "write a name and a comma after the brace, as in '@\(type){name,'")
    }
    var entry = BibEntry(type: type, key: key, start: start, fields: [:])
    guard let next = skipSpace() else { throw unclosed("'\(key)'", at: start) }
    if next != close {
      guard next == .comma else {
        throw BibProblem("a comma is missing after the key '\(key)'", at: keyStart)
      }
      index += 1
      var fields: [String: String] = [:]
      try readFields(of: "'\(key)'", until: close, at: start) { _, name, value in
        if fields[name] == nil { fields[name] = value }
      }
      entry.fields = fields
    }
    entries.append(entry)
  }

  /// Reads `name = value` up to the end of the item that is called `owner`.
  private mutating func readFields(
    of owner: String, until close: UInt8, at start: Int? = nil,
    _ take: (inout BibParser, String, String) -> Void
  ) throws(BibProblem) {
    let start = start ?? index
    while let next = skipSpace() {
      if next == close {
        index += 1
        return
      }
      if next == .comma {
        index += 1
        continue
      }
      let nameStart = index
      let name = word().lowercased()
      guard !isItemStart(nameStart) else { break }
      guard !name.isEmpty else {
        throw BibProblem("the name of a field is missing in \(owner)", at: nameStart)
      }
      guard skipSpace() == .equals else {
        throw BibProblem("'=' is missing after '\(name)' in \(owner)", at: nameStart)
      }
      index += 1
      let value = try value(in: owner)
      take(&self, name, value)
      guard let after = skipSpace(), !isItemStart(index) else { break }
      guard after == .comma || after == close else {
        throw BibProblem("a comma is missing after the field '\(name)' of \(owner)", at: index)
      }
    }
    throw unclosed(owner, at: start)
  }

  private func unclosed(_ owner: String, at start: Int) -> BibProblem {
    BibProblem("the entry \(owner) is not closed", at: start)
  }
}

// MARK: Values

extension BibParser {
  /// Reads a value: texts, numbers and names of strings, joined by `#`.
  private mutating func value(in owner: String) throws(BibProblem) -> String {
    var value = ""
    repeat {
      guard let next = skipSpace() else {
        throw BibProblem("a value is missing in \(owner)", at: max(0, bytes.count - 1))
      }
      switch next {
      case .openBrace: value += try braced()
      case UInt8(ascii: "\""): value += try quoted()
      default:
        let start = index
        let name = word()
        guard !name.isEmpty else {
          throw BibProblem("a value is missing in \(owner)", at: start)
        }
        value += name.allSatisfy(\.isNumber) ? name : string(name, at: start)
      }
      guard skipSpace() == UInt8(ascii: "#") else { return value }
      index += 1
    } while true
  }

  private mutating func string(_ name: String, at start: Int) -> String {
    if let text = strings[name.lowercased()] { return text }
    problems.append(
      BibProblem(
        "there is no '@string' called '\(name)'", at: start,
        hint: "put texts in braces, as in '{\(name)}'"))
    return name
  }

  /// Reads `{…}`, braces in it balanced.
  private mutating func braced() throws(BibProblem) -> String {
    let start = index
    guard let end = end(from: start + 1, mark: nil) else {
      throw BibProblem("this '{' is not closed", at: start)
    }
    index = end + 1
    return text((start + 1)..<end)
  }

  /// Reads `"…"`; a quotation mark in braces does not end it.
  private mutating func quoted() throws(BibProblem) -> String {
    let start = index
    guard let end = end(from: start + 1, mark: UInt8(ascii: "\"")) else {
      throw BibProblem("this '\"' is not closed", at: start)
    }
    index = end + 1
    return text((start + 1)..<end)
  }

  /// Returns where `mark` stands outside of braces, or the brace that closes what is open.
  private func end(from start: Int, mark: UInt8?) -> Int? {
    var depth = 0
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      if isItemStart(position) { return nil }
      if byte == .backslash {
        position += 2
        continue
      }
      if depth == 0, byte == mark ?? .closeBrace { return position }
      if byte == .openBrace { depth += 1 }
      if byte == .closeBrace { depth -= 1 }
      if depth < 0 { return nil }
      position += 1
    }
    return nil
  }

  /// Reads a name: what is neither space nor punctuation of BibTeX.
  private mutating func word() -> String {
    let start = index
    while index < bytes.count, bytes[index] > 0x20, !Self.punctuation.contains(bytes[index]) {
      index += 1
    }
    return text(start..<index)
  }

  private static let punctuation = Set("{}(),=#\"%'@\\".utf8)

  /// Skips white space; returns the byte after it.
  @discardableResult
  private mutating func skipSpace() -> UInt8? {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index < bytes.count ? bytes[index] : nil
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate static let openParenthesis = UInt8(ascii: "(")
  fileprivate static let closeParenthesis = UInt8(ascii: ")")
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let equals = UInt8(ascii: "=")
  fileprivate static let backslash = UInt8(ascii: "\\")
  fileprivate static let openBrace = UInt8(ascii: "{")
  fileprivate static let closeBrace = UInt8(ascii: "}")
}
