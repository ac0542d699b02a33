import Markdown
import NotebookModel

/// What a search can find between one heading of a chapter and the next.
struct SearchSection {
  /// The id of the heading on the page; empty for the chapter's own.
  let id: String
  /// The heading; empty for the chapter's own, which is the page's title.
  let heading: String
  private(set) var words: [[UInt8]] = []
  /// How the section's prose begins.
  private var beginning = ""

  /// How much of a section is shown at most, in characters.
  static let longestOpening = 160

  private init(id: String = "", heading: String = "") {
    self.id = id
    self.heading = heading
    words = SearchWords(of: heading).words
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
      if sections.count == 1, sections[0].words.isEmpty {
        sections[0].words = SearchWords(of: title).words
      } else {
        sections.append(SearchSection(id: outline.headings[heading].id, heading: title))
      }
    }
    return sections
  }

  /// Returns how the section begins, cut after a word.
  func opening(ofAtMost length: Int) -> String {
    guard length > 0 else { return "" }
    guard beginning.count > length else { return beginning }
    let cut = beginning.prefix(length)
    let end = cut.lastIndex(of: " ") ?? cut.endIndex
    return cut[..<end] + "…"
  }
}

// MARK: Reading

extension SearchSection {
  private mutating func add(_ block: Block, cells: [Int: Cell]) {
    if case .codeBlock(let info, let literal, _) = block.kind {
      return addCode(literal, info: info, cell: cells[block.lines.lowerBound])
    }
    let text = block.content.searchText
    if !text.isEmpty {
      words += SearchWords(of: text).words
      if case .paragraph = block.kind, beginning.count <= Self.longestOpening {
        beginning += (beginning.isEmpty ? "" : " ") + text.prefix(Self.longestOpening + 1)
      }
    }
    for child in block.children { add(child, cells: cells) }
  }

  private mutating func addCode(_ literal: String, info: String, cell: Cell?) {
    if let cell {
      guard cell.kind != .declaration, !cell.options.hidesInput else { return }
      words += SearchWords(of: cell.source).words
    } else if !info.hasPrefix("toc") {
      words += SearchWords(of: literal).words
    }
  }
}

extension [Inline] {
  /// The text that is searched and shown, on one line: what is read, without formulas and marks.
  fileprivate var searchText: String {
    var text = ""
    add(to: &text)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func add(to text: inout String) {
    for inline in self {
      switch inline.kind {
      case .text(let part), .code(let part): text += part
      case .softBreak, .lineBreak: text += " "
      case .math(let tex, _): text += tex.utf8.count < 20 && !tex.contains("\\") ? tex : "…"
      case .html, .role, .footnoteReference: break
      case .emphasis, .strong, .strikethrough, .link, .image: inline.children.add(to: &text)
      }
    }
  }
}
