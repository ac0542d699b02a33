extension InlineRule {
  /// CommonMark 6.5 and 6.6: autolinks and raw HTML.
  static let angle = InlineRule(first: [.less]) { parser in
    let bytes = parser.buffer.bytes
    let start = parser.index
    if let (prefix, end) = InlineRule.autolink(in: bytes, at: start) {
      let text = (start + 1)..<(end - 1)
      let address = String(markdown: bytes[text])
      parser.addLink(to: prefix + address, text: text, upTo: end)
      return true
    }
    guard let end = parser.htmlEnd(at: start) else { return false }
    parser.add(.inline(.html(String(markdown: bytes[start..<end]))), upTo: end)
    return true
  }

  /// Reads `<scheme:…>` or `<name@example.org>`; returns what to put before the address.
  private static func autolink(in bytes: [UInt8], at start: Int) -> (prefix: String, end: Int)? {
    let body = bytes[(start + 1)...].prefix {
      $0 != .less && $0 != .greater && $0 != .space && !$0.isControl
    }
    guard body.endIndex < bytes.count, bytes[body.endIndex] == .greater else { return nil }
    if isURI(body) { return ("", body.endIndex + 1) }
    if isAddress(body) { return ("mailto:", body.endIndex + 1) }
    return nil
  }

  private static func isURI(_ body: ArraySlice<UInt8>) -> Bool {
    guard body.first?.isLetter ?? false else { return false }
    let scheme = body.prefix(33).prefix {
      $0.isLetterOrDigit || $0 == .plus || $0 == .period || $0 == .minus
    }
    return (2...32).contains(scheme.count) && body.dropFirst(scheme.count).first == .colon
  }

  /// The pattern for e-mail addresses of the HTML standard.
  private static func isAddress(_ body: ArraySlice<UInt8>) -> Bool {
    let parts = body.split(separator: .at, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty,
      parts[0].allSatisfy({ $0.isLetterOrDigit || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) })
    else { return false }
    let labels = parts[1].split(separator: .period, omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != .minus && label.last != .minus
        && label.allSatisfy { $0.isLetterOrDigit || $0 == .minus }
    }
  }
}

extension InlineParser {
  /// Adds a link whose text is the bytes of `text` as they stand.
  mutating func addLink(to destination: String, text: Range<Int>, upTo end: Int) {
    flush(upTo: index)
    let opener = list.nodes[0].previous
    list.append(.text, text)
    let kind = Inline.Kind.link(destination: destination, title: "")
    _ = list.enclose(after: opener, before: 0, as: kind, index..<end)
    (index, textStart) = (end, end)
  }

  /// Returns where the raw HTML that begins at `start` ends.
  fileprivate mutating func htmlEnd(at start: Int) -> Int? {
    if let end = HTMLTag.end(in: bytes[...], from: start) { return end }
    let rest = bytes[start...]
    for form in [[UInt8]("<!-->".utf8), [UInt8]("<!--->".utf8)] where rest.starts(with: form) {
      return start + form.count
    }
    for (opening, terminator) in Self.htmlForms where rest.starts(with: opening.utf8) {
      return end(of: terminator, from: start + opening.utf8.count)
    }
    guard rest.starts(with: "<!".utf8), byte(at: start + 2)?.isLetter ?? false else { return nil }
    return end(of: ">", from: start + 3)
  }

  private static let htmlForms = [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>")]

  private mutating func end(of terminator: String, from start: Int) -> Int? {
    let bytes = buffer.bytes
    let pattern = Array(terminator.utf8)
    let found = searches.find(terminator, from: start) { from in
      guard from < bytes.count else { return nil }
      return bytes[from...].indices.first { bytes[$0...].starts(with: pattern) }
    }
    return found.map { $0 + pattern.count }
  }
}
