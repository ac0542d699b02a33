package import Markdown
package import SourceText

/// A parsed chapter: its cells in file order, and the tabs they belong to.
package struct Notebook: Hashable, Sendable {
  /// The path as the author typed it; diagnostics and `#sourceLocation` use it.
  package var path: String
  /// The file, byte for byte.
  package var bytes: [UInt8]
  /// The Markdown tree of the whole file.
  package var document: Document
  /// The declared tabs in order, spelt as declared; empty for a chapter of one unnamed program.
  package var tabs: [String]
  /// The tabs that have a program, in declared order; `[""]` for one unnamed program, and none when
  /// no cell runs.
  package var programs: [String]
  /// Prose, cells and declarations in file order; their bytes cover the file without gap.
  package var cells: [Cell]
  /// What is wrong with the file, in order of position.
  package var diagnostics: [Diagnostic]

  /// Creates a notebook.
  package init(
    path: String, bytes: [UInt8], document: Document, tabs: [String], programs: [String],
    cells: [Cell], diagnostics: [Diagnostic]
  ) {
    self.path = path
    self.bytes = bytes
    self.document = document
    self.tabs = tabs
    self.programs = programs
    self.cells = cells
    self.diagnostics = diagnostics
  }
}

/// A stretch of a chapter that stands or runs as one.
package struct Cell: Hashable, Sendable {
  /// What a cell is.
  package enum Kind: String, Hashable, Sendable {
    /// Markdown, never run.
    case prose
    /// Swift that runs.
    case cell
    /// A cell in another language: shown, never run. A hint is one, in Markdown.
    case foreign
    /// The cell that declares the chapter's tabs: neither shown nor run.
    case declaration
  }

  /// The position among the notebook's cells, from 0.
  package var index: Int
  /// What the cell is.
  package var kind: Kind
  /// The language of its source, lower case; empty for prose.
  package var language: String
  /// The lines it covers, from 1, fences included.
  package var lines: ClosedRange<Int>
  /// The bytes of the file it covers.
  package var bytes: Range<Int>
  /// The declared tabs it belongs to, in declared order; `[""]` in a chapter without tabs.
  package var tabs: [String]
  /// What `%%cell` says.
  package var options: CellOptions
  /// Its part in an exercise, if it has one.
  package var role: CellRole?
  /// The source without directive lines, fence and indentation; the Markdown itself for prose.
  package var source: String
  /// The line of the file on which `source` begins.
  package var sourceLine: Int
  /// How many bytes of fence indentation or container prefix were taken off each source line.
  package var indentation: [Int]

  /// Creates a cell.
  package init(
    index: Int, kind: Kind, language: String, lines: ClosedRange<Int>, bytes: Range<Int>,
    tabs: [String], options: CellOptions = CellOptions(), role: CellRole? = nil, source: String,
    sourceLine: Int, indentation: [Int] = []
  ) {
    self.index = index
    self.kind = kind
    self.language = language
    self.lines = lines
    self.bytes = bytes
    self.tabs = tabs
    self.options = options
    self.role = role
    self.source = source
    self.sourceLine = sourceLine
    self.indentation = indentation
  }
}

/// What `%%cell` and the older `#@hide` lines say about a cell.
package struct CellOptions: Hashable, Sendable {
  /// The source is not shown.
  package var hidesInput = false
  /// The outputs are not shown.
  package var hidesOutput = false
  /// The cell is shown but not run.
  package var isNotRun = false
  /// The last expression is not echoed.
  package var isNotEchoed = false
  /// The label of the figure the cell draws.
  package var label: String?
  /// The caption of the figure the cell draws.
  package var caption: String?
  /// How long the cell may run, in seconds.
  package var timeout: Double?
  /// The cell must stop with a runtime error.
  package var expectsError = false
  /// The cell must fail to compile with a diagnostic that contains this.
  package var expectedDiagnostic: String?
  /// The outputs are not compared.
  package var ignoresOutput = false
  /// The relative tolerance of comparisons.
  package var relativeTolerance: Double?
  /// The absolute tolerance of comparisons.
  package var absoluteTolerance: Double?
  /// The tab whose output this cell's output in other tabs must agree with.
  package var sameAs: String?
  /// What the info string says by name (`n` of `n=3`, `id` of `#name`).
  package var others: [String: String] = [:]

  /// Creates options that change nothing.
  package init() {}
}

/// The part a cell plays in an exercise.
package enum CellRole: Hashable, Sendable {
  case exercise(id: String, points: Double?)
  case solution(id: String)
  case check(id: String, points: Double?, name: String?, isHidden: Bool)
  case wrong(id: String, expect: String?)
  /// Markdown that helps along.
  case hint(id: String)
}
