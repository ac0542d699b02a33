/// Raw HTML tags as CommonMark 6.6 defines them.
enum HTMLTag {
  /// Returns where the open or closing tag that begins at `start` ends, or `nil` if none does.
  static func end(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    var scanner = TagScanner(bytes: bytes, index: start)
    return scanner.scanTag() ? scanner.index : nil
  }
}

private struct TagScanner {
  let bytes: ArraySlice<UInt8>
  var index: Int

  private var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  mutating func scanTag() -> Bool {
    guard skip(.less) else { return false }
    let isClosing = skip(.slash)
    guard next?.isLetter ?? false else { return false }
    skip { $0.isLetterOrDigit || $0 == .minus }
    if isClosing {
      skip(while: \.isWhitespace)
      return skip(.greater)
    }
    while true {
      let spaces = skip(while: \.isWhitespace)
      guard spaces > 0, isAttributeStart else { break }
      guard scanAttribute() else { return false }
    }
    _ = skip(.slash)
    return skip(.greater)
  }

  private var isAttributeStart: Bool {
    next.map { $0.isLetter || $0 == .underscore || $0 == .colon } ?? false
  }

  private mutating func scanAttribute() -> Bool {
    skip {
      $0.isLetterOrDigit || $0 == .underscore || $0 == .colon || $0 == .period || $0 == .minus
    }
    let afterName = index
    skip(while: \.isWhitespace)
    guard skip(.equals) else {
      index = afterName
      return true
    }
    skip(while: \.isWhitespace)
    return scanValue()
  }

  private mutating func scanValue() -> Bool {
    guard let first = next else { return false }
    if first == .quote || first == .apostrophe {
      index += 1
      skip { $0 != first }
      return skip(first)
    }
    let ends: [UInt8] = [.quote, .apostrophe, .equals, .less, .greater, .backtick]
    return skip { !$0.isWhitespace && !ends.contains($0) } > 0
  }

  @discardableResult
  private mutating func skip(while predicate: (UInt8) -> Bool) -> Int {
    let start = index
    while index < bytes.endIndex, predicate(bytes[index]) { index += 1 }
    return index - start
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }
}
