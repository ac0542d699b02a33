import Markdown
import NotebookModel

/// What a search can find between one heading of a chapter and the next.
struct SearchSection: Sendable {
  /// The id of the heading on the page; empty for the chapter's own.
  let id: String
  /// The heading; empty for the chapter's own, which is the page's title.
  let heading: String
  /// All that is searched, UTF-8.
  private(set) var text: [UInt8] = []
  /// How the section's prose begins, UTF-8, on one line.
  private(set) var beginning: [UInt8] = []

  /// How much of a section is shown at most, in bytes.
  static let longestOpening = 160

  private init(id: String = "", heading: String = "") {
    self.id = id
    self.heading = heading
    text = Array(heading.utf8)
  }

  /// Returns the sections of `notebook` in file order.
  static func all(of notebook: Notebook) -> [SearchSection] {
    let outline = Outline(of: notebook, at: notebook.path)
    let cells = notebook.codeCellsByLine
    var sections = [SearchSection()]
    for block in notebook.document.blocks {
      guard let heading = outline.headingIndices[block.bytes.lowerBound] else {
        sections[sections.count - 1].add(block, cells: cells)
        continue
      }
      let title = block.content.title
      if sections.count == 1, sections[0].text.isEmpty {
        sections[0].text = Array(title.utf8)
      } else {
        sections.append(SearchSection(id: outline.headings[heading].id, heading: title))
      }
    }
    return sections
  }

  /// Returns how the section begins, in at most `length` bytes before the mark of a cut.
  func opening(ofAtMost length: Int) -> String {
    guard beginning.count > length else { return String(decoding: beginning, as: UTF8.self) }
    var end = length
    while end > 0, beginning[end] & 0xC0 == 0x80 { end -= 1 }
    let blank = beginning[..<end].lastIndex(of: UInt8(ascii: " "))
    if let blank, blank > length / 2 { end = blank }
    return end == 0 ? "" : String(decoding: beginning[..<end], as: UTF8.self) + "…"
  }

  /// Forgets the text, once its words are known.
  mutating func dropText() { text = [] }
}

// MARK: Reading

extension SearchSection {
  private mutating func add(_ block: Block, cells: [Int: Cell]) {
    if case .codeBlock(let info, let literal, _) = block.kind {
      // A hint is read as the prose it is.
      for child in block.children { add(child, cells: cells) }
      guard block.children.isEmpty else { return }
      return addCode(literal, info: info, cell: cells[block.lines.lowerBound])
    }
    if !block.content.isEmpty {
      let start = text.count
      text.append(UInt8(ascii: "\n"))
      add(block.content)
      if case .paragraph = block.kind { addToBeginning(text[start...]) }
    }
    for child in block.children { add(child, cells: cells) }
  }

  private mutating func addCode(_ literal: String, info: String, cell: Cell?) {
    if let cell, cell.kind == .declaration || cell.options.hidesInput { return }
    if cell == nil, info.hasPrefix("toc") { return }
    text.append(UInt8(ascii: "\n"))
    text += (cell?.source ?? literal).utf8
  }

  /// Adds what is read of `inlines`, without long formulas and without marks.
  private mutating func add(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .text(let part), .code(let part): text += part.utf8
      case .softBreak, .lineBreak: text.append(UInt8(ascii: " "))
      case .math(let tex, _):
        text += (tex.utf8.count < 20 && !tex.utf8.contains(UInt8(ascii: "\\")) ? tex : "…").utf8
      case .html, .role, .footnoteReference: break
      default: add(inline.children)
      }
    }
  }

  /// Adds a paragraph to what is shown, blanks in a row as one.
  private mutating func addToBeginning(_ paragraph: ArraySlice<UInt8>) {
    var isAfterBlank = true
    if !beginning.isEmpty, beginning.count <= Self.longestOpening {
      beginning.append(UInt8(ascii: " "))
    }
    for byte in paragraph {
      let isBlank = byte <= 0x20
      if isBlank, isAfterBlank { continue }
      // Only at the beginning of a character may a text end.
      if beginning.count > Self.longestOpening, byte & 0xC0 != 0x80 { return }
      beginning.append(isBlank ? UInt8(ascii: " ") : byte)
      isAfterBlank = isBlank
    }
  }
}
