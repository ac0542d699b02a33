package import CellOutput
package import NotebookModel
package import SourceText

/// Makes notebook files of a chapter and what its cells put out.
package struct NotebookExporter {
  let notebook: Notebook
  let results: [String: [Int: CellResult]]
  let edits: ProseEdits
  let lines: LineTable
  /// The book's TeX commands, which the first text of a notebook tells MathJax.
  let definitions: String
  /// The language of the notebook: Swift, unless the chapter holds none and has cells in another.
  let language: String

  /// Prepares the export of `notebook`; `results` are those of its cells by tab and index.
  package init(
    _ notebook: Notebook, results: [String: [Int: CellResult]] = [:],
    in surroundings: ChapterSurroundings = ChapterSurroundings()
  ) {
    self.notebook = notebook
    self.results = results
    lines = LineTable(notebook.bytes)
    edits = ProseEdits(of: notebook, in: surroundings)
    definitions = surroundings.definitions
    let foreign = notebook.cells.first { $0.kind == .foreign }?.language
    language = notebook.cells.contains { $0.kind == .cell } ? "swift" : foreign ?? "swift"
  }

  /// Returns the notebook of one tab, or with `nil` one that holds the cells of all tabs.
  package func jupyterNotebook(tab: String?) -> JupyterNotebook {
    var export = Export(exporter: self, tab: tab)
    for cell in notebook.cells { export.add(cell) }
    return JupyterNotebook(language: language, cells: export.cells, record: export.record)
  }

  /// What the notebooks cannot hold.
  package var diagnostics: [Diagnostic] {
    var faults = edits.missing.map { path, offset in
      (message: "the picture '\(path)' is not there to go into the notebook", offset: offset)
    }
    if let offset = notebook.bytes.firstNonUTF8 {
      faults.append(("what is not UTF-8 here cannot stand in a notebook and is replaced", offset))
    }
    return faults.map { message, offset in
      Diagnostic(.warning, message, file: notebook.path, at: lines.position(at: offset))
    }
  }
}

/// One notebook file in the making.
private struct Export {
  let exporter: NotebookExporter
  let tab: String?
  var cells: [JupyterCell] = []
  var record = NotebookRecord()
  private var executions = 0
  /// How often a cell of the same id stood before.
  private var repetitions: [String: Int] = [:]

  private var notebook: Notebook { exporter.notebook }

  init(exporter: NotebookExporter, tab: String?) {
    self.exporter = exporter
    self.tab = tab
    record.tab = tab ?? ""
    record.isTabbed = !exporter.notebook.tabs.isEmpty
  }

  mutating func add(_ cell: Cell) {
    guard isShown(cell), var made = exporter.jupyterCell(for: cell, tab: tab) else {
      let text = String(decoding: notebook.bytes[cell.bytes], as: UTF8.self)
      return record.skipped.append(.init(index: cell.index, text: text))
    }
    if cell.kind == .cell { addOutputs(of: cell, to: &made) }
    if made.kind == .markdown, !exporter.definitions.isEmpty,
      !cells.contains(where: { $0.kind == .markdown })
    {
      made.define(exporter.definitions)
    }
    made.id = id(for: made, wish: cell.options.others["id"] ?? cell.options.label)
    cells.append(made)
  }

  private func isShown(_ cell: Cell) -> Bool {
    if case .wrong = cell.role { return false }
    guard let tab, !tab.isEmpty, !notebook.tabs.isEmpty else { return true }
    return cell.tabs.contains { $0.lowercased() == tab.lowercased() }
  }

  /// The name a cell has in its chapter, or the digest of what it holds: a change elsewhere leaves
  /// it as it is.
  private mutating func id(for cell: JupyterCell, wish: String?) -> String {
    let usable = wish.flatMap { $0.isCellID ? $0 : nil }
    let base = usable ?? CellRecord.digest(of: cell.kind.rawValue + "\n" + cell.source)
    repetitions[base, default: 0] += 1
    let number = repetitions[base, default: 1]
    return number == 1 ? base : "\(base)-\(number)"
  }
}

// MARK: - Outputs

extension Export {
  private mutating func addOutputs(of cell: Cell, to made: inout JupyterCell) {
    let wanted = tab.map { [$0] } ?? notebook.programs
    let answers = wanted.compactMap { name in
      exporter.results[name]?[cell.index].map { (tab: name, result: $0) }
    }
    .filter { $0.result.status == .finished || $0.result.status == .failed }
    guard let first = answers.first else { return }
    executions += 1
    made.executionCount = executions
    let translator = OutputTranslator(executionCount: executions)
    if answers.allSatisfy({ $0.result.outputs == first.result.outputs }) {
      made.outputs = translator.json(for: first.result.outputs)
    } else {
      made.outputs = answers.flatMap { answer in
        [OutputTranslator.markdown("**\(answer.tab)**")]
          + translator.json(for: answer.result.outputs)
      }
    }
    if let caption = cell.options.caption, !made.outputs.isEmpty {
      made.outputs.append(OutputTranslator.markdown(caption))
    }
  }
}

extension JupyterCell {
  /// Puts `definitions` before the text, as something the chapter does not have.
  fileprivate mutating func define(_ definitions: String) {
    source = definitions + source
    record?.replaced.insert(.init(shown: definitions, written: ""), at: 0)
    record?.digest = CellRecord.digest(of: source)
  }
}

extension String {
  /// Whether the name can be a cell's id: 1 to 64 letters, digits, `-` and `_` (nbformat 4.5).
  fileprivate var isCellID: Bool {
    // Room is left for the number of a repetition.
    (1...56).contains(utf8.count)
      && utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          || byte == 0x2D || byte == 0x5F
      }
  }
}

extension [UInt8] {
  /// The offset of the first byte that is not part of UTF-8 text.
  fileprivate var firstNonUTF8: Int? {
    guard String(validating: self, as: UTF8.self) == nil else { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var rest = makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &rest) { offset += scalar.count }
    return offset
  }
}
