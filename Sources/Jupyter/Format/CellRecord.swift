/// What stood around a cell in its chapter, kept in the cell's metadata under `lectern`.
///
/// The chapter's bytes of the cell are `before`, then the source with `prefix` before each line and
/// each `shown` text as it was `written`, then `after`. Where that is not exact, `chapter` holds the
/// bytes, valid as long as the source still has the digest `digest`.
package struct CellRecord: Hashable, Sendable {
  /// A text of the notebook, and what the chapter has in its place.
  package struct Replacement: Hashable, Sendable {
    package var shown: String
    package var written: String
  }

  /// The cell's index in its chapter.
  package var index: Int
  /// The fence and the directive lines, or whatever stands before the source.
  package var before = ""
  /// The closing fence and blank lines, or whatever stands after the source.
  package var after = ""
  /// What each line of the source is indented by.
  package var prefix = ""
  /// What was written differently, in order.
  package var replaced: [Replacement] = []
  /// The cell's text in the chapter, where the members above do not give it.
  package var chapter: String?
  /// The digest of the source as it was exported.
  package var digest = ""

  /// Creates the record of the cell at `index`.
  package init(index: Int) { self.index = index }
}

/// What a notebook keeps of its chapter besides the cells, in its metadata under `lectern`.
package struct NotebookRecord: Hashable, Sendable {
  /// Text of the chapter that is in no cell: other tabs, declarations.
  package struct Skipped: Hashable, Sendable {
    /// The index of the first of the chapter's cells it covers.
    package var index: Int
    /// The bytes.
    package var text: String
  }

  /// The form of what is kept; a later one may not be understood.
  package static let version = 1

  /// The tab the notebook was made of; empty for all tabs, or a chapter without.
  package var tab = ""
  /// Whether the chapter has cells of different tabs.
  package var isTabbed = false
  /// What is in no cell, in file order.
  package var skipped: [Skipped] = []

  /// Creates an empty record.
  package init() {}
}

// MARK: - Back to the chapter

extension CellRecord {
  /// Returns the chapter's text of the cell, now that its source is `source`.
  func text(of source: String) -> String {
    if let chapter, digest == Self.digest(of: source) { return chapter }
    return assembled(from: source)
  }

  /// Returns the text that `before`, `source` and `after` give together.
  func assembled(from source: String) -> String {
    let written = restored(source)
    guard !prefix.isEmpty else { return before + written + after }
    let lines = written.split(separator: "\n", omittingEmptySubsequences: false)
    return before + lines.map { prefix + $0 }.joined(separator: "\n") + after
  }

  /// Returns `source` with every shown text as it was written, as far as it is still there.
  private func restored(_ source: String) -> String {
    guard !replaced.isEmpty else { return source }
    let bytes = Array(source.utf8)
    var result: [UInt8] = []
    var rest = bytes[...]
    for replacement in replaced {
      let shown = Array(replacement.shown.utf8)
      guard let start = rest.firstIndex(of: shown) else { continue }
      result += rest[..<start] + Array(replacement.written.utf8)
      rest = rest[(start + shown.count)...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  /// Returns the digest of a source, whatever its line ends (FNV-1a, 64 bits).
  static func digest(of source: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in source.utf8 where byte != 0x0D {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension ArraySlice<UInt8> {
  /// Returns where `text` first stands.
  fileprivate func firstIndex(of text: [UInt8]) -> Int? {
    guard let first = text.first else { return nil }
    var rest = self
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: text) { return start }
      rest = rest.dropFirst()
    }
    return nil
  }
}
