/// An entry of a BibTeX file.
struct BibEntry: Hashable, Sendable {
  /// The type, lower case: `article`.
  var type: String
  /// The name that citations use.
  var key: String
  /// The first byte of the entry in its file.
  var start: Int
  /// The fields by name, lower case, as TeX.
  var fields: [String: String]

  /// The field `name` as TeX, `nil` where it's missing or blank.
  subscript(name: String) -> String? {
    guard let text = fields[name], text.contains(where: { !$0.isWhitespace }) else { return nil }
    return text
  }
}

extension BibEntry {
  /// Who wrote it, or who edited it.
  var people: People { People(self["author"] ?? self["editor"] ?? "") }

  /// The year, also where it's only part of a date.
  var year: String {
    if let year = self["year"] { return TeXText(year).plain }
    let digits = (self["date"] ?? "").prefix { $0.isNumber }
    return digits.count == 4 ? String(digits) : "n.d."
  }

  /// What stands in for a name that is missing.
  var substitute: String? {
    ["organization", "institution", "title"].lazy.compactMap { self[$0] }.first
  }

  /// Takes over the fields that are missing here from the entry that holds this one.
  mutating func inherit(from parent: BibEntry) {
    let isPart = ["inproceedings", "conference", "incollection", "inbook"].contains(type)
    for (name, text) in parent.fields.sorted(by: <) where name != "crossref" {
      let own = isPart && name == "title" ? "booktitle" : name
      if self[own] == nil { fields[own] = text }
    }
  }
}
