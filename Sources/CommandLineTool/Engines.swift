package import Execution
package import NotebookModel
package import SourceText

/// Gives the next notebook to run, or `nil` when there is none left.
package typealias NotebookFeed = @Sendable () async -> Notebook?

/// An answer to an exercise, and what checks it.
package struct ExamQuestion: Sendable {
  /// The cells of the answer, which may be none.
  package var answer: [Cell]
  package var checks: [Cell]
  /// Where the answer stands among the chapter's cells.
  package var index: Int
  package var notebook: Notebook
  package var tab: String
  /// The file the answer stands in, when that is not the chapter.
  package var path: String?
  /// Whether the answer is a stranger's, and may touch nothing.
  package var isConfined = false

  /// Creates a question.
  package init(
    answer: [Cell], checks: [Cell], index: Int, _ notebook: Notebook, _ tab: String
  ) {
    (self.answer, self.checks, self.index) = (answer, checks, index)
    (self.notebook, self.tab) = (notebook, tab)
  }
}

/// Runs an answer to an exercise and its checks, behind the chapter's cells before it.
package typealias Examiner = @Sendable (ExamQuestion) async -> Attempt

/// What the commands need of the stages behind them; tests put scripted ones here.
package struct Engines: Sendable {
  /// Reads a chapter's bytes under its path, with the tabs of its book.
  package var parse: @Sendable (_ bytes: [UInt8], _ path: String, _ tabs: [String]) -> Notebook
  /// The model of a notebook, as `inspect` prints it.
  package var describe: @Sendable (Notebook, Settings.Format) -> String
  /// Runs notebooks, asking for the next one when there is room for it, and tells what happens.
  package var run:
    @Sendable (
      _ next: @escaping NotebookFeed, RunOptions, _ tell: @escaping @Sendable (RunEvent) -> Void
    ) async throws -> Void
  /// What would become of each cell, and why, as `why` prints it.
  package var explain: @Sendable (Notebook, RunOptions) async throws -> String
  /// Makes the press that turns the runs of a book's chapters into pages.
  package var press: @Sendable (BookFolder) throws -> Press
  /// What is wrong with a book's chapters, found without running them.
  package var lint: @Sendable (BookFolder) async -> [Diagnostic]
  /// Makes an examiner, which keeps the states that attempts start from for as long as it lives.
  package var examine: @Sendable (RunOptions) throws -> Examiner

  /// Creates the engines.
  package init(
    parse: @escaping @Sendable ([UInt8], String, [String]) -> Notebook,
    describe: @escaping @Sendable (Notebook, Settings.Format) -> String,
    run:
      @escaping @Sendable (
        @escaping NotebookFeed, RunOptions, @escaping @Sendable (RunEvent) -> Void
      ) async throws -> Void,
    explain: @escaping @Sendable (Notebook, RunOptions) async throws -> String,
    press: @escaping @Sendable (BookFolder) throws -> Press,
    lint: @escaping @Sendable (BookFolder) async -> [Diagnostic],
    examine: @escaping @Sendable (RunOptions) throws -> Examiner = Engines.examiner
  ) {
    self.parse = parse
    self.describe = describe
    self.run = run
    self.explain = explain
    self.press = press
    self.lint = lint
    self.examine = examine
  }
}

/// Turns the chapters of one book into files.
package struct Press: Sendable {
  /// A file of the finished book.
  package struct File: Hashable, Sendable {
    /// Where it belongs, relative to the output folder.
    package var name: String
    /// Its content.
    package var bytes: [UInt8]

    /// Creates a file.
    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// A chapter's page with the files it shows.
  package struct Sheet: Sendable {
    /// The page first, then what has to lie beside it.
    package var files: [File]
    /// What is wrong with the chapter's references.
    package var diagnostics: [Diagnostic]

    /// Creates a sheet.
    package init(files: [File], diagnostics: [Diagnostic]) {
      self.files = files
      self.diagnostics = diagnostics
    }
  }

  /// The files every page needs: style sheet, script, a list of chapters.
  package var shared: [File]
  /// What is wrong with the templates.
  package var diagnostics: [Diagnostic]
  /// Whether its sheets show what is wrong with a chapter, so that one that cannot be run has one.
  package var showsErrors = false
  /// The page of a chapter; without a run, its cells are shown as not run.
  package var sheet: @Sendable (Notebook, ChapterFile, ChapterRun?) throws -> Sheet

  /// The page of a chapter with all that it needs in it.
  private let wholeSheet: @Sendable (Notebook, ChapterFile, ChapterRun?) throws -> Sheet

  /// Creates a press; what `whole` makes needs no other file.
  package init(
    shared: [File], diagnostics: [Diagnostic] = [],
    whole: @escaping @Sendable (Notebook, ChapterFile, ChapterRun?) throws -> Sheet = { _, _, _ in
      Sheet(files: [], diagnostics: [])
    },
    sheet: @escaping @Sendable (Notebook, ChapterFile, ChapterRun?) throws -> Sheet
  ) {
    self.shared = shared
    self.diagnostics = diagnostics
    self.sheet = sheet
    wholeSheet = whole
  }

  /// The press that makes of a chapter the one file `name`.
  func single(as name: String) -> Press {
    var press = Press(shared: [], diagnostics: diagnostics) {
      [wholeSheet] notebook, chapter, run in
      var sheet = try wholeSheet(notebook, chapter, run)
      for index in sheet.files.indices { sheet.files[index].name = name }
      return sheet
    }
    press.showsErrors = showsErrors
    return press
  }
}
