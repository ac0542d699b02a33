/// A typeface of letters and digits.
///
/// MathML Core knows no `mathvariant` but `normal`; the others are characters of Unicode's block
/// Mathematical Alphanumeric Symbols (The Unicode Standard, section 22.2).
enum Alphabet: Hashable, Sendable {
  case normal, roman, bold, italic, boldItalic, doubleStruck, script, boldScript
  case fraktur, boldFraktur, sans, boldSans, sansItalic, sansBoldItalic, monospace
}

extension Alphabet {
  /// Whether neighbouring letters are one word.
  var makesWords: Bool { self != .normal && self != .boldItalic && self != .italic }

  /// The alphabet in bold.
  var bolder: Alphabet {
    switch self {
    case .normal, .italic: .boldItalic
    case .roman: .bold
    case .script: .boldScript
    case .fraktur: .boldFraktur
    case .sans: .boldSans
    case .sansItalic: .sansBoldItalic
    default: self
    }
  }

  /// Returns the character for `scalar`; `nil` when it stays as it is.
  func character(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if let exception = Self.exceptions[self]?[scalar] { return exception }
    let starts = Self.starts[self] ?? Starts()
    let first: (start: UInt32, offset: UInt32)? =
      switch scalar {
      case "A"..."Z": (starts.latin, scalar.value - 0x41)
      case "a"..."z": (starts.latin, scalar.value - 0x61 + 26)
      case "0"..."9": (starts.digits, scalar.value - 0x30)
      case "Α"..."Ω": (starts.greek, scalar.value - 0x391)
      case "α"..."ω": (starts.greek, scalar.value - 0x3B1 + 26)
      case "∇": (starts.greek, 25)
      default: Self.greekVariants.firstIndex(of: scalar).map { (starts.greek, 51 + UInt32($0)) }
      }
    guard let first, first.start > 0 else { return nil }
    return Unicode.Scalar(first.start + first.offset)
  }

  /// Where the letters and digits of an alphabet begin; 0 where it has none.
  private struct Starts {
    var latin: UInt32 = 0
    var greek: UInt32 = 0
    var digits: UInt32 = 0
  }

  private static let starts: [Alphabet: Starts] = [
    .bold: Starts(latin: 0x1D400, greek: 0x1D6A8, digits: 0x1D7CE),
    .italic: Starts(latin: 0x1D434, greek: 0x1D6E2),
    .boldItalic: Starts(latin: 0x1D468, greek: 0x1D71C, digits: 0x1D7CE),
    .script: Starts(latin: 0x1D49C),
    .boldScript: Starts(latin: 0x1D4D0, digits: 0x1D7CE),
    .fraktur: Starts(latin: 0x1D504),
    .doubleStruck: Starts(latin: 0x1D538, digits: 0x1D7D8),
    .boldFraktur: Starts(latin: 0x1D56C, digits: 0x1D7CE),
    .sans: Starts(latin: 0x1D5A0, digits: 0x1D7E2),
    .boldSans: Starts(latin: 0x1D5D4, greek: 0x1D756, digits: 0x1D7EC),
    .sansItalic: Starts(latin: 0x1D608, digits: 0x1D7E2),
    .sansBoldItalic: Starts(latin: 0x1D63C, greek: 0x1D790, digits: 0x1D7EC),
    .monospace: Starts(latin: 0x1D670, digits: 0x1D7F6),
  ]

  /// The variants that follow omega in each Greek alphabet.
  private static let greekVariants: [Unicode.Scalar] = ["∂", "ϵ", "ϑ", "ϰ", "ϕ", "ϱ", "ϖ"]

  /// The characters that Unicode had before it had the alphabets.
  private static let exceptions: [Alphabet: [Unicode.Scalar: Unicode.Scalar]] = [
    .italic: ["h": "ℎ", "ı": "𝚤", "ȷ": "𝚥"],
    .script: [
      "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
      "g": "ℊ", "o": "ℴ",
    ],
    .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
    .doubleStruck: [
      "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
    ],
  ]
}
