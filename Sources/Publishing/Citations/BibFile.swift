import SourceText

/// A BibTeX file: its entries, and what is wrong with it.
struct BibFile: Sendable {
  /// The entries by key; of two with one key, the first.
  private(set) var entries: [String: BibEntry] = [:]
  /// What is wrong, in order of position.
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads `bytes` of the file that diagnostics call `path`; takes time linear in their length.
  init(parsing bytes: [UInt8], path: String) {
    var parser = BibParser(bytes)
    parser.parse()
    let lines = LineTable(bytes)
    var problems = parser.problems
    for entry in parser.entries {
      if let first = entries[entry.key] {
        let line = lines.line(at: first.start)
        let message = "the key '\(entry.key)' is already used at \(path):\(line)"
        problems.append(BibProblem(message, at: entry.start))
      } else {
        entries[entry.key] = entry
      }
    }
    for entry in parser.entries {
      guard let parent = entry["crossref"], entries[entry.key] == entry else { continue }
      if let whole = entries[parent.trimmed], whole.key != entry.key {
        entries[entry.key]?.inherit(from: whole)
      } else {
        problems.append(
          BibProblem("there is no entry '\(parent)' for 'crossref'", at: entry.start))
      }
    }
    diagnostics = problems.sorted { $0.offset < $1.offset }.map { problem in
      Diagnostic(
        .error, problem.message, file: path, at: lines.position(at: problem.offset),
        hint: problem.hint)
    }
  }
}

/// Something wrong at a place of a BibTeX file.
struct BibProblem: Error {
  var message: String
  var offset: Int
  var hint: String?

  init(_ message: String, at offset: Int, hint: String? = nil) {
    self.message = message
    self.offset = offset
    self.hint = hint
  }
}
