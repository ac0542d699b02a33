/// An opening tag in HTML that the author wrote.
struct RawTag: Hashable {
  /// The tag's name, lower case.
  var name: String
  /// By name in lower case, the values as written; the first of several counts.
  var attributes: [String: String] = [:]
  /// The bytes of the file the tag covers.
  var bytes: Range<Int>
}

extension RawTag {
  /// Returns the opening tags of `bytes` in order; comments and the insides of scripts and styles
  /// hold none.
  ///
  /// The scan forgives what browsers forgive, and never looks at a byte more than twice.
  static func tags(in bytes: ArraySlice<UInt8>) -> [RawTag] {
    var scanner = RawTagScanner(bytes: bytes, index: bytes.startIndex)
    var tags: [RawTag] = []
    while let tag = scanner.next() { tags.append(tag) }
    return tags
  }
}

private struct RawTagScanner {
  let bytes: ArraySlice<UInt8>
  var index: Int

  mutating func next() -> RawTag? {
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      if bytes[index...].starts(with: "!--".utf8) {
        skip(past: "-->")
      } else if byte?.isNameStart ?? false {
        return tag(from: start)
      }
    }
    return nil
  }

  private var byte: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private mutating func tag(from start: Int) -> RawTag {
    var tag = RawTag(name: word { !$0.isSpace && $0 != .slash && $0 != .greater }, bytes: 0..<0)
    while let byte, byte != .greater {
      if byte.isSpace || byte == .slash {
        index += 1
        continue
      }
      let name = word { !$0.isSpace && $0 != .slash && $0 != .greater && $0 != .equals }
      let value = value()
      if tag.attributes[name] == nil { tag.attributes[name] = value }
    }
    index = min(index + 1, bytes.endIndex)
    tag.bytes = start..<index
    if tag.name == "script" || tag.name == "style" { skip(past: "</\(tag.name)") }
    return tag
  }

  /// Reads `=` and what follows it; an attribute without a value has the empty one.
  private mutating func value() -> String {
    skipSpace()
    guard byte == .equals else { return "" }
    index += 1
    skipSpace()
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return text { !$0.isSpace && $0 != .greater }
    }
    index += 1
    let value = text { $0 != quote }
    index = min(index + 1, bytes.endIndex)
    return value
  }

  private mutating func skipSpace() {
    while byte?.isSpace ?? false { index += 1 }
  }

  private mutating func skip(past end: String) {
    let end = Array(end.utf8)
    while index < bytes.endIndex {
      if bytes[index] == end[0], bytes[index...].starts(with: end) {
        index += end.count
        return
      }
      index += 1
    }
  }

  private mutating func word(while predicate: (UInt8) -> Bool) -> String {
    let start = index
    // At least one byte is read, so that `=` at the start of a name cannot stop the scan.
    if index < bytes.endIndex { index += 1 }
    _ = text(while: predicate)
    return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
  }

  private mutating func text(while predicate: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.endIndex, predicate(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate static let slash = UInt8(ascii: "/")
  fileprivate static let greater = UInt8(ascii: ">")
  fileprivate static let equals = UInt8(ascii: "=")

  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  fileprivate var isNameStart: Bool { (0x61...0x7A).contains(self | 0x20) }
}
