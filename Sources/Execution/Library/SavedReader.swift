internal import CellOutput
internal import NotebookModel

/// Reads what chapters save; the compiler's parser says where declarations begin and end.
struct SavedReader {
  let reader: SyntaxReader
  /// Where what was read is kept, if it is.
  let cache: Cache?

  /// What `notebook` saves for the library of `tab`.
  ///
  /// A library takes what cells of every tab save, and cells of its own tab.
  func saved(by notebook: Notebook, for tab: String) throws(EnvironmentError) -> SavedChapter {
    var chapter = SavedChapter(path: notebook.path)
    guard notebook.bytes.firstRange(of: Array("@save".utf8)) != nil else { return chapter }
    let key = Digest([
      "saved", reader.toolchain.identity, notebook.path, tab,
      Digest(of: notebook.bytes).description,
    ])
    if let bytes = cache?.bytes(.outputs, key), let list = try? SavedList(wireBytes: bytes) {
      chapter.declarations = list.declarations
      return chapter
    }
    try read(notebook, for: tab, into: &chapter)
    if chapter.faults.isEmpty {
      cache?.keep(SavedList(declarations: chapter.declarations).wireBytes, .outputs, key)
    }
    return chapter
  }

  private func read(
    _ notebook: Notebook, for tab: String, into chapter: inout SavedChapter
  ) throws(EnvironmentError) {
    var cells = notebook.savingCells(for: tab).map { SavingCell($0, in: notebook, tab: tab) }
    if let last = cells.lastIndex(where: { !$0.marks.isEmpty }) {
      cells = Array(cells[...last])
      let syntax = try reader.syntax(of: cells.map(\.source))
      var imports: [String] = []
      for (cell, syntax) in zip(cells, syntax) {
        imports += syntax.map(cell.imports) ?? []
        cell.save(syntax, imports: imports, in: notebook, into: &chapter)
      }
    }
    for cell in notebook.cells where cell.kind == .cell && !cell.isOfProgram {
      let idle = SavingCell(cell, in: notebook, tab: tab)
      chapter.faults += idle.marks.map { idle.misplaced($0, .notRun) }
    }
  }
}

/// A list of declarations as it is kept.
private struct SavedList: WireValue {
  var declarations: [SavedDeclaration]

  init(declarations: [SavedDeclaration]) { self.declarations = declarations }
  func write(to writer: inout WireWriter) { writer.write(declarations) }
  init(from reader: inout WireReader) throws(WireError) { declarations = try reader.array() }
}

extension Notebook {
  /// The cells whose saved declarations belong to the library of `tab`.
  fileprivate func savingCells(for tab: String) -> [Cell] {
    let own = tabs.first { $0.lowercased() == tab.lowercased() }
    return cells.filter { cell in
      guard cell.isOfProgram else { return false }
      return tabs.isEmpty || cell.tabs.count == tabs.count || own.map(cell.tabs.contains) ?? false
    }
  }
}

extension Cell {
  /// Whether it is a part of a program, so that its declarations are there for later cells.
  fileprivate var isOfProgram: Bool {
    isExecuted && !options.expectsError && options.expectedDiagnostic == nil
  }
}

/// A cell with the marks in it.
private struct SavingCell {
  let cell: Cell
  let source: [UInt8]
  let marks: [SaveMark]

  init(_ cell: Cell, in notebook: Notebook, tab: String) {
    self.cell = cell
    let own = notebook.tabs.first { $0.lowercased() == tab.lowercased() } ?? tab
    let chosen = Array(selectingTab(own, in: cell.source, known: notebook.tabs).source.utf8)
    marks = SaveMark.all(in: chosen)
    source = SaveMark.blanking(chosen)
  }

  /// Adds what the marks mean to `chapter`.
  func save(
    _ syntax: CellSyntax?, imports: [String], in notebook: Notebook,
    into chapter: inout SavedChapter
  ) {
    var taken: Set<Int> = []
    for mark in marks {
      switch syntax?.target(of: mark, line: line) ?? .failure(.notParsed) {
      case .failure(let fault): chapter.faults.append(misplaced(mark, fault))
      case .success(let target):
        guard let syntax, taken.insert(target.item).inserted else { continue }
        var declaration = declaration(target, syntax)
        (declaration.path, declaration.imports) = (notebook.path, imports)
        declaration.headings = notebook.headings(above: declaration.line)
        chapter.declarations.append(declaration)
      }
    }
  }

  private func declaration(_ target: SaveTarget, _ syntax: CellSyntax) -> SavedDeclaration {
    let start = target.bytes.lowerBound
    let first = line(start) - cell.sourceLine
    let last = line(target.bytes.upperBound) - cell.sourceLine
    let item = syntax.items[target.item]
    return SavedDeclaration(
      path: "", line: line(start), inset: start - lineStart(start),
      indentation: (first...last).map {
        $0 < cell.indentation.count ? cell.indentation[$0] : 0
      },
      title: syntax.title(of: target.item), names: item.names.sorted(),
      isExtension: item.isExtension, source: Array(source[target.bytes]),
      comment: comment(above: start, syntax), imports: [], headings: [])
  }

  /// The lines right above `start` that hold a comment and nothing else, marks left out.
  private func comment(above start: Int, _ syntax: CellSyntax) -> [UInt8] {
    var lines: [ArraySlice<UInt8>] = []
    var end = lineStart(start)
    while end > 0 {
      let begin = lineStart(end - 1)
      let line = source[begin..<end]
      let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      guard text.starts(with: "//".utf8) else { break }
      if !marks.contains(where: { (begin..<end).contains($0.bytes.lowerBound) }) {
        lines.append(text)
      }
      end = begin
    }
    return Array(lines.reversed().joined())
  }

  /// The imports of the cell, as written.
  func imports(_ syntax: CellSyntax) -> [String] {
    syntax.items.indices.compactMap { index in
      guard case .importDeclaration = syntax.items[index].kind else { return nil }
      let bytes = syntax.start(of: index)..<syntax.items[index].bytes.upperBound
      return String(decoding: source[bytes], as: UTF8.self)
    }
  }

  func misplaced(_ mark: SaveMark, _ fault: SaveFault) -> SavedChapter.Misplaced {
    let row = line(mark.bytes.lowerBound) - cell.sourceLine
    let indentation = row < cell.indentation.count ? cell.indentation[row] : 0
    let column = mark.bytes.lowerBound - lineStart(mark.bytes.lowerBound) + indentation + 1
    return .init(
      fault: fault, line: cell.sourceLine + row, column: column, length: mark.bytes.count)
  }

  /// The line of the chapter that holds the byte at `offset`.
  private func line(_ offset: Int) -> Int {
    cell.sourceLine + source[..<offset].count { $0 == UInt8(ascii: "\n") }
  }

  private func lineStart(_ offset: Int) -> Int {
    source[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }
}
