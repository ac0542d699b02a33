package import Markup
package import SourceText

/// A finished page with what has to lie beside it.
package struct Page: Sendable {
  /// A file of the book that the page shows.
  package struct Asset: Hashable, Comparable, Sendable {
    /// Where the file is.
    package var source: String
    /// Where it belongs, relative to the output folder.
    package var destination: String

    package static func < (a: Asset, b: Asset) -> Bool {
      (a.destination, a.source) < (b.destination, b.source)
    }
  }

  /// How a page comes with what it needs.
  package enum Form: Hashable, Sendable {
    /// With its files beside it, and links to the other pages of the book.
    case beside
    /// With everything in it, and nothing that would lead out of it to a page that isn't there.
    case single
  }

  /// Where the page belongs, relative to the output folder.
  package var path: String
  /// The title, as text.
  package var title: String
  /// The whole page.
  package var html: HTML
  /// The files to copy, each once, in order of destination.
  package var assets: [Asset] = []
  /// What was wrong with the chapter's references and the templates.
  package var diagnostics: [Diagnostic] = []

  /// The page's bytes, UTF-8.
  package var bytes: [UInt8] { Array(html.markup.utf8) }
}

/// A file that all pages of a book share, such as the style sheet.
package struct SharedFile: Hashable, Sendable {
  /// Where it belongs, relative to the output folder; holds a hash of the bytes.
  package var path: String
  /// Its content.
  package var bytes: [UInt8]
}
