/// The names of a BibTeX field such as `author`.
struct People: Hashable, Sendable {
  /// A name in its four parts, as readers see them.
  struct Name: Hashable, Sendable {
    var first = ""
    var von = ""
    var last = ""
    var junior = ""
  }

  /// The names in order.
  private(set) var names: [Name] = []
  /// Whether `and others` ends them.
  private(set) var hasOthers = false

  /// Reads names that `and` parts.
  init(_ field: String) {
    for name in TeXWords.split(field, at: .and) {
      let words = TeXWords.split(name, at: .space)
      if Self.others.contains(words) {
        hasOthers = true
      } else if !words.isEmpty {
        add(name)
      }
    }
  }

  /// How authors write that there are more names.
  private static let others: Set = [["others"], ["et", "al."], ["et", "al"]]

  private mutating func add(_ name: String) {
    let parts = TeXWords.split(name, at: .comma).map { TeXWords.split($0, at: .space) }
    var result = Name()
    switch parts.count {
    case 0: return
    case 1:
      let words = parts[0]
      let small = words.dropLast().firstIndex(where: TeXWords.isSmall) ?? words.count - 1
      result.first = Self.text(words[..<small])
      result.take(vonLast: Array(words[small...]))
    default:
      result.take(vonLast: parts[0])
      result.first = Self.text(parts[parts.count - 1][...])
      result.junior = Self.text(Array(parts[1..<(parts.count - 1)].joined())[...])
    }
    names.append(result)
  }

  fileprivate static func text(_ words: ArraySlice<String>) -> String {
    TeXText(words.joined(separator: " ")).plain
  }
}

extension People.Name {
  /// Takes the words of the family name: up to the last small word it's the `von` part.
  fileprivate mutating func take(vonLast words: [String]) {
    let end = words.dropLast().lastIndex(where: TeXWords.isSmall).map { $0 + 1 } ?? 0
    von = People.text(words[..<end])
    last = People.text(words[end...])
  }

  /// The name as a citation has it.
  var family: String { von.isEmpty ? last : "\(von) \(last)" }

  /// The name as a list of references has it, such as `van der Berg, J.-P. K., Jr`.
  var inverted: String {
    [family, initials, junior].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The first letters of the first names; what hyphens part stays together.
  var initials: String {
    first.split { $0 == " " || $0 == "\u{A0}" }.map { word in
      word.split(separator: "-").compactMap { $0.first.map { "\($0)." } }.joined(separator: "-")
    }.joined(separator: " ")
  }
}

/// Cuts TeX at what stands outside of braces.
enum TeXWords {
  enum Mark { case and, comma, space }

  /// Returns the pieces of `text` between marks, without space around them.
  static func split(_ text: String, at mark: Mark) -> [String] {
    if mark == .and { return joined(split(text, at: .space)) }
    var pieces: [String] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var depth = 0
    var isEscaped = false
    func end(at index: String.Index) {
      if mark != .space || start < index { pieces.append(String(scalars[start..<index]).trimmed) }
    }
    for index in scalars.indices {
      let scalar = scalars[index]
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth -= 1 }
      let isMark =
        depth <= 0
        && (mark == .comma ? scalar == "," : scalar.properties.isWhitespace || scalar == "~")
      if isMark, !isEscaped {
        end(at: index)
        start = scalars.index(after: index)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    end(at: scalars.endIndex)
    return pieces
  }

  /// Joins words again, up to each `and`.
  private static func joined(_ words: [String]) -> [String] {
    words.split { $0.lowercased() == "and" }.map { $0.joined(separator: " ") }
  }

  /// Whether a word begins with a small letter; one in braces doesn't, unless it's an accent.
  static func isSmall(_ word: String) -> Bool {
    if word.hasPrefix("{"), !word.hasPrefix("{\\") { return false }
    return TeXText(word).plain.first { $0.isLetter }?.isLowercase ?? false
  }
}
