import Markdown
import NotebookModel

/// What a chapter points at and offers, gathered in one walk through its tree.
struct ChapterWalk {
  /// Something written, and the bytes of the file it covers.
  struct Mention: Hashable {
    var text: String
    var bytes: Range<Int>
  }

  /// A heading outside of quotations.
  struct Heading: Hashable {
    var level: Int
    var bytes: Range<Int>
  }

  /// Where links lead, the author's own `<a href>` included.
  private(set) var links: [Mention] = []
  /// The pictures that `<img src>` shows; those of Markdown are looked up elsewhere.
  private(set) var rawImages: [Mention] = []
  /// The pictures without a text that stands for them.
  private(set) var silentImages: [Range<Int>] = []
  /// The headings in file order.
  private(set) var headings: [Heading] = []
  /// The `id`s and `name`s in the author's own HTML.
  private(set) var rawIDs: Set<String> = []
  private let bytes: [UInt8]

  /// Walks through `notebook`.
  init(_ notebook: Notebook) {
    bytes = notebook.bytes
    visit(notebook.document.blocks, isQuoted: false)
  }

  private mutating func visit(_ blocks: [Block], isQuoted: Bool) {
    for block in blocks {
      switch block.kind {
      case .heading(let level) where !isQuoted:
        headings.append(Heading(level: level, bytes: block.bytes))
      case .html: visitRaw(block.bytes)
      default: break
      }
      visit(block.content)
      visit(block.children, isQuoted: isQuoted || block.kind == .blockQuote)
    }
  }

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .link(let destination, _): links.append(Mention(text: destination, bytes: inline.bytes))
      case .image where inline.children.title.isEmpty: silentImages.append(inline.bytes)
      case .html: visitRaw(inline.bytes)
      default: break
      }
      visit(inline.children)
    }
  }

  private mutating func visitRaw(_ range: Range<Int>) {
    for tag in RawTag.tags(in: bytes[range]) {
      for name in ["id", "name"] {
        if let id = tag.attributes[name] { rawIDs.insert(id) }
      }
      if tag.name == "a", let destination = tag.attributes["href"] {
        links.append(Mention(text: destination, bytes: tag.bytes))
      }
      guard tag.name == "img" else { continue }
      if let source = tag.attributes["src"] {
        rawImages.append(Mention(text: source, bytes: tag.bytes))
      }
      // An empty `alt` says on purpose that the picture means nothing.
      if tag.attributes["alt"] == nil { silentImages.append(tag.bytes) }
    }
  }
}
