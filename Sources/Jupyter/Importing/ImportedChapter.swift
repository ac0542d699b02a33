internal import NotebookModel
package import SourceText

/// A chapter made of a notebook file.
package struct ImportedChapter: Sendable {
  /// A file that the chapter shows.
  package struct File: Hashable, Sendable {
    /// Where it belongs, seen from the chapter's folder.
    package var path: String
    /// The content.
    package var bytes: [UInt8]

    /// Creates a file.
    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The chapter.
  package private(set) var text = ""
  /// The files it shows.
  package var files: [File] { attachments.files }
  /// What had to be mended.
  package private(set) var diagnostics: [Diagnostic] = []
  /// How many cells of each kind were read.
  package private(set) var counts: [JupyterCell.Kind: Int] = [:]
  /// How many cells had outputs, which a chapter does not hold.
  package private(set) var cellsWithOutputs = 0

  private let notebook: JupyterNotebook
  private var attachments: AttachmentFiles
  private var skipped: ArraySlice<NotebookRecord.Skipped>
  /// The index in the old chapter of what was added last; what follows it needs no blank line.
  private var lastIndex = -1

  /// Makes the chapter called `name` of the notebook in `file`; `nil` when the file is damaged.
  package init?(of file: NotebookFile, name: String) {
    guard let notebook = file.notebook else { return nil }
    self.notebook = notebook
    attachments = AttachmentFiles(folder: "\(name.safeFileName)_files")
    skipped = (notebook.record?.skipped ?? [])[...]
    let declaration = TabDeclarationText(for: notebook)
    for (number, cell) in notebook.cells.enumerated() {
      if number == declaration.position { add(declaration.text) }
      counts[cell.kind, default: 0] += 1
      cellsWithOutputs += cell.outputs.isEmpty ? 0 : 1
      add(cell, file)
    }
    if notebook.cells.count == declaration.position { add(declaration.text) }
    addSkipped(before: .max)
  }
}

extension ImportedChapter {
  private mutating func add(_ cell: JupyterCell, _ file: NotebookFile) {
    if let record = cell.record { addSkipped(before: record.index) }
    guard let record = cell.record, record.isRecord(of: cell.kind) else {
      return add(attachments.take(cell, newText(of: cell, file)))
    }
    let isChanged = record.digest != CellRecord.digest(of: cell.source)
    let source = isChanged && cell.kind == .markdown ? closed(cell.source, cell, file) : cell.source
    let fitting = isChanged ? record.fitting(source) : record
    let text = attachments.take(cell, fitting.text(of: source))
    if record.index == lastIndex + 1 { self.text += text } else { add(text, isKept: true) }
    lastIndex = record.index
  }

  /// Adds what the notebook keeps of cells before `index` and does not show.
  private mutating func addSkipped(before index: Int) {
    while let part = skipped.first, part.index < index {
      if part.index == lastIndex + 1 { text += part.text } else { add(part.text, isKept: true) }
      lastIndex = part.index
      skipped.removeFirst()
    }
  }

  /// Adds text after a blank line; what is not kept as it was gets one line end.
  private mutating func add(_ piece: String, isKept: Bool = false) {
    guard !piece.isEmpty else { return }
    if !text.isEmpty {
      while !text.utf8.suffix(2).elementsEqual("\n\n".utf8), !text.hasSuffix("\r\n\r\n") {
        text += "\n"
      }
    }
    text += piece
    if !isKept, text.utf8.last != 0x0A { text += "\n" }
    lastIndex = -2
  }

  /// Returns `text` with what is open at the end of a text cell closed.
  private mutating func closed(
    _ text: String, _ cell: JupyterCell, _ file: NotebookFile
  ) -> String {
    guard let closing = OpenEnd.closing(of: text), !closing.isEmpty else {
      return text
    }
    let message = "the text of the cell leaves something open, which '\(closing)' now closes"
    diagnostics.append(file.diagnostic(.warning, message, at: cell.offset))
    return text + "\n" + closing
  }
}

// MARK: - Cells of other origin

extension ImportedChapter {
  /// Returns the text of a cell that was not exported from a chapter.
  private mutating func newText(of cell: JupyterCell, _ file: NotebookFile) -> String {
    let source = cell.source.withUnixLineEnds
    switch cell.kind {
    case .markdown:
      let text = BareFormulas.enclosed(in: source.withoutContentsMarks.withoutBlankEnds)
      return closed(text, cell, file)
    case .raw: return fenced(source, cell.rawLanguage ?? "text")
    case .code:
      let isSwift = notebook.language == "swift"
      return fenced(
        directives(of: cell, isSwift: isSwift) + source, "{.\(notebook.language) .input}")
    }
  }

  private func fenced(_ source: String, _ info: String) -> String {
    let fence = source.safeFence
    return source.isEmpty ? "\(fence)\(info)\n\(fence)" : "\(fence)\(info)\n\(source)\n\(fence)"
  }

  private func directives(of cell: JupyterCell, isSwift: Bool) -> String {
    let traits = cell.traits
    var lines = ""
    let ofNotebook = notebook.record.flatMap { $0.isTabbed && !$0.tab.isEmpty ? [$0.tab] : nil }
    let tabs = traits.tabs.isEmpty ? ofNotebook ?? [] : traits.tabs
    if !tabs.isEmpty, cell.source.tabsOfFirstLine == nil {
      lines += "%%tab \(tabs.joined(separator: ", "))\n"
    }
    var options: [String] = []
    if traits.hidesInput, traits.hidesOutput {
      options.append("hide")
    } else if traits.hidesInput {
      options.append("hide-input")
    } else if traits.hidesOutput, isSwift {
      options.append("hide-output")
    }
    if traits.expectsError, isSwift { options.append("expect-error") }
    if !options.isEmpty { lines += "%%cell \(options.joined(separator: ", "))\n" }
    return lines
  }
}

/// The cell that declares the tabs which cells of other origin name.
private struct TabDeclarationText {
  /// Before which cell it stands; after all, when there are as many.
  var position = -1
  var text = ""

  init(for notebook: JupyterNotebook) {
    guard notebook.record == nil else { return }
    var names: [String] = []
    for cell in notebook.cells where cell.kind == .code && cell.record == nil {
      if cell.source.declaresTabs { return }
      for name in cell.source.tabsOfFirstLine ?? cell.traits.tabs
      where name.lowercased() != "all"
        && !names.contains(where: { $0.lowercased() == name.lowercased() })
      {
        names.append(name)
      }
    }
    guard !names.isEmpty else { return }
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    position = notebook.cells.first?.kind == .markdown ? 1 : 0
    text = "```{.swift .input}\n%load_ext lectern.tab\ntab.interact_select([\(list)])\n```"
  }
}

extension String {
  /// The tabs that a `%%tab` line names, if the text begins with one.
  fileprivate var tabsOfFirstLine: [String]? {
    guard let line = split(whereSeparator: \.isNewline).first, line.hasPrefix("%%tab ") else {
      return nil
    }
    return line.dropFirst(6).split(separator: ",")
      .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
  }

  /// Whether the text is a declaration of tabs.
  fileprivate var declaresTabs: Bool {
    contains("tab.interact_select") && !contains("%%tab")
  }

  /// The text without the marks that d2l's notebooks have around the contents of a part.
  fileprivate var withoutContentsMarks: String {
    guard contains(":begin_tab:toc") else { return self }
    let marks: Set<Substring> = [":begin_tab:toc", ":end_tab:"]
    return split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !marks.contains($0) }.joined(separator: "\n")
  }

  /// The text with `\n` for every line end.
  fileprivate var withUnixLineEnds: String {
    utf8.contains(0x0D) ? replacing("\r\n", with: "\n").replacing("\r", with: "\n") : self
  }

  /// The text without blank lines before and after it.
  fileprivate var withoutBlankEnds: String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let first = lines.first, first.allSatisfy(\.isWhitespace) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}

extension CellRecord {
  /// Whether the record is of a cell of this kind; people turn code into text and back.
  fileprivate func isRecord(of kind: JupyterCell.Kind) -> Bool {
    let isCode = before.contains("```") || before.contains("~~~")
    return kind == .code ? isCode : kind == .markdown && !isCode
  }

  /// Returns the record with a fence that no line of `source` closes.
  fileprivate func fitting(_ source: String) -> CellRecord {
    guard let start = before.firstRange(of: "```") else { return self }
    let fence = before[start.lowerBound...].prefix { $0 == "`" }
    let isClosed = source.split(whereSeparator: \.isNewline).contains { line in
      let rest = line.drop { $0 == " " }
      return rest.hasPrefix(fence) && rest.allSatisfy { $0 == "`" || $0 == " " || $0 == "\t" }
    }
    guard isClosed else { return self }
    var fitting = self
    fitting.before.replace(fence, with: source.safeFence, maxReplacements: 1)
    fitting.after.replace(fence, with: source.safeFence, maxReplacements: 1)
    return fitting
  }
}
