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

  /// The colours a page has until its reader chooses others.
  package enum Theme: String, Hashable, Sendable, CaseIterable { case auto, light, dark }

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
  /// The colours of the pages.
  package var theme = Theme.auto
  /// Where the sources are, when that is said.
  package var repository: Repository?

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
  /// Where a book's sources are kept, and where a reader can propose a change to them.
  package struct Repository: Hashable, Sendable {
    /// The address as `book.json` gives it; `{path}` in it stands for a chapter's path.
    package var address: String
    /// The way from the top of the repository to the book's folder: empty or with `/` at its end.
    package var folder: String

    /// Creates a repository.
    package init(address: String, folder: String = "") {
      self.address = address
      self.folder = folder
    }
  }

  /// Returns the place of `chapter`'s page below the output folder: `part/circles.html`.
  package static func pagePath(for chapter: String) -> String {
    chapter.hasSuffix(".md") ? "\(chapter.dropLast(3)).html" : "\(chapter).html"
  }

  /// Whether there is enough in the book to be searched.
  package var isSearchable: Bool { chapters.count > 1 }

  /// The direction of the prose, as in HTML's `dir`: by the script of the language tag, or by the
  /// script that its language is usually written in (Unicode's likely subtags).
  var direction: String {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    if let script = parts.dropFirst().first(where: { $0.count == 4 }) {
      return Self.rightToLeftScripts.contains(script) ? "rtl" : "ltr"
    }
    return Self.rightToLeftLanguages.contains(parts.first ?? "") ? "rtl" : "ltr"
  }

  private static let rightToLeftScripts: Set = [
    "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
  ]
  private static let rightToLeftLanguages: Set = [
    "ar", "arc", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn",
    "nqo", "pnb", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
  ]
}

extension Site.Repository {
  /// The address of the repository itself; none when only that of its chapters is known.
  var home: String? { address.contains(Self.pathMark) ? nil : address }

  /// Returns where `chapter` is edited.
  ///
  /// An address without `{path}` is taken as the hosts of Git repositories lay them out, with the
  /// chapters on the branch `main`.
  func editAddress(of chapter: String) -> String {
    guard address.contains(Self.pathMark) else {
      let base = address.hasSuffix("/") ? String(address.dropLast()) : address
      return "\(base)/edit/main/\(folder)\(chapter)"
    }
    return address.replacing(Self.pathMark, with: chapter)
  }

  private static let pathMark = "{path}"
}
