extension InlineRule {
  /// GFM 6.9: `https://example.org` and `www.example.org` as they stand.
  static let bareLink = InlineRule(
    first: [.colon, UInt8(ascii: "w")], requirement: .autolinks
  ) { parser in
    let bytes = parser.buffer.bytes
    guard parser.brackets.isEmpty else { return false }
    let isColon = bytes[parser.index] == .colon
    let scheme = isColon ? BareLink.scheme(before: parser.index, in: bytes) : ""
    guard let scheme else { return false }
    let start = parser.index - scheme.utf8.count
    guard start >= parser.textStart, BareLink.mayBegin(at: start, in: bytes),
      let end = BareLink.end(in: bytes, from: parser.index, isColon: isColon)
    else { return false }
    parser.index = start
    let address = String(markdown: bytes[start..<end])
    parser.addLink(
      to: isColon ? address : "http://" + address, text: start..<end, upTo: end)
    return true
  }

  /// GFM 6.9: `name@example.org` as it stands.
  static let bareAddress = InlineRule(first: [.at], requirement: .autolinks) { parser in
    let bytes = parser.buffer.bytes
    guard parser.brackets.isEmpty else { return false }
    var start = parser.index
    while start > parser.textStart, BareLink.isLocal(bytes[start - 1]) { start -= 1 }
    guard start < parser.index,
      let end = BareLink.addressEnd(in: bytes, from: parser.index + 1)
    else { return false }
    parser.index = start
    let address = String(markdown: bytes[start..<end])
    parser.addLink(to: "mailto:" + address, text: start..<end, upTo: end)
    return true
  }
}

/// The shapes of addresses that need no brackets.
private enum BareLink {
  /// No domain name is longer, and so none is looked at further.
  static let longestDomain = 253

  static func scheme(before index: Int, in bytes: [UInt8]) -> String? {
    ["https", "http", "ftp"].first { scheme in
      let start = index - scheme.utf8.count
      return start >= 0 && bytes[start..<index].startsWithoutCase(scheme)
    }
  }

  static func mayBegin(at start: Int, in bytes: [UInt8]) -> Bool {
    guard start > 0 else { return true }
    let before = bytes[start - 1]
    return before.isWhitespace || "*_~(".utf8.contains(before)
  }

  /// Returns where the address ends whose `://` or `www.` stands at `index`.
  static func end(in bytes: [UInt8], from index: Int, isColon: Bool) -> Int? {
    let mark = isColon ? "://" : "www."
    guard bytes[index...].startsWithoutCase(mark) else { return nil }
    let domain = bytes[(index + mark.utf8.count)...].prefix(longestDomain + 1).prefix {
      $0.isLetterOrDigit || $0 == .minus || $0 == .underscore || $0 == .period || $0 >= 0x80
    }
    let labels = domain.split(separator: .period)
    guard (1...longestDomain).contains(domain.count), let last = labels.last,
      !labels.suffix(2).contains(where: { $0.contains(.underscore) }),
      isColon || !last.isEmpty
    else { return nil }
    var end = domain.endIndex
    while end < bytes.count, !bytes[end].isWhitespace, bytes[end] != .less { end += 1 }
    return withoutPunctuation(bytes[index..<end])
  }

  /// Takes off punctuation that belongs to the sentence.
  private static func withoutPunctuation(_ address: ArraySlice<UInt8>) -> Int {
    var text = address
    var surplus =
      text.count { $0 == .closeParenthesis } - text.count { $0 == .openParenthesis }
    while let last = text.last {
      if last == .closeParenthesis, surplus > 0 {
        surplus -= 1
      } else if last == .semicolon, let entity = text.lastIndex(of: .ampersand),
        text[(entity + 1)...].dropLast().allSatisfy(\.isLetterOrDigit)
      {
        text = text[...entity]
      } else if !"?!.,:*_~'\";".utf8.contains(last) {
        break
      }
      text = text.dropLast()
    }
    return text.endIndex
  }

  static func isLocal(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || ".-_+".utf8.contains(byte)
  }

  static func addressEnd(in bytes: [UInt8], from start: Int) -> Int? {
    let domain = bytes[start...].prefix(longestDomain + 1).prefix {
      $0.isLetterOrDigit || $0 == .minus || $0 == .underscore || $0 == .period
    }
    guard domain.count <= longestDomain else { return nil }
    let end = domain.lastIndex { $0 != .period }.map { $0 + 1 } ?? start
    guard end > start, bytes[start].isLetterOrDigit, bytes[start..<end].contains(.period),
      bytes[end - 1] != .minus, bytes[end - 1] != .underscore
    else { return nil }
    return end
  }
}
