import Foundation

/// A list of references: the entries that are cited, in order, with what citations call them.
struct Bibliography: Sendable {
  /// What citations say of an entry.
  struct Mark: Hashable, Sendable {
    /// The names as they stand in parentheses: `Ada & Babbage`.
    var names: String
    /// The names as they stand in a sentence: `Ada and Babbage`.
    var namesInText: String
    /// The year, with a letter where it takes one to tell two entries apart.
    var year: String
  }

  /// The entries in the order of the list.
  let entries: [BibEntry]
  /// By key, what citations say.
  let marks: [String: Mark]

  /// Lists those of `keys` that `known` has.
  ///
  /// They are in the order of the families' names, the year and the title; entries with the same
  /// names and year have letters after the year in this order.
  init(of keys: some Sequence<String>, in known: [String: BibEntry]) {
    let sorted = Set(keys).compactMap { known[$0] }
      .map { (order: $0.order, mark: Mark(of: $0), entry: $0) }
      .sorted { $0.order.lexicographicallyPrecedes($1.order) }
    let groups = Dictionary(grouping: sorted, by: \.mark)
    var marks: [String: Mark] = [:]
    for (mark, group) in groups {
      for (number, item) in group.enumerated() {
        marks[item.entry.key] = mark
        if group.count > 1 { marks[item.entry.key]?.year += Self.letters(number) }
      }
    }
    entries = sorted.map(\.entry)
    self.marks = marks
  }

  /// Returns `a` to `z`, then `aa` and so on.
  private static func letters(_ number: Int) -> String {
    let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(number % 26))
    return (number >= 26 ? letters(number / 26 - 1) : "") + String(letter)
  }
}

extension Bibliography.Mark {
  /// Creates what citations say of `entry`, as long as no other entry is called the same.
  init(of entry: BibEntry) {
    let people = entry.people
    let families = people.names.map(\.family)
    year = entry.year
    switch families.count {
    case 0:
      names = entry.substitute.map { TeXText($0).plain } ?? entry.key
      namesInText = names
    case 1 where !people.hasOthers: (names, namesInText) = (families[0], families[0])
    case 2 where !people.hasOthers:
      names = families.joined(separator: " & ")
      namesInText = families.joined(separator: " and ")
    default:
      names = "\(families[0]) et al."
      namesInText = names
    }
  }
}

extension BibEntry {
  /// What a list is sorted by, one after the other.
  fileprivate var order: [String] {
    let people = people.names
    let names = people.map { "\($0.family) \($0.first)".folded }.joined(separator: "\u{1}")
    let first = people.isEmpty ? (substitute.map { TeXText($0).plain } ?? key).folded : names
    return [first, year, TeXText(self["title"] ?? "").plain.folded, key]
  }
}

extension String {
  /// The text without case and accents, for sorting.
  fileprivate var folded: String {
    let scalars = decomposed.filter { !$0.properties.isDiacritic }
    return String(String.UnicodeScalarView(scalars)).lowercased()
  }

  private var decomposed: [Unicode.Scalar] {
    Array(decomposedStringWithCanonicalMapping.unicodeScalars)
  }
}
