internal import Foundation

/// Makes names of files from titles.
enum FileName {
  /// Returns the name of the file for a chapter called `title`, without its ending.
  ///
  /// Letters and digits of all scripts stay, in lower case; accents on Latin letters go; all else
  /// parts words. At most 60 characters, cut between words where that is possible.
  static func stem(of title: String) -> String {
    var stem = ""
    for scalar in plain(title).lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || (isMark(scalar) && !stem.isEmpty && !stem.hasSuffix("-"))
      {
        stem.unicodeScalars.append(scalar)
      } else if !apostrophes.contains(scalar), !stem.hasSuffix("-"), !stem.isEmpty {
        stem += "-"
      }
    }
    stem = shortened(stem.precomposedStringWithCanonicalMapping)
    return stem.isEmpty ? "chapter" : stem
  }

  /// Returns `stem`, or with `-2`, `-3` … added the first name that is not `taken`, whatever the
  /// case.
  static func unused(_ stem: String, taken: Set<String>) -> String {
    let taken = Set(taken.map { $0.lowercased() })
    var name = stem
    var number = 1
    while taken.contains(name.lowercased()) {
      number += 1
      name = "\(stem)-\(number)"
    }
    return name
  }

  /// Returns the title that a file or folder called `name` probably has: `my-course`, `My course`.
  ///
  /// In a name with blanks, as in `K-means by hand`, hyphens are part of words.
  static func title(of name: String) -> String {
    let hasBlanks = name.contains(where: \.isWhitespace)
    let words = name.split {
      $0.isWhitespace || !hasBlanks && ($0 == "-" || $0 == "_")
    }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// The text without accents on Latin letters, and with letters spelt out that have no base.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      if isMark(scalar), plain.unicodeScalars.last?.isASCII ?? true { continue }
      if let spelt = spelling[scalar] {
        plain += spelt
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  private static func shortened(_ stem: String) -> String {
    let longest = 60
    guard stem.count > longest else { return stem.hasSuffix("-") ? String(stem.dropLast()) : stem }
    let start = stem.prefix(longest + 1)
    let end = start.lastIndex(of: "-") ?? stem.index(stem.startIndex, offsetBy: longest)
    return String(stem[..<end])
  }

  private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "ʼ"]

  private static let spelling: [Unicode.Scalar: String] = [
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ı": "i",
  ]
}
