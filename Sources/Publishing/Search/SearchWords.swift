import Foundation

/// The words of a text as the search looks them up.
///
/// Lower case, without accents, compatibility forms as what they stand for. Writing that puts no
/// blanks between words counts character by character. The script that searches does the same.
enum SearchWords {
  /// Longer runs of bytes are no words that anyone looks for.
  static let longest = 40

  /// Calls `found` with the bytes of each word of `text`, UTF-8, in order and as often as it is met.
  static func forEach(in text: [UInt8], _ found: (ArraySlice<UInt8>) -> Void) {
    let text = text.map { isUpper($0) ? $0 | 0x20 : $0 }
    var start = 0
    var isASCII = true
    for (index, byte) in text.enumerated() {
      if byte >= 0x80 {
        isASCII = false
      } else if !isInWord(byte) {
        if index > start { pass(text[start..<index], isASCII: isASCII, found) }
        start = index + 1
        isASCII = true
      }
    }
    if text.count > start { pass(text[start...], isASCII: isASCII, found) }
  }

  /// Passes on the words in what stands between two blanks or marks of ASCII.
  private static func pass(
    _ run: ArraySlice<UInt8>, isASCII: Bool, _ found: (ArraySlice<UInt8>) -> Void
  ) {
    guard !isASCII else { return run.count > longest ? () : found(run) }
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty, word.count <= longest { found(word[...]) }
      word = []
    }
    for scalar in folded(String(decoding: run, as: UTF8.self)).unicodeScalars {
      if scalar.isUnspaced {
        end()
        found(Array(String(scalar).utf8)[...])
      } else if scalar.isInWord {
        word += String(scalar).utf8
      } else {
        end()
      }
    }
    end()
  }

  /// Returns the text without the differences that a search overlooks.
  private static func folded(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
    where !scalar.isAccent {
      kept.append(scalar == "ς" ? "σ" : scalar)
    }
    return String(kept).precomposedStringWithCanonicalMapping
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  /// Whether a byte of lower-case ASCII is part of a word.
  private static func isInWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension Unicode.Scalar {
  /// Whether it is an accent: of Latin, Greek and Cyrillic, a Hebrew point, an Arabic vowel.
  fileprivate var isAccent: Bool {
    switch value {
    case 0x300...0x36F, 0x591...0x5C7, 0x64B...0x65F, 0x670: true
    default: false
    }
  }

  /// Whether it is of a writing without blanks between words: Thai, Lao, Burmese, Khmer, kana, Han.
  fileprivate var isUnspaced: Bool {
    switch value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Whether it is a letter, a mark on one, or a number.
  fileprivate var isInWord: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
      .otherNumber:
      true
    default: properties.isAlphabetic
    }
  }
}
