internal import Execution

/// What `book.json` says about all chapters of a folder.
package struct Book: Hashable, Sendable {
  /// The name of the file.
  package static let fileName = "book.json"

  /// How large the file may be, in bytes: far above what a book has to say.
  static let largestFile = 1 << 20

  /// The title of the book; empty when it has none.
  package var title = ""
  /// Who wrote it; empty when it does not say.
  package var author = ""
  /// The language of its text, as in HTML's `lang`.
  package var language = "en"
  /// The colours of its pages until their reader chooses others: one of `themes`.
  package var theme = "auto"
  /// The address of the repository its sources are in, or of a chapter's source with `{path}`.
  package var repository: String?
  /// The tabs of chapters that declare none.
  package var tabs: [String] = []
  /// The TeX of commands that formulas may use besides TeX's own, by name without the backslash.
  package var macros: [String: String] = [:]
  /// The folder for pages, relative to the book's; `nil` for the default.
  package var output: String?
  /// What numbers are compared with in tests: `rtol` and `atol`; `nil` for the default.
  package var tolerance = ToleranceChoice()
  /// The same for single chapters, by their names in the book without `.md`.
  package var chapterTolerances: [String: ToleranceChoice] = [:]
  /// Variables of the environment that cells see when they are tested.
  package var testEnvironment: [String: String] = [:]
  /// How long a cell may run, in seconds; `nil` for the default.
  package var cellTimeout: Double?
  /// How long all cells of a tab may run, in seconds; `nil` for the default.
  package var chapterTimeout: Double?
  /// How much memory a tab's process may use, in MiB; `nil` for the default.
  package var memoryLimit: Double?
  /// How much text a cell may put out, in KiB; `nil` for the default.
  package var outputLimit: Double?
  /// The module that the declarations its chapters save make up.
  package var library = LibraryBook.usualModule
  /// The paths of its chapters in their order, as they were found.
  package var chapters: [String] = []

  /// What `theme` can be.
  static let themes = ["auto", "light", "dark"]

  /// Creates a book that says nothing.
  package init() {}

  /// Whether `folder` is a book's: whatever is called like the file was meant to be it, also when
  /// it can't be read.
  static func isIn(_ folder: String) -> Bool {
    FileSystem.entry(at: Path.join(folder, fileName)) != nil
  }
}

/// What a book or a chapter says about how numbers are compared.
package struct ToleranceChoice: Hashable, Sendable {
  /// The relative tolerance.
  package var relative: Double?
  /// The absolute tolerance.
  package var absolute: Double?

  /// Creates a choice that says nothing.
  package init() {}
}
