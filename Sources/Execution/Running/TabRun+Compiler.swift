internal import CellOutput
internal import NotebookModel
internal import SourceText

extension TabRun {
  /// Notes what the compiler said of a cell; true when the cell wanted to hear it.
  func judge(_ messages: [CompilerMessage], of cell: Int) -> Bool {
    begin(cell)
    defer { current = nil }
    let failures = messages.map { failure($0, in: cell) }
    guard let expected = program.cells[cell].options.expectedDiagnostic else {
      fail(cell, failures)
      return false
    }
    if messages.isEmpty {
      fail(
        cell,
        [Failure(.diagnostic, "the cell was to be refused with \"\(expected)\", but compiled")])
      return false
    }
    guard failures.contains(where: { $0.message.contains(expected) }) else {
      fail(cell, failures)
      return false
    }
    for failure in failures { collector.add(.failure(failure)).forEach(show) }
    finish(CellResult(.finished, outputs: collector.outputs))
    return true
  }

  private func failure(_ message: CompilerMessage, in cell: Int) -> Failure {
    var failure = Failure(
      .diagnostic, UnitNames.removed(from: Array(message.text.utf8)[...]),
      file: program.path(of: cell), line: program.cells[cell].sourceLine, hint: message.notes.first)
    if let module = machine.library?.book.module,
      message.text.hasPrefix("no such module '\(module)'")
    {
      failure.hint = "no chapter before this one saves a declaration for this tab"
    }
    if let place = places.place(file: message.file, line: message.line, column: message.column) {
      failure.file = program.path(of: place.cell)
      (failure.line, failure.column) = (place.line, place.column)
    }
    return failure
  }

  /// Notes what the compiler warned of, in the chapter.
  func warn(_ messages: [CompilerMessage]) {
    for message in messages where !Self.isBesideThePoint(message) {
      guard
        let place = places.place(file: message.file, line: message.line, column: message.column)
      else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, UnitNames.removed(from: Array(message.text.utf8)[...]), file: program.path,
          at: SourcePosition(line: place.line, column: place.column), hint: message.notes.first))
    }
  }

  /// Whether a warning is about how cells are compiled rather than about what they say.
  private static func isBesideThePoint(_ message: CompilerMessage) -> Bool {
    message.text == "will never be executed"
      || message.text.hasPrefix("extension declares a conformance of imported type")
  }
}
