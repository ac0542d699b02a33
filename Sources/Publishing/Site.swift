/// What a page needs to know about the book around it.
package struct Site: Hashable, Sendable {
  /// A chapter of the book.
  package struct Chapter: Hashable, Sendable {
    /// The path of its Markdown file, relative to the book's folder.
    package var path: String
    /// Its title.
    package var title: String

    /// Creates a chapter.
    package init(path: String, title: String) {
      self.path = path
      self.title = title
    }
  }

  /// The book's title; empty when there is none.
  package var title: String
  /// Who wrote it; empty when that isn't said.
  package var author: String
  /// The language of the prose, as in HTML's `lang`.
  package var language: String
  /// The TeX of the book's own commands, by name without the backslash.
  package var macros: [String: String]
  /// The book's folder; pages show no file outside it.
  package var folder: String
  /// The chapters in reading order; may be empty when chapters are rendered alone.
  package var chapters: [Chapter]

  /// Creates a site.
  package init(
    title: String = "", author: String = "", language: String = "en",
    macros: [String: String] = [:], folder: String, chapters: [Chapter] = []
  ) {
    self.title = title
    self.author = author
    self.language = language
    self.macros = macros
    self.folder = folder
    self.chapters = chapters
  }
}

extension Site {
  /// Returns the place of `chapter`'s page below the output folder: `part/circles.html`.
  package static func pagePath(for chapter: String) -> String {
    chapter.hasSuffix(".md") ? "\(chapter.dropLast(3)).html" : "\(chapter).html"
  }
}
