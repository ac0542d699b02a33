import Markdown
import SourceText

/// Reads a chapter in three steps: what its fenced blocks and tab marks say, which tabs there are,
/// and then the cells, each with its tabs.
struct NotebookReader {
  let path: String
  let bytes: [UInt8]
  let table: LineTable
  let document: Document
  var faults: [PlacedFault] = []

  /// A place where prose ends or changes its tabs.
  enum Landmark {
    case code(CodeCell)
    case tabs(Block.Tabs, Block)
  }

  /// An executable, foreign or declaring cell.
  struct CodeCell {
    var block: Block
    var fence: Fence
    var kind: Cell.Kind
    var info: InfoString
    var head: CellHead
  }

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
    table = LineTable(bytes)
    document = Document(parsing: bytes) { Self.hintStart(in: $0, of: bytes) }
  }

  /// Returns how many lines of a fenced block come before the Markdown of the hint it holds.
  private static func hintStart(in fence: Fence, of bytes: [UInt8]) -> Int? {
    let lines = fence.lines.map(\.bytes)
    let marks = lines.prefix { line in
      guard !bytes[line].allSatisfy(\.isSpaceOrTab) else { return true }
      guard case .directive = Directive.read(line, in: bytes) else { return false }
      return true
    }
    let isMarked = marks.contains { line in
      guard case .directive(let directive) = Directive.read(line, in: bytes) else { return false }
      return directive.kind == .hint
    }
    guard isMarked else { return nil }
    let info = InfoString(fence.info, in: bytes)
    guard info.isInput else { return nil }
    let language = info.language.isEmpty ? "swift" : info.language
    let head = CellHead(lines, in: bytes, language: language)
    return head.isHint ? head.lineCount : nil
  }

  /// Returns the notebook with every fault of the file.
  mutating func notebook(bookTabs: [String]) -> Notebook {
    faults += encodingFaults()
    let landmarks = landmarks(in: document.blocks)
    let declared = declaredTabs(landmarks) ?? bookTabs
    var assembler = CellAssembler(bytes: bytes, table: table, declared: declared)
    assembler.assemble(landmarks)
    faults += assembler.faults
    let ordered = Set(faults).sorted { $0.range.lowerBound < $1.range.lowerBound }
    let diagnostics = ordered.enumerated().map { diagnostic($1, hinting: $0 < 100) }.sorted()
    return Notebook(
      path: path, bytes: bytes, document: document, tabs: assembler.tabs,
      programs: assembler.programs, cells: assembler.cells, diagnostics: diagnostics)
  }

  /// Returns the fault in words; a hint takes time, and nobody reads a thousand of them.
  private func diagnostic(_ placed: PlacedFault, hinting: Bool) -> Diagnostic {
    Diagnostic(
      .error, placed.fault.message, file: path, at: table.position(at: placed.range.lowerBound),
      length: max(1, placed.range.count), hint: hinting ? placed.fault.hint : nil)
  }
}

extension NotebookReader {
  /// Returns what is wrong with the encoding, at the first place: the rest is likely alike.
  private func encodingFaults() -> [PlacedFault] {
    let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF]]
    guard !marks.contains(where: bytes.starts) else { return [PlacedFault(.wideEncoding, 0..<1)] }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return []
    } catch {
      return [PlacedFault(.notUTF8, error.byteOffsets)]
    }
  }

  /// Collects landmarks in file order; the depth of the tree is limited.
  private mutating func landmarks(in blocks: [Block]) -> [Landmark] {
    var landmarks: [Landmark] = []
    for block in blocks {
      switch block.kind {
      case .tabMark(let mark): landmarks.append(.tabs(mark, block))
      case .codeBlock:
        if let fence = block.fence, let cell = codeCell(block, fence) {
          landmarks.append(.code(cell))
        }
      default: landmarks += self.landmarks(in: block.children)
      }
    }
    return landmarks
  }

  private mutating func codeCell(_ block: Block, _ fence: Fence) -> CodeCell? {
    var info = InfoString(fence.info, in: bytes)
    faults += info.faults
    if !fence.isClosed {
      let opening = block.bytes.lowerBound..<(block.bytes.lowerBound + fence.length)
      faults.append(PlacedFault(.unclosedFence(isCell: info.isInput), opening))
    }
    guard info.isInput else { return nil }
    if info.language.isEmpty { info.language = "swift" }
    let lines = fence.lines.map(\.bytes)
    let first = lines.first { !bytes[$0].allSatisfy(\.isSpaceOrTab) }
    let isDeclaration =
      first.map { TabDeclaration.begins($0, in: bytes) } ?? false
      && (info.language == "swift" || TabDeclaration.isOurs(lines, in: bytes))
    let head = CellHead(isDeclaration ? [] : lines, in: bytes, language: info.language)
    faults += head.faults
    if head.isHint { info.language = CellHead.hintLanguages[0] }
    let kind: Cell.Kind =
      isDeclaration ? .declaration : info.language == "swift" ? .cell : .foreign
    return CodeCell(block: block, fence: fence, kind: kind, info: info, head: head)
  }

  /// Returns the tabs that the chapter itself declares.
  private mutating func declaredTabs(_ landmarks: [Landmark]) -> [String]? {
    var declared: (names: [String], line: Int)?
    for case .code(let cell) in landmarks where cell.kind == .declaration {
      let declaration = TabDeclaration(cell.fence.lines.map(\.bytes), in: bytes)
      faults += declaration.faults
      if let declared {
        let start = cell.block.bytes.lowerBound
        let fault = Fault.secondDeclaration(line: declared.line)
        faults.append(PlacedFault(fault, start..<(start + cell.fence.length)))
      } else {
        declared = (declaration.names.map(\.name), cell.block.lines.lowerBound)
      }
    }
    return declared?.names
  }
}

extension Notebook {
  /// Reads a chapter; `tabs` are those that the book declares for chapters that declare none.
  ///
  /// Every file is a notebook: what is wrong with it stands in `diagnostics`.
  package init(parsing bytes: [UInt8], path: String, tabs: [String] = []) {
    var reader = NotebookReader(bytes, path: path)
    self = reader.notebook(bookTabs: tabs)
  }
}

extension [Diagnostic] {
  /// In order of position, then of the words.
  fileprivate func sorted() -> [Diagnostic] {
    sorted {
      ($0.position.line, $0.position.column, $0.message)
        < ($1.position.line, $1.position.column, $1.message)
    }
  }
}
