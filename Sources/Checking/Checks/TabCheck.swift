internal import CellOutput
internal import Execution
internal import NotebookModel

/// Compares what the cells of one tab put out with what was accepted.
struct TabCheck {
  private let notebook: Notebook
  private let tab: String
  private let basis: ChapterCheck.Basis
  private(set) var cases: [CheckCase] = []
  private(set) var slots: [ChapterCheck.Slot] = []

  /// A cell that ran, and what it put out.
  private struct Ran {
    let cell: Cell
    let identity: CellIdentity
    let result: CellResult
    let pieces: [Piece]
  }

  init(
    _ notebook: Notebook, tab: String, _ results: [Int: CellResult],
    against basis: ChapterCheck.Basis
  ) {
    self.notebook = notebook
    self.tab = tab
    self.basis = basis
    let ran = notebook.runningCells(in: tab).map { cell in
      let result = results[cell.index] ?? CellResult(.notRun)
      return Ran(
        cell: cell, identity: CellIdentity(cell, tab: tab, in: notebook), result: result,
        pieces: [Piece](recording: result, options: cell.options))
    }
    check(ran)
  }

  private mutating func check(_ ran: [Ran]) {
    let accepted = basis.file?.tabs.first { $0.name.lowercased() == tab.lowercased() }
    let sections = accepted?.sections ?? []
    let compared = ran.indices.filter { !ran[$0].cell.options.ignoresOutput }
    let alignment = CellAlignment(sections.map(\.cell), to: compared.map { ran[$0].identity }) {
      ran[compared[$0]].pieces.isEmpty
    }
    var sectionOf: [Int: Int] = [:]
    for (section, cell) in alignment.cells { sectionOf[compared[cell]] = section }
    var next = 0
    for (index, cell) in ran.enumerated() {
      let section = sectionOf[index]
      if let section, section >= next {
        for orphan in next..<section where alignment.cells[orphan] == nil {
          addOrphan(sections[orphan])
        }
        next = section + 1
      }
      judge(cell, section.map { sections[$0] })
    }
    for orphan in next..<max(next, sections.count) where alignment.cells[orphan] == nil {
      addOrphan(sections[orphan])
    }
  }

  private mutating func addOrphan(_ section: ExpectationFile.Section) {
    let place = tab.isEmpty ? "" : " in the tab '\(tab)'"
    let orphan = CheckCase(
      group: tab, section.cell.firstLine, file: basis.path, line: section.line, .orphaned,
      message: "no cell\(place) belongs to this output any more",
      details: ["it was accepted of: \(section.cell.firstLine)"])
    cases.append(orphan)
    slots.append(ChapterCheck.Slot(old: section, new: nil, reason: orphan))
  }
}

extension TabCheck {
  private mutating func judge(_ ran: Ran, _ section: ExpectationFile.Section?) {
    switch ran.result.status {
    case .failed: fail(ran)
    case .notRun, .skipped:
      cases.append(verdict(.skipped, of: ran, "a cell before it failed, so it did not run"))
    case .finished:
      if ran.cell.options.ignoresOutput {
        cases.append(verdict(.passed, of: ran))
      } else if let section {
        return compare(ran, with: section)
      } else {
        return accept(ran)
      }
    }
    if let section {
      slots.append(ChapterCheck.Slot(old: section, new: section, reason: nil))
    }
  }

  private mutating func fail(_ ran: Ran) {
    var (message, line, hint): (String, Int, String?) = ("the cell failed", 0, nil)
    for case .failure(let failure) in ran.result.outputs.reversed() {
      (message, line, hint) = (failure.message, failure.line, failure.hint)
    }
    var failed = verdict(.failed, of: ran, message, hint.map { ["hint: " + $0] } ?? [])
    if line > 0 { failed.line = line }
    cases.append(failed)
  }

  /// A cell of which nothing was accepted yet.
  private mutating func accept(_ ran: Ran) {
    guard !ran.pieces.isEmpty else { return cases.append(verdict(.passed, of: ran)) }
    let difference = PieceComparison([], ran.pieces, Tolerance()).difference
    let missing = verdict(
      .missing, of: ran, "no output of this cell has been accepted yet", difference)
    cases.append(missing)
    slots.append(
      ChapterCheck.Slot(
        old: nil, new: ExpectationFile.Section(ran.identity, ran.pieces), reason: missing))
  }

  private mutating func compare(_ ran: Ran, with section: ExpectationFile.Section) {
    let comparison = PieceComparison(
      section.pieces, ran.pieces, basis.tolerance(for: ran.cell.options))
    let isSameCell = section.cell.names(ran.identity) || section.cell.source == ran.identity.source
    if comparison.isEqual, isSameCell {
      cases.append(verdict(.passed, of: ran))
      slots.append(ChapterCheck.Slot(old: section, new: section, reason: nil))
      return
    }
    let isChanged = section.cell.source != ran.identity.source
    let message =
      comparison.isEqual
      ? "the cell has changed since its output was accepted; the output is the same"
      : isChanged
        ? "the cell has changed, and its output differs from what was accepted"
        : "the output differs from what was accepted"
    let reason = verdict(
      isChanged ? .outdated : .mismatch, of: ran, message, comparison.difference)
    cases.append(reason)
    // A cell that puts out nothing has no section.
    let new = ExpectationFile.Section(ran.identity, comparison.merged)
    slots.append(
      ChapterCheck.Slot(
        old: section, new: comparison.merged.isEmpty ? nil : new, reason: reason,
        figures: comparison.figures))
  }

  private func verdict(
    _ verdict: CheckCase.Verdict, of ran: Ran, _ message: String = "", _ details: [String] = []
  ) -> CheckCase {
    CheckCase(
      group: tab, ran.identity.label ?? ran.identity.firstLine, file: notebook.path,
      line: ran.cell.sourceLine, verdict, message: message, details: details,
      seconds: ran.result.seconds)
  }
}
