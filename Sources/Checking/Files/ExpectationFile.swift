/// A file of expected outputs: what was accepted of each cell of each tab.
///
/// `text` gives the same bytes the file was read from: sections keep theirs until they are changed.
package struct ExpectationFile: Hashable, Sendable {
  /// What was accepted of one cell.
  package struct Section: Hashable, Sendable {
    /// The cell it was accepted of.
    package var cell: CellIdentity
    /// What the cell put out.
    package var pieces: [Piece]
    /// The line of its heading, from 1; 0 for one that is not in the file yet.
    package var line: Int
    /// The section as it stands in the file.
    fileprivate(set) var written: [UInt8]

    /// Creates the section of a cell.
    package init(_ cell: CellIdentity, _ pieces: [Piece]) {
      self.init(cell, pieces, line: 0, written: Array(Section.text(cell, pieces).utf8))
    }

    init(_ cell: CellIdentity, _ pieces: [Piece], line: Int, written: [UInt8]) {
      self.cell = cell
      self.pieces = pieces
      self.line = line
      self.written = written
    }
  }

  /// The sections of one tab.
  package struct Tab: Hashable, Sendable {
    /// The tab; empty in a chapter without tabs.
    package var name: String
    /// The line of its heading, from 1; 0 when it has none.
    package var line: Int
    package var sections: [Section]
    /// The heading as it stands in the file.
    var written: [UInt8]

    /// Creates the sections of the tab `name`.
    package init(_ name: String, _ sections: [Section] = []) {
      self.init(
        name, line: 0, sections, written: Array((name.isEmpty ? "" : "## \(name)\n\n").utf8))
    }

    init(_ name: String, line: Int, _ sections: [Section], written: [UInt8]) {
      self.name = name
      self.line = line
      self.sections = sections
      self.written = written
    }
  }

  /// What stands before the first section.
  var preamble: [UInt8]
  /// The tabs in the order of the file.
  package var tabs: [Tab]

  init(preamble: [UInt8], tabs: [Tab]) {
    self.preamble = preamble
    self.tabs = tabs
  }

  /// Creates the file of `chapter`, with nothing in it.
  package init(for chapter: String) {
    let name = chapter.split(separator: "/").last ?? ""
    let text = """
      # Expected output of `\(name)`

      Compared by `lectern test`, accepted by `lectern test --update`. A line `…` stands for any \
      lines.


      """
    self.init(preamble: Array(text.utf8), tabs: [])
  }

  /// The path of the file that belongs to the chapter at `chapter`.
  package static func path(for chapter: String) -> String {
    (chapter.hasSuffix(".md") ? String(chapter.dropLast(3)) : chapter) + ".expected.md"
  }

  /// The file, byte for byte.
  package var bytes: [UInt8] {
    var bytes = preamble
    for tab in tabs {
      if tab.line == 0, !tab.written.isEmpty { bytes.separate() }
      bytes += tab.written
      for section in tab.sections {
        if section.line == 0 || bytes.last != 0x0A { bytes.separate() }
        bytes += section.written
      }
    }
    // A section that was made anew ends with an empty line, which the last one does without.
    if tabs.last?.sections.last?.line == 0 {
      for end: UInt8 in [0x0A, 0x0D] where bytes.last == end { bytes.removeLast() }
    }
    return bytes
  }
}

extension [UInt8] {
  /// Ends with an empty line, unless nothing is there yet.
  fileprivate mutating func separate() {
    guard !isEmpty else { return }
    let ends = reversed().prefix { $0 == 0x0A || $0 == 0x0D }.filter { $0 == 0x0A }.count
    let end: [UInt8] = contains(0x0D) ? [0x0D, 0x0A] : [0x0A]
    for _ in ends..<Swift.max(2, ends) { self += end }
  }
}

extension ExpectationFile {
  /// The file with CRLF at the ends of all lines, if `other` has it at the end of its first.
  func withLineEnds(of other: ExpectationFile?) -> ExpectationFile {
    let first = (other?.bytes ?? []).prefix { $0 != 0x0A }
    guard first.last == 0x0D else { return self }
    var file = self
    for tab in file.tabs.indices {
      file.tabs[tab].written = Self.withCRLF(file.tabs[tab].written)
      for section in file.tabs[tab].sections.indices {
        let written = file.tabs[tab].sections[section].written
        file.tabs[tab].sections[section].written = Self.withCRLF(written)
      }
    }
    return file
  }

  private static func withCRLF(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if byte == 0x0A, result.last != 0x0D { result.append(0x0D) }
      result.append(byte)
    }
    return result
  }
}
