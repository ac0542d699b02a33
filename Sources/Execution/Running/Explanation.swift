package import NotebookModel

/// Whether a cell would run, and why.
package struct CellExplanation: Hashable, Sendable {
  /// The tab, or `""` in a chapter without tabs.
  package var tab: String
  /// The position among the notebook's cells.
  package var cell: Int
  /// The first line of its source in the chapter.
  package var line: Int
  /// Whether it would run.
  package var wouldRun: Bool
  /// Why, in words.
  package var reason: String
}

extension Runner {
  /// Tells for each cell of `notebook` whether a run would execute it, and why.
  package func explain(_ notebook: Notebook) -> [CellExplanation] {
    machine.programs(of: notebook).flatMap { program in
      let reasons = machine.reasons(program)
      return zip(program.cells, reasons).map { cell, reason in
        CellExplanation(
          tab: program.tab, cell: cell.index, line: cell.sourceLine, wouldRun: reason != nil,
          reason: reason ?? "its outputs are in the cache")
      }
    }
  }
}

extension Machine {
  /// Why each cell of `program` would run; `nil` for all when none would.
  fileprivate func reasons(_ program: Program) -> [String?] {
    let limit = options.outputLimit
    if !options.isFresh, runs.stored(program, outputLimit: limit) != nil {
      return program.cells.map { _ in nil }
    }
    if let whole = wholeReason(program) { return program.cells.map { _ in whole } }
    return cellReasons(program)
  }

  /// Why everything would run, if there is one reason for all.
  private func wholeReason(_ program: Program) -> String? {
    if options.isFresh { return "--fresh ignores the cache" }
    guard let last = runs.record(of: program) else { return "it has not run yet" }
    if last.toolchain != toolchain.identity { return "the compiler is another one than last time" }
    if last.runtime != runtime.identity { return "the runtime was built anew" }
    let changed = Set(last.variables).symmetricDifference(runs.variables).sorted().first
    if let name = changed?.split(separator: "=").first {
      return "the variable '\(name)' is not what it was last time"
    }
    if let reason = libraryReason(program, last) { return reason }
    let kept = runs.kept(program, outputLimit: options.outputLimit)
    if let file = kept?.files.first(where: { !$0.isUnchanged }) {
      return "the file '\(file.path)', which the tab reads, has changed"
    }
    return nil
  }

  /// What of the book's library is another than last time, if the program may depend on it.
  private func libraryReason(_ program: Program, _ last: RunRecord) -> String? {
    let now = program.library?.declarations ?? []
    let (before, digests) = (Set(last.library.map(\.digest)), Set(now.map(\.digest.description)))
    if let new = now.first(where: { !before.contains($0.digest.description) }) {
      let isKnown = last.library.contains { $0.title == new.title }
      return "'\(new.title)' of the library, \(isKnown ? "changed" : "new") at "
        + "\(new.path):\(new.line), may matter to the tab"
    }
    return last.library.first { !digests.contains($0.digest) }
      .map { "'\($0.title)', which the tab may use, is in the library no more" }
  }

  private func cellReasons(_ program: Program) -> [String?] {
    let last = runs.record(of: program)?.cells ?? []
    let now = program.cells.map(\.dependence)
    let same = zip(now, last).prefix { $0 == $1 }.count
    let failed = runs.record(of: program)?.failed ?? -1
    guard same < now.count || now.count != last.count else {
      let line = failed >= 0 && failed < now.count ? program.cells[failed].sourceLine : nil
      let reason = line.map { "the cell at line \($0) failed last time" }
      return now.map { _ in reason ?? "its outputs are not in the cache any more" }
    }
    let known = Set(last)
    let changedLine = same < now.count ? program.cells[same].sourceLine : nil
    return now.indices.map { index in
      if index < same {
        return changedLine.map { "the cell at line \($0), which needs its state, has changed" }
          ?? "a cell after it is gone"
      }
      if !known.contains(now[index]) {
        return index < last.count ? "its source has changed" : "it is new"
      }
      return changedLine.map { "a cell before it, at line \($0), has changed" }
    }
  }
}
