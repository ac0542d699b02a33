package import CellOutput
package import SourceText

/// How chapters are run.
package struct RunOptions: Sendable {
  /// The tabs to run, without case; all when empty.
  package var tabs: [String] = []
  /// How many processes may work at once.
  package var jobs: Int
  /// Whether cached outputs and units are ignored.
  package var isFresh = false
  /// The folder of the cache (`.lectern`).
  package var cacheDirectory: String
  /// How long a cell may run, in seconds, unless it says otherwise.
  package var cellTimeout: Double = 300
  /// How long a cell of an attempt at an exercise may run, in seconds, unless it says otherwise.
  package var attemptTimeout: Double = 10
  /// How long all cells of one tab may run, in seconds.
  package var chapterTimeout: Double = 3600
  /// How much memory a tab's process may use, in bytes.
  package var memoryLimit: Int = 4 << 30
  /// How much text a cell may put out, in bytes, before the rest is dropped with a mark.
  package var outputLimit: Int = 1 << 20
  /// The book that the chapters belong to, for what they save and import; `nil` for none.
  package var library: LibraryBook?

  /// Variables that cells see besides, or instead of, those of this process.
  package var environment: [String: String] = [:]

  /// Creates the usual options.
  package init(jobs: Int, cacheDirectory: String) {
    self.jobs = jobs
    self.cacheDirectory = cacheDirectory
  }
}

/// What became of a chapter.
package struct ChapterRun: Sendable {
  /// The chapter's path.
  package var path: String
  /// By tab (`""` for the unnamed program), the result of each executed cell by its index.
  package var results: [String: [Int: CellResult]]
  /// What went wrong, at its place in the chapter: failures of cells, as diagnostics.
  package var diagnostics: [Diagnostic]
  /// By tab, whether every cell came from the cache.
  package var cachedTabs: Set<String>

  /// Creates the run of a chapter.
  package init(
    path: String, results: [String: [Int: CellResult]], diagnostics: [Diagnostic],
    cachedTabs: Set<String>
  ) {
    self.path = path
    self.results = results
    self.diagnostics = diagnostics
    self.cachedTabs = cachedTabs
  }
}

/// What happens while chapters run, as it happens.
package enum RunEvent: Sendable {
  /// A tab of a chapter is about to run (or come from the cache) with this many cells.
  case planned(chapter: String, tab: String, cells: Int)
  /// A tab's cells are being compiled.
  case compiling(chapter: String, tab: String)
  /// A cell began; `line` is its first line in the chapter.
  case began(chapter: String, tab: String, cell: Int, line: Int)
  /// A cell put something out.
  case output(chapter: String, tab: String, cell: Int, Output)
  /// A cell ended.
  case ended(chapter: String, tab: String, cell: Int, CellResult)
  /// All tabs of a chapter are done.
  case finished(ChapterRun)
}
