import Markdown
package import NotebookModel

/// A chapter without the book around it: what its text then has to say in words of its own, and the
/// files that have to go along.
package struct DetachedChapter: Sendable {
  /// Text of the chapter that would lead to other chapters, and what is to stand in its place.
  package struct Edit: Hashable, Sendable {
    /// The bytes of the chapter.
    package var range: Range<Int>
    package var text: String
  }

  /// In file order, without overlap.
  package private(set) var edits: [Edit] = []
  /// The pictures, linked files and lists of references, with their paths inside the book.
  package let files: [Page.Asset]
  private let check: ChapterCheck
  private let book: BookIndex
  private let path: String
  private let pages: BookPages

  /// Finds what ties `notebook`, the chapter at `path`, to the other chapters of `site`.
  package init(of notebook: Notebook, at path: String, site: Site, book: BookIndex) {
    self.book = book
    self.path = path
    pages = BookPages(chapters: Set(site.chapters.map(\.path)))
    check = ChapterCheck(notebook, at: path, site: site, book: book, pages: pages)
    var assets = check.assets
    for use in check.outline.bibliographies {
      guard let inside = check.files.insidePath(use.name),
        case .file(let asset, _) = check.files.file(inside)
      else { continue }
      assets.insert(asset)
    }
    files = assets.sorted()
    visit(notebook.document.blocks)
  }
}

extension DetachedChapter {
  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      visit(block.content)
      visit(block.children)
    }
  }

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .role(let name, let argument):
        if let words = words(of: name, argument) {
          edits.append(Edit(range: inline.bytes, text: words.escapedForMarkdown))
        }
      case .link(let destination, _) where leadsAway(destination): unlink(inline)
      default: visit(inline.children)
      }
    }
  }

  /// Returns what a role says that only the book can tell; `nil` when the chapter can by itself.
  private func words(of role: String, _ argument: String) -> String? {
    if let words = Target.roles[role] {
      guard check.outline.targets[argument] == nil else { return nil }
      return check.labels[argument].map(words)
    }
    guard Citations.roles.contains(role), check.outline.bibliographies.isEmpty else { return nil }
    return book.citation(of: argument, role: role, in: path)
  }

  private func leadsAway(_ destination: String) -> Bool {
    guard case .page(let chapter, _, _) = check.files.place(ofLink: destination, among: pages)
    else { return false }
    return chapter != path
  }

  /// Leaves of a link what it shows.
  private mutating func unlink(_ link: Inline) {
    guard let first = link.children.first, let last = link.children.last else { return }
    edits.append(Edit(range: link.bytes.lowerBound..<first.bytes.lowerBound, text: ""))
    visit(link.children)
    edits.append(Edit(range: last.bytes.upperBound..<link.bytes.upperBound, text: ""))
  }
}

extension String {
  /// The text such that Markdown shows it as it is.
  fileprivate var escapedForMarkdown: String {
    String(flatMap { "\\`*_[]<>$~".contains($0) ? ["\\", $0] : [$0] })
  }
}
