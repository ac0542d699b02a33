import Markdown
import NotebookModel
import SourceText

extension NotebookExporter {
  /// Returns the cell as a notebook file has it; `nil` when nothing of it is shown.
  func jupyterCell(for cell: Cell, tab: String?) -> JupyterCell? {
    switch cell.kind {
    case .declaration: nil
    case .prose: proseCell(cell, tab: tab)
    case .foreign where cell.isHint: hintCell(cell)
    case .foreign where cell.language != language: quotedCell(cell)
    case .cell, .foreign: codeCell(cell, tab: tab)
    }
  }

  /// Completes a cell that was made of `cell`: its traits, and its text where all else is not exact.
  private func finished(_ made: JupyterCell, _ record: CellRecord, of cell: Cell) -> JupyterCell {
    var made = made
    var record = record
    let bytes = notebook.bytes[cell.bytes]
    if !record.assembled(from: made.source).utf8.elementsEqual(bytes) {
      record.chapter = String(decoding: bytes, as: UTF8.self)
    }
    record.digest = CellRecord.digest(of: made.source)
    made.record = record
    if !notebook.tabs.isEmpty, cell.tabs.count < notebook.tabs.count {
      made.traits.tabs = cell.tabs
    }
    made.traits.hidesInput = cell.options.hidesInput
    made.traits.hidesOutput = cell.options.hidesOutput
    made.traits.expectsError =
      cell.options.expectsError || cell.options.expectedDiagnostic != nil
    return made
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: notebook.bytes[range], as: UTF8.self)
  }
}

// MARK: - Prose

extension NotebookExporter {
  private func proseCell(_ cell: Cell, tab: String?) -> JupyterCell? {
    guard let range = shownRange(of: cell, keepsNames: tab == nil) else { return nil }
    var made = JupyterCell(.markdown, "")
    var record = CellRecord(index: cell.index)
    record.before = text(cell.bytes.lowerBound..<range.lowerBound)
    record.after = text(range.upperBound..<cell.bytes.upperBound)
    add(range, openingMark(in: range) + edits.edits(in: range), to: &made, &record)
    return finished(made, record, of: cell)
  }

  /// Adds the prose in `range` with its `changes`, and notes what these were made of.
  private func add(
    _ range: Range<Int>, _ changes: [ProseEdits.Edit], to made: inout JupyterCell,
    _ record: inout CellRecord
  ) {
    var position = range.lowerBound
    for edit in changes where edit.range.lowerBound >= position {
      made.source += text(position..<edit.range.lowerBound) + edit.text
      position = edit.range.upperBound
      if !edit.text.isEmpty {
        record.replaced.append(.init(shown: edit.text, written: text(edit.range)))
      }
      if let attachment = edit.attachment, !made.attachments.contains(attachment) {
        made.attachments.append(attachment)
      }
    }
    made.source += text(position..<range.upperBound)
  }

  /// Returns the Markdown of a hint, folded as on a page.
  private func hintCell(_ cell: Cell) -> JupyterCell {
    guard let place = sourcePlace(of: cell, includesHead: false) else { return quotedCell(cell) }
    let opening = "<details>\n<summary>Hint</summary>\n\n"
    let closing = "\n\n</details>"
    var made = JupyterCell(.markdown, opening)
    var record = CellRecord(index: cell.index)
    record.after = text(place.upperBound..<cell.bytes.upperBound)
    record.replaced = [
      .init(shown: opening, written: text(cell.bytes.lowerBound..<place.lowerBound))
    ]
    add(place, edits.edits(in: place), to: &made, &record)
    record.replaced.append(.init(shown: closing, written: ""))
    made.source += closing
    return finished(made, record, of: cell)
  }

  /// Returns the bytes that readers see: without tab marks and the blank lines around.
  private func shownRange(of cell: Cell, keepsNames: Bool) -> Range<Int>? {
    var numbers = Array(cell.lines)[...]
    func isBlank(_ line: Int) -> Bool {
      notebook.bytes[lines.content(ofLine: line)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    func isMark(_ line: Int) -> Bool {
      guard let mark = edits.tabMarks[line]?.mark else { return false }
      return mark == .end || !keepsNames
    }
    while let line = numbers.first, isBlank(line) || isMark(line) { numbers.removeFirst() }
    while let line = numbers.last, isBlank(line) || isMark(line) { numbers.removeLast() }
    guard let first = numbers.first, let last = numbers.last else { return nil }
    return lines.bytes(ofLine: first).lowerBound..<lines.content(ofLine: last).upperBound
  }

  /// Returns the edit that shows a tab's name where its prose begins.
  private func openingMark(in range: Range<Int>) -> [ProseEdits.Edit] {
    let line = lines.line(at: range.lowerBound)
    guard case (.begin(let names), let bytes)? = edits.tabMarks[line].map({ ($0.mark, $0.bytes) })
    else { return [] }
    return [ProseEdits.Edit(range: bytes, text: "**\(names.joined(separator: ", "))**\n")]
  }
}

// MARK: - Code

extension NotebookExporter {
  private func codeCell(_ cell: Cell, tab: String?) -> JupyterCell {
    let isWhole = tab == nil && !notebook.tabs.isEmpty
    let place = sourcePlace(of: cell, includesHead: isWhole)
    var source = cell.source
    if isWhole, let place {
      source = text(place)
    } else if let tab, !tab.isEmpty, cell.kind == .cell {
      source = ChosenBranch(of: tab, in: cell.source, known: notebook.tabs).source
    }
    var record = CellRecord(index: cell.index)
    if let place {
      record.before = text(cell.bytes.lowerBound..<place.lowerBound)
      record.after = text(place.upperBound..<cell.bytes.upperBound)
    } else {
      addContainer(of: cell, to: &record)
    }
    return finished(JupyterCell(.code, source), record, of: cell)
  }

  /// Returns where the source stands in the file, if it stands there letter by letter.
  private func sourcePlace(of cell: Cell, includesHead: Bool) -> Range<Int>? {
    let start = lines.bytes(ofLine: cell.sourceLine).lowerBound
    let source = cell.source.utf8
    guard notebook.bytes[start...].starts(with: source) else { return nil }
    let first = includesHead ? lines.bytes(ofLine: cell.lines.lowerBound + 1).lowerBound : start
    return min(first, start)..<start + source.count
  }

  /// Keeps what stands around a cell in a list or quotation, line by line.
  private func addContainer(of cell: Cell, to record: inout CellRecord) {
    let first = lines.bytes(ofLine: cell.sourceLine)
    let taken = min(cell.indentation.first ?? 0, first.count)
    let last = cell.sourceLine + cell.indentation.count - 1
    record.prefix = text(first.lowerBound..<first.lowerBound + taken)
    record.before = text(cell.bytes.lowerBound..<max(cell.bytes.lowerBound, first.lowerBound))
    let end = max(lines.content(ofLine: last).upperBound, first.lowerBound)
    record.after = text(min(end, cell.bytes.upperBound)..<cell.bytes.upperBound)
  }

  /// Returns a cell in a language that is not the notebook's: text that shows it, highlighted.
  private func quotedCell(_ cell: Cell) -> JupyterCell {
    let fence = cell.source.safeFence
    let opening = "\(fence)\(cell.language)\n"
    var record = CellRecord(index: cell.index)
    if let place = sourcePlace(of: cell, includesHead: false) {
      let closing = "\n\(fence)"
      record.after = text(place.upperBound..<cell.bytes.upperBound)
      record.replaced = [
        .init(shown: opening, written: text(cell.bytes.lowerBound..<place.lowerBound)),
        .init(shown: closing, written: ""),
      ]
    }
    return finished(
      JupyterCell(.markdown, "\(opening)\(cell.source)\n\(fence)"), record, of: cell)
  }
}

extension Cell {
  /// Whether the cell is Markdown that helps with an exercise.
  fileprivate var isHint: Bool { if case .hint = role { true } else { false } }
}

extension String {
  /// A fence that no line of the text closes: longer than any backticks in it.
  var safeFence: String {
    var longest = 0
    var run = 0
    for byte in utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: max(3, longest + 1))
  }
}
