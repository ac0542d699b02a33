package import NotebookModel

/// What a student handed in: a copy of a chapter with answers in it, or why that cannot be read.
package struct Submission: Hashable, Sendable {
  /// The file, as it was named.
  package var path: String
  /// What is in it; `nil` when it cannot be read.
  package var notebook: Notebook?
  /// Why it cannot be read; empty when it can.
  package var fault = ""
  /// The sources of the cells of a notebook of Jupyter, which has no lines; empty for Markdown.
  package var cellSources: [String] = []

  /// Creates the submission of what `notebook` holds.
  package init(_ notebook: Notebook, cellSources: [String] = []) {
    (path, self.notebook, self.cellSources) = (notebook.path, notebook, cellSources)
  }

  /// Creates a submission that cannot be read.
  package init(path: String, fault: String) { (self.path, self.fault) = (path, fault) }
}

extension Submission {
  /// Where `cell` is, in words: `line 12`, or `cell 3`.
  func place(of cell: Cell) -> String {
    jupyterCell(of: cell).map { "cell \($0.number)" } ?? "line \(cell.lines.lowerBound)"
  }

  /// Where a line of the answer in `cell` is, with the file: `s.md:12:5`, or `s.ipynb, cell 3,
  /// line 2`.
  func fullPlace(of line: Int, column: Int = 0, in cell: Cell) -> String {
    guard let (number, first) = jupyterCell(of: cell) else {
      return "\(path):\(line)" + (column > 0 ? ":\(column)" : "")
    }
    return "\(path), cell \(number), line \(max(1, line - cell.sourceLine + first))"
  }

  /// The number of the cell of Jupyter that holds `cell`, from 1, and the line in it on which the
  /// source begins.
  private func jupyterCell(of cell: Cell) -> (number: Int, line: Int)? {
    let source = cell.source.trimmedEnds
    for (index, text) in cellSources.enumerated() {
      guard let range = text.firstRange(of: source) else { continue }
      return (index + 1, text[..<range.lowerBound].count { $0.isNewline } + 1)
    }
    return nil
  }
}

/// What a submission has to say to an exercise.
package struct Answer: Hashable, Sendable {
  /// The cell that is graded; `nil` when there is none.
  package var cell: Cell?
  /// What a teacher should know: why there is no answer, or what is odd about it; may be empty.
  package var note = ""
}

extension Exercise.Part {
  /// The answer in a submission: the starter's cell as the student left it.
  ///
  /// Of several cells the last one counts, as it would in a run of the copy. `known` are the names
  /// of all exercises of the chapter.
  package func answer(in submission: Submission, tab: String, known: Set<String>) -> Answer {
    let starters = submission.notebook?.cells.filter { $0.answers != nil } ?? []
    let own = starters.filter { $0.answers == id }
    let fitting = own.filter { $0.tabs.contains(tab) }
    guard let cell = fitting.last ?? own.last else {
      return Answer(note: absence(in: submission, starters.filter { !isKnown($0, known) }))
    }
    let place = submission.place(of: cell)
    var notes: [String] = []
    if own.count > 1 {
      notes.append("\(own.count) cells have '%%exercise \(id)', and that in \(place) counts")
    }
    if fitting.isEmpty {
      notes.append("the answer was moved to tab '\(cell.tabs.joined(separator: ", "))'")
    }
    if cell.source.trimmedEnds == starter?.source.trimmedEnds {
      notes.append("the starter is unchanged")
    }
    return Answer(cell: cell, note: notes.joined(separator: "; "))
  }

  /// Whether a cell of a submission is the answer to an exercise that the chapter has.
  private func isKnown(_ cell: Cell, _ known: Set<String>) -> Bool {
    cell.answers.map(known.contains) ?? false
  }

  /// Why there is no answer; `others` answer exercises that the chapter does not have.
  private func absence(in submission: Submission, _ others: [Cell]) -> String {
    let missing = "the submission has no cell with '%%exercise \(id)'"
    let names = AnswerNames(in: starter?.source ?? "").declared
    if let other = others.first, let name = other.answers {
      let place = submission.place(of: other)
      return "\(missing); \(place) has '%%exercise \(name)', which the chapter does not"
    }
    let lost = submission.notebook?.cells.first { cell in
      cell.kind == .cell && cell.role == nil && !names.isEmpty
        && names.isSubset(of: AnswerNames(in: cell.source).declared)
    }
    guard let lost else { return missing }
    return "\(missing); what stands in \(submission.place(of: lost)) seems to have lost that line"
  }
}

extension Cell {
  /// The exercise that the cell is the starter of.
  fileprivate var answers: String? {
    if case .exercise(let id, _) = role, kind == .cell { id } else { nil }
  }
}

extension String {
  /// The text without blanks and line ends before and after it.
  fileprivate var trimmedEnds: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
