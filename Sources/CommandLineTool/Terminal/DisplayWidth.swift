/// How many columns text takes on a terminal, and how to cut it to fit.
enum DisplayWidth {
  /// The columns a character takes: none for marks and controls, two for wide scripts and emoji.
  static func of(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    let isWide = wide.contains { $0.contains(scalar.value) }
    return isWide || scalar.properties.isEmojiPresentation ? 2 : 1
  }

  /// Returns `text` cut to `width` columns, with `…` where something was cut off.
  static func fit(_ text: String, to width: Int) -> String {
    var taken = 0
    var end = text.startIndex
    for index in text.indices {
      taken += of(text[index])
      if taken > width { return width < 1 ? "" : text[..<end] + "…" }
      if taken < width { end = text.index(after: index) }
    }
    return text
  }

  /// The blocks of wide characters, from Unicode's East Asian Width table, roughly.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
    0x20000...0x3FFFD,
  ]
}
