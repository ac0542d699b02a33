import Foundation
import Markup
import MathML

/// Text of a BibTeX field, read as TeX: accents, ligatures, emphasis and formulas.
///
/// Commands it doesn't know show their arguments. Braces only group.
struct TeXText {
  /// The text as markup.
  private(set) var html = HTML()
  /// The text without markup, composed (NFC).
  private(set) var plain = ""

  private let scalars: [Unicode.Scalar]
  private var index = 0
  /// What ends the groups that are open.
  private var closings: [HTML] = []
  /// What the next group ends with: `\emph` has begun it.
  private var nextClosing: HTML?
  private var pending = ""

  /// Reads `source` in one pass.
  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
    while index < scalars.count { step() }
    while let closing = closings.popLast() { close(closing) }
    flush()
    plain = plain.precomposedStringWithCanonicalMapping.trimmed
  }

  private mutating func step() {
    let scalar = scalars[index]
    index += 1
    switch scalar {
    case "{":
      closings.append(nextClosing ?? HTML())
      nextClosing = nil
    case "}": if let closing = closings.popLast() { close(closing) }
    case "\\": command()
    case "$": formula()
    case "~": add("\u{A0}")
    case "-", "`", "'": ligature(scalar)
    case _ where scalar.properties.isWhitespace:
      if !pending.isEmpty || !plain.isEmpty, pending.last != " " { add(" ") }
    default: words(from: index - 1)
    }
  }

  /// Adds what means itself, up to the next mark or blank.
  private mutating func words(from start: Int) {
    while index < scalars.count, !Self.isSpecial(scalars[index]) { index += 1 }
    add(String(String.UnicodeScalarView(scalars[start..<index])))
  }

  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "{", "}", "\\", "$", "~", "-", "`", "'": true
    default: scalar.properties.isWhitespace
    }
  }
}

// MARK: Pieces

extension TeXText {
  private mutating func add(_ text: String) { pending += text }

  private mutating func flush() {
    let text = pending.precomposedStringWithCanonicalMapping
    html.append(text)
    plain += text
    pending = ""
  }

  private mutating func close(_ closing: HTML) {
    guard !closing.markup.isEmpty else { return }
    flush()
    html += closing
  }

  /// Runs of `-`, `` ` `` and `'` are dashes and quotation marks.
  private mutating func ligature(_ mark: Unicode.Scalar) {
    let longest = mark == "-" ? 3 : 2
    var count = 1
    while count < longest, index < scalars.count, scalars[index] == mark {
      (index, count) = (index + 1, count + 1)
    }
    add(Self.ligatures[mark]?[count - 1] ?? "")
  }

  private static let ligatures: [Unicode.Scalar: [String]] = [
    "-": ["-", "–", "—"], "`": ["‘", "“"], "'": ["’", "”"],
  ]

  private mutating func formula() {
    let end = scalars[index...].firstIndex(of: "$") ?? scalars.endIndex
    let tex = String(String.UnicodeScalarView(scalars[index..<end]))
    index = min(end + 1, scalars.count)
    flush()
    var converter = MathConverter()
    html += converter.convert(tex, isDisplay: false).html
    plain += tex
  }

  private mutating func command() {
    guard index < scalars.count else { return }
    var name = String(scalars[index])
    index += 1
    if name.first?.isLetter == true {
      while index < scalars.count, scalars[index].properties.isAlphabetic, scalars[index].isASCII {
        name.unicodeScalars.append(scalars[index])
        index += 1
      }
      while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    }
    if let mark = TeXNames.accents[name] {
      add(accented(mark))
    } else if let (opening, closing) = TeXNames.styles[name], next == "{" {
      flush()
      html += opening
      nextClosing = closing
    } else {
      add(TeXNames.letters[name] ?? (name.first?.isLetter == true ? "" : name))
    }
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// Returns the letter that follows, in braces or not, under `mark`.
  private mutating func accented(_ mark: String) -> String {
    while let space = next, space.properties.isWhitespace { index += 1 }
    let isGroup = next == "{"
    if isGroup { index += 1 }
    guard let base = next, base != "}" else {
      if isGroup, next != nil { index += 1 }
      return ""
    }
    var letter = String(base)
    index += 1
    if base == "\\", let name = next {
      index += 1
      // An accent takes the place of the dot.
      letter = ["i": "i", "j": "j"][String(name)] ?? TeXNames.letters[String(name)] ?? String(name)
    }
    if isGroup {
      if next == "}" { index += 1 } else { closings.append(HTML()) }
    }
    return letter + mark
  }
}
