internal import CellOutput
package import Execution
package import NotebookModel
package import SourceText

/// Compares what a chapter put out with what was accepted.
package struct ChapterCheck: Sendable {
  /// Whence to read and compare.
  package struct Basis: Sendable {
    /// The path of the file of expected outputs.
    package var path: String
    /// What it holds; `nil` when there is no such file.
    package var file: ExpectationFile?
    /// What is wrong with it; nothing is compared or changed then.
    package var faults: [Diagnostic]
    /// What cells are compared with, unless they say otherwise.
    package var tolerance: Tolerance

    /// Creates the basis of a check.
    package init(
      path: String, file: ExpectationFile?, faults: [Diagnostic] = [],
      tolerance: Tolerance = Tolerance()
    ) {
      self.path = path
      self.file = file
      self.faults = faults
      self.tolerance = tolerance
    }
  }

  /// A section of the file as it is, and as it would have to be.
  package struct Slot: Sendable {
    package let old: ExpectationFile.Section?
    package let new: ExpectationFile.Section?
    /// The case that says why they differ; `nil` when they do not.
    package let reason: CheckCase?
    /// The figures that differ.
    package var figures: [(old: FigureRecord, new: FigureRecord)] = []

    /// Whether an update changes it.
    package var isChange: Bool { old != new }
  }

  /// What was checked.
  package private(set) var suite: CheckSuite
  /// By tab, the sections in their order.
  package private(set) var slots: [(tab: String, slots: [Slot])] = []
  let basis: Basis

  /// Checks `run` of `notebook`; tabs that did not run are left out.
  package init(_ notebook: Notebook, _ run: ChapterRun, against basis: Basis) {
    self.basis = basis
    suite = CheckSuite(file: notebook.path)
    guard basis.faults.isEmpty else {
      suite.cases = basis.faults.map { fault in
        let details = fault.hint.map { ["hint: " + $0] } ?? []
        return CheckCase(
          "expected output", file: fault.file, line: fault.position.line, .damaged,
          message: fault.message, details: details)
      }
      return
    }
    for tab in notebook.programs {
      if let results = run.results[tab] {
        add(tab, TabCheck(notebook, tab: tab, results, against: basis))
      }
    }
    addStrangeTabs(of: notebook)
    addComparisonsOfTabs(notebook, run)
  }

  private mutating func add(_ tab: String, _ check: TabCheck) {
    suite.cases += check.cases
    slots.append((tab, check.slots))
  }

  /// Sections of tabs that have no program any more.
  private mutating func addStrangeTabs(of notebook: Notebook) {
    let known = Set(notebook.programs.map { $0.lowercased() })
    for tab in basis.file?.tabs ?? [] where !known.contains(tab.name.lowercased()) {
      let name = tab.name.isEmpty ? "a chapter without tabs" : "the tab '\(tab.name)'"
      let hint = spellingHint(for: tab.name, in: notebook.programs)
      let orphan = CheckCase(
        group: tab.name, "outputs of \(name)", file: basis.path,
        line: max(1, tab.line == 0 ? tab.sections.first?.line ?? 1 : tab.line), .orphaned,
        message: "these are outputs of \(name), which has no program in the chapter",
        details: hint.map { ["hint: " + $0] } ?? [])
      suite.cases.append(orphan)
      slots.append((tab.name, tab.sections.map { Slot(old: $0, new: nil, reason: orphan) }))
    }
  }

  /// `same-as`: what a cell puts out in one tab, it puts out in the others.
  private mutating func addComparisonsOfTabs(_ notebook: Notebook, _ run: ChapterRun) {
    for cell in notebook.cells {
      guard let wanted = cell.options.sameAs?.lowercased(),
        let first = cell.tabs.first(where: { $0.lowercased() == wanted }),
        let model = run.results[first]?[cell.index], model.status == .finished
      else { continue }
      let expected = [Piece](recording: model, options: cell.options)
      for tab in cell.tabs where tab != first {
        guard let result = run.results[tab]?[cell.index], result.status == .finished else {
          continue
        }
        let comparison = PieceComparison(
          expected, [Piece](recording: result, options: cell.options),
          basis.tolerance(for: cell.options))
        let name = "\(CellIdentity(cell, tab: tab, in: notebook).firstLine) (same as \(first))"
        suite.cases.append(
          CheckCase(
            group: tab, name, file: notebook.path, line: cell.sourceLine,
            comparison.isEqual ? .passed : .disagreement,
            message: comparison.isEqual
              ? "" : "the output differs from that in the tab '\(first)'",
            details: comparison.difference))
      }
    }
  }
}

extension ChapterCheck.Basis {
  /// What a cell is compared with.
  func tolerance(for options: CellOptions) -> Tolerance {
    Tolerance(
      relative: options.relativeTolerance ?? tolerance.relative,
      absolute: options.absoluteTolerance ?? tolerance.absolute)
  }
}

extension ChapterCheck {
  /// The file with the changes that `accepts` says yes to; `nil` when nothing changes.
  package func updated(accepting accepts: (_ tab: String, Slot) -> Bool) -> ExpectationFile? {
    guard basis.faults.isEmpty else { return nil }
    var file = basis.file ?? ExpectationFile(for: suite.file)
    var hasChanged = false
    for (tab, slots) in slots {
      let index = file.tabs.firstIndex { $0.name.lowercased() == tab.lowercased() }
      let sections = slots.compactMap { slot -> ExpectationFile.Section? in
        guard slot.isChange, accepts(tab, slot) else { return slot.old }
        hasChanged = true
        return slot.new
      }
      if let index {
        file.tabs[index].sections = sections
      } else if !sections.isEmpty {
        file.tabs.append(ExpectationFile.Tab(tab, sections))
      }
    }
    guard hasChanged else { return nil }
    file.tabs.removeAll(where: \.sections.isEmpty)
    return file.withLineEnds(of: basis.file)
  }
}
