/// What a command line says, apart from the command's name.
package struct Settings: Hashable, Sendable {
  /// How `inspect` prints a notebook, and `lint` what it finds.
  package enum Format: String, Hashable, Sendable, CaseIterable { case text, json, github }

  /// A report that a test writes.
  package struct Report: Hashable, Sendable {
    /// What it is for.
    package enum Kind: String, Hashable, Sendable, CaseIterable { case junit, json, html, csv }

    package var kind: Kind
    /// The file it goes to.
    package var path: String
  }

  /// The files and folders, as they were typed.
  package var paths: [String] = []
  /// The folder for pages; `nil` when the book or the default decides.
  package var output: String?
  /// The file that a chapter becomes with all that it needs; `nil` for pages in a folder.
  package var single: String?
  /// The tabs to run; all when empty.
  package var tabs: [String] = []
  /// Whether cells run.
  package var runsCells = true
  /// Whether what was computed before is ignored.
  package var isFresh = false
  /// How many processes may work at once; `nil` for one a core.
  package var jobs: Int?
  /// Whether only errors are printed.
  package var isQuiet = false
  /// Whether the page is shown in a browser in the end.
  package var opensPage = false
  /// How a notebook, or what is wrong with it, is printed.
  package var format = Format.text
  /// Whether what differs from the accepted outputs is accepted.
  package var updates = false
  /// Whether each difference is asked about.
  package var isInteractive = false
  /// The reports to write.
  package var reports: [Report] = []
  /// Whether a warning counts as a failure.
  package var isStrict = false
  /// The book, or the folder of it, that a new chapter is for; `nil` for the current folder.
  package var book: String?
  /// Whether everything that Lectern wrote goes, pages included.
  package var cleansAll = false
  /// How many days something in the cache must have been idle to go.
  package var olderThanDays: Double?

  /// Whether one notebook holds the cells of all tabs.
  package var combinesTabs = false
  /// Whether a student's copy is a notebook of Jupyter.
  package var writesNotebook = false
  /// The forms in which grades are to be printed, of which there may be one; as text when empty.
  package var gradeFormats: [Report.Kind] = []
  /// How long an answer to an exercise, or a check of it, may take, in seconds.
  package var attemptTimeout: Double?
  /// Whether files that are there may be replaced.
  package var replacesFiles = false

  /// Creates the settings of a command line without options.
  package init() {}
}
