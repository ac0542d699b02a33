import Foundation

/// The words of a text as the search looks them up.
///
/// Lower case, without accents, compatibility forms as what they stand for. Writing that puts no
/// blanks between words counts character by character. The script that searches does the same.
struct SearchWords {
  /// The bytes of the words, UTF-8, in order and as often as they stand in the text.
  private(set) var words: [[UInt8]] = []

  /// Longer runs are no words that anyone looks for.
  static let longest = 40

  /// Finds the words of `text`.
  init(of text: String) {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    if isASCII { addASCII(text) } else { addFolded(text.foldedForSearch) }
  }

  private mutating func addASCII(_ text: String) {
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        word.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      default: add(&word)
      }
    }
    add(&word)
  }

  private mutating func addFolded(_ text: String) {
    var word: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.isUnspaced {
        add(&word)
        words.append(Array(String(scalar).utf8))
      } else if scalar.isInWord {
        word += String(scalar).utf8
      } else {
        add(&word)
      }
    }
    add(&word)
  }

  private mutating func add(_ word: inout [UInt8]) {
    if !word.isEmpty, word.count <= Self.longest { words.append(word) }
    word.removeAll(keepingCapacity: true)
  }
}

extension String {
  /// The text without the differences that a search overlooks.
  fileprivate var foldedForSearch: String {
    var kept = String.UnicodeScalarView()
    for scalar in lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
    where !scalar.isAccent {
      kept.append(scalar == "ς" ? "σ" : scalar)
    }
    return String(kept).precomposedStringWithCanonicalMapping
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
    if value < 0x80 { return properties.isAlphabetic || properties.numericType != nil }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
      .otherNumber:
      return true
    default: return properties.isAlphabetic
    }
  }
}
