/// Resolves backslash escapes (CommonMark 2.4) and entities (2.5).
enum Unescaping {
  /// Returns the text of `bytes` with escapes and entities resolved.
  static func text(of bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(where: { $0 == .backslash || $0 == .ampersand }) else {
      return String(markdown: bytes)
    }
    var text: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == .backslash, index + 1 < bytes.endIndex, bytes[index + 1].isPunctuation {
        text.append(bytes[index + 1])
        index += 2
      } else if byte == .ampersand, let entity = Entity(in: bytes, at: index) {
        text += entity.text.utf8
        index = entity.end
      } else {
        text.append(byte)
        index += 1
      }
    }
    return String(markdown: text)
  }
}
