package import NotebookModel

/// One tab of a chapter: the cells that run, in order.
struct Program: Sendable {
  /// The chapter's path, as the author typed it.
  let path: String
  /// The folder the cells work in.
  let directory: String
  /// The tab, or `""` in a chapter without tabs.
  let tab: String
  var cells: [ProgramCell]
  /// What its outputs may depend on in the book's library; `nil` when it does not import that.
  var library: LibrarySlice?
  /// Which cell imports that.
  var importing: Int?
  /// The cells at which another tab of the chapter that began alike goes its own way.
  var partings: Set<Int> = []
  /// The first of the cells that are tried out in the place of the chapter's, of which nothing is
  /// remembered; `nil` when all are the chapter's.
  var attempted: Int?
  /// The folder that what is tried out is confined to, with `work` and `units` in it.
  var confinement: String?
  /// How long what is tried out may take together, in seconds, if that is limited.
  var secondsLeft: Double?
  /// What an answer that is tried out has to keep to.
  var contract: AnswerContract?
  /// Where the cells of an answer are among those that are tried out.
  var answers = 0..<0
}

/// A cell as a tab runs it.
struct ProgramCell: Sendable {
  /// The position among the notebook's cells.
  let index: Int
  /// The Swift of this tab, byte for byte where the chapter has it.
  let source: [UInt8]
  let options: CellOptions
  /// The line of the chapter on which `source` begins.
  let sourceLine: Int
  /// What was taken off each line on its left, in bytes.
  let indentation: [Int]
  /// The name under which the compiler knows the cell's source.
  let file: String
  /// What its lines in `file` are ahead of its own, counted from 1.
  let lineOffset: Int

  /// Whether the cell's outputs may depend on where it stands in the chapter.
  let mentionsPlace: Bool
  /// The file it stands in, when that is not the program's.
  var path: String?
  /// Whether it checks the cells before it.
  var isCheck = false
  /// Whether it runs apart from the program, which goes on without it.
  var isApart: Bool { options.expectsError || options.expectedDiagnostic != nil }
}

extension Program {
  /// Whether it is tried out beside the chapter.
  var isAttempt: Bool { attempted != nil }

  /// The file that the cell at `position` stands in.
  func path(of position: Int) -> String {
    cells.indices.contains(position) ? cells[position].path ?? path : path
  }

  /// What its state depends on: at the start, and with each cell.
  var chain: [String] {
    let imported = library.map { Digest(["library"] + $0.dependence).description }
    return [Digest([directory]).description]
      + cells.enumerated().map { position, cell in
        let library = position == importing ? imported.map { " " + $0 } : nil
        return "\(cell.file) \(cell.dependence)\(library ?? "")"
      }
  }

  /// The program of `tab` in `notebook`.
  init(_ notebook: Notebook, tab: String) {
    path = notebook.path
    self.tab = tab
    let folder = notebook.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let parent = folder.joined(separator: "/")
    directory = parent.isEmpty ? (notebook.path.hasPrefix("/") ? "/" : ".") : parent
    var copies: [[UInt8]: Int] = [:]
    cells = notebook.runningCells(in: tab).map { cell in
      ProgramCell(cell, tab: tab, in: notebook, copies: &copies)
    }
  }
}

extension ProgramCell {
  private static let places: Set = ["#file", "#filePath", "#fileID", "#line", "#column"]

  /// `copies` counts the cells with the same source so far, each of which has a name of its own.
  fileprivate init(
    _ cell: Cell, tab: String, in notebook: Notebook, copies: inout [[UInt8]: Int]
  ) {
    index = cell.index
    source = SaveMark.blanking(
      Array(selectingTab(tab, in: cell.source, known: notebook.tabs).source.utf8))
    options = cell.options
    sourceLine = cell.sourceLine
    indentation = cell.indentation
    mentionsPlace = CellToken.all(of: source).contains { Self.places.contains($0.text) }
    // A cell that doesn't ask where it is can stand anywhere without being compiled again.
    if mentionsPlace {
      (file, lineOffset) = (notebook.path, cell.sourceLine - 1)
    } else {
      let copy = copies[source, default: 0]
      file =
        "lectern-cell-" + Digest(of: source).description.prefix(16) + (copy > 0 ? "-\(copy)" : "")
      copies[source] = copy + 1
      lineOffset = 1
    }
  }
}

extension Notebook {
  /// The cells that a run of `tab` executes, in order.
  ///
  /// Where an exercise has no solution, as in a student's copy, its starter runs in place of one.
  package func runningCells(in tab: String) -> [Cell] {
    let own = cells.filter { $0.tabs.contains(tab) }
    var solved: Set<String> = []
    for case .solution(let id)? in own.map(\.role) { solved.insert(id) }
    return own.filter { cell in
      guard case .exercise(let id, _) = cell.role else { return cell.isExecuted }
      return !solved.contains(id) && cell.isRunnable
    }
  }
}

extension Cell {
  /// Whether a run of its tabs executes it, whatever other cells there are.
  var isExecuted: Bool {
    switch role {
    case nil, .solution: isRunnable
    case .exercise, .check, .wrong, .hint: false
    }
  }

  /// Whether it is Swift that is meant to run.
  fileprivate var isRunnable: Bool { kind == .cell && !options.isNotRun }
}
