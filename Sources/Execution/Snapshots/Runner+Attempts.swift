package import CellOutput
package import NotebookModel

extension Runner {
  /// Runs `cells` in the place of a chapter's cells from `index` on, and returns their results.
  ///
  /// That is an attempt at an exercise: the cells before `index` are those of the chapter's `tab`;
  /// what follows, an answer and what checks it, is run whatever its role. With a keeper,
  /// attempts may run side by side, each in a copy of the state before; an attempt without cells
  /// makes that ready. Nothing of an attempt is
  /// cached, and no other run sees anything of it.
  package func attempt(
    _ cells: [Cell], at index: Int, of notebook: Notebook, tab: String
  ) async -> [CellResult] {
    var attempt = notebook
    attempt.cells = notebook.runningCells(in: tab).filter { $0.index < index }
    let first = (notebook.cells.map(\.index).max() ?? 0) + 1
    for (offset, cell) in cells.enumerated() {
      var cell = cell
      (cell.index, cell.role, cell.tabs) = (first + offset, nil, [tab])
      cell.options.isNotRun = false
      attempt.cells.append(cell)
    }
    var program = machine.program(of: attempt, tab: tab)
    program.isAttempt = true
    let results = await perform(program) { _ in }.results
    return cells.indices.map { results[first + $0] ?? CellResult(.notRun) }
  }
}
