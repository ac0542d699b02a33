import Markdown
import SourceText

/// Cuts the file into cells along its landmarks and resolves the tabs of each.
struct CellAssembler {
  let bytes: [UInt8]
  let table: LineTable
  /// The tabs that the chapter or its book declares.
  let declared: [String]
  private(set) var cells: [Cell] = []
  private(set) var faults: [PlacedFault] = []
  /// The tabs of the notebook: those declared, unless nothing is said of any of them.
  private(set) var tabs: [String] = []

  /// The first line that no cell covers yet.
  private var nextLine = 1
  /// The tabs of the tab block that is open, and its line.
  private var tabBlock: (tabs: [String], line: Int)?
  /// Where each tab stands among `tabs`, by its name in lower case.
  private var tabIndices: [String: Int] = [:]
  /// The tabs named in a chapter that declares none: one mistake, so each is told once.
  private var undeclaredTabs: Set<String> = []
  private var hasTaggedCell = false
  private var namedTabs: Set<String> = []
  private var exercises = ExerciseBook()
  /// The hints that are tagged with no tab.
  private var untaggedHints: [Int] = []

  init(bytes: [UInt8], table: LineTable, declared: [String]) {
    self.bytes = bytes
    self.table = table
    self.declared = declared
  }

  /// Makes the cells.
  mutating func assemble(_ landmarks: [NotebookReader.Landmark]) {
    findTags(landmarks)
    for landmark in landmarks {
      switch landmark {
      case .code(let cell): add(cell)
      case .tabs(let mark, let block): changeTabs(mark, block)
      }
    }
    addProse(through: table.count)
    spreadHints()
    if let tabBlock {
      fault(.unclosedTabBlock, table.content(ofLine: tabBlock.line))
    }
    faults += exercises.faults
  }

  /// Finds out whether anything is said of tabs, and whether a cell is tagged with them.
  private mutating func findTags(_ landmarks: [NotebookReader.Landmark]) {
    var isInBlock = false
    var isTagged = false
    for landmark in landmarks {
      switch landmark {
      case .code(let cell):
        hasTaggedCell = hasTaggedCell || isInBlock || cell.head.tabs != nil
      case .tabs(let mark, _):
        isTagged = true
        isInBlock = mark != .end
      }
    }
    tabs = isTagged || hasTaggedCell ? declared : []
    let indices = tabs.enumerated().map { ($1.lowercased(), $0) }
    tabIndices = Dictionary(indices) { first, _ in first }
  }

  /// The tabs that are run: those that a cell names, or all when no cell is tagged.
  var programs: [String] {
    guard cells.contains(where: { $0.kind == .cell }) else { return [] }
    guard hasTaggedCell, !tabs.isEmpty else { return allTabs }
    let named = tabs.filter { namedTabs.contains($0) }
    return named.isEmpty ? Array(tabs.prefix(1)) : named
  }

  private mutating func fault(_ fault: Fault, _ range: Range<Int>) {
    faults.append(PlacedFault(fault, range))
  }
}

// MARK: - Cutting

extension CellAssembler {
  /// Makes a cell of the lines up to `last` that no cell covers yet; blank ones go with the cell
  /// before them.
  private mutating func addProse(through last: Int) {
    guard nextLine <= last else { return }
    let written = (nextLine...last).filter {
      !bytes[table.content(ofLine: $0)].allSatisfy(\.isSpaceOrTab)
    }
    guard let from = written.first, let to = written.last else {
      // A file that begins with blank lines has no cell before them: the next one takes them.
      if cells.isEmpty, last < table.count { return }
      if cells.isEmpty { append(.prose, lines: 1...max(1, last), source: "", through: last) }
      return extendLastCell(through: last)
    }
    let range = table.starts[from - 1]..<table.content(ofLine: to).upperBound
    let source = String(decoding: bytes[range], as: UTF8.self)
    append(.prose, lines: from...to, source: source, through: last)
    cells[cells.count - 1].tabs = tabBlock?.tabs ?? allTabs
    cells[cells.count - 1].sourceLine = from
  }

  private mutating func add(_ code: NotebookReader.CodeCell) {
    addProse(through: code.block.lines.lowerBound - 1)
    let lines = code.fence.lines.dropFirst(code.head.lineCount)
    let source = lines.map { line in
      String(repeating: " ", count: line.spaces)
        + String(decoding: bytes[line.bytes], as: UTF8.self)
    }
    append(
      code.kind, lines: code.block.lines, source: source.joined(separator: "\n"),
      through: code.block.lines.upperBound)
    let last = cells.count - 1
    cells[last].language = code.info.language
    cells[last].options = code.head.options
    cells[last].options.others = code.info.attributes
    cells[last].role = code.head.role
    cells[last].sourceLine = code.block.lines.lowerBound + 1 + code.head.lineCount
    cells[last].indentation = lines.map { line in
      line.bytes.lowerBound - table.starts[table.line(at: line.bytes.lowerBound) - 1] - line.spaces
    }
    cells[last].tabs = code.kind == .declaration ? allTabs : resolvedTabs(code)
    if code.head.isHint, code.head.tabs == nil, tabBlock == nil { untaggedHints.append(last) }
    if code.kind == .cell { checkBranches(of: cells[last], Array(lines)) }
    checkModel(of: cells[last], code.head)
    if let role = code.head.role, let range = code.head.roleRange {
      exercises.add(role, at: range, tabs: cells[last].tabs)
    }
  }

  /// Reports a `same-as` that names no tab of the cell.
  private mutating func checkModel(of cell: Cell, _ head: CellHead) {
    guard let name = cell.options.sameAs, let range = head.optionRanges["same-as"],
      !cell.tabs.contains(where: { $0.lowercased() == name.lowercased() })
    else { return }
    fault(.modelElsewhere(name, tabs: cell.tabs.filter { !$0.isEmpty }), range)
  }

  /// Reports what is wrong with the `if tab.selected(…)` of a cell, at its place in the file.
  private mutating func checkBranches(of cell: Cell, _ lines: [Fence.Line]) {
    for (fault, position, length) in TabBranches.faults(in: cell.source, known: tabs)
    where lines.indices.contains(position.line - 1) {
      let line = lines[position.line - 1]
      let start = line.bytes.lowerBound - line.spaces + position.column - 1
      self.fault(fault, start..<(start + length))
    }
  }

  private mutating func append(
    _ kind: Cell.Kind, lines: ClosedRange<Int>, source: String, through last: Int
  ) {
    let start = cells.last?.bytes.upperBound ?? 0
    let end = table.bytes(ofLine: last).upperBound
    cells.append(
      Cell(
        index: cells.count, kind: kind, language: "", lines: lines, bytes: start..<max(start, end),
        tabs: allTabs, source: source, sourceLine: lines.lowerBound))
    nextLine = last + 1
  }

  private mutating func extendLastCell(through last: Int) {
    guard !cells.isEmpty else { return }
    let start = cells[cells.count - 1].bytes.lowerBound
    cells[cells.count - 1].bytes = start..<table.bytes(ofLine: last).upperBound
    nextLine = last + 1
  }
}

// MARK: - Tabs

extension CellAssembler {
  /// Every tab, as cells write it: a chapter without tabs has one program without a name.
  private var allTabs: [String] { tabs.isEmpty ? [""] : tabs }

  private mutating func changeTabs(_ mark: Block.Tabs, _ block: Block) {
    let line = block.lines.lowerBound
    switch mark {
    case .begin(let names):
      addProse(through: line - 1)
      if let tabBlock { fault(.nestedTabBlock(line: tabBlock.line), block.bytes) }
      let placed = names.map { ($0, place(of: $0, in: block.bytes)) }
      if names.isEmpty { fault(.noTabNamed(by: ":begin_tab:"), block.bytes) }
      tabBlock = (resolved(placed), line)
    case .end:
      if tabBlock == nil { fault(.unopenedTabBlock, block.bytes) }
      addProse(through: line)
      tabBlock = nil
    }
  }

  /// Returns where `name` stands in `range`, after the mark's own name.
  private func place(of name: String, in range: Range<Int>) -> Range<Int> {
    let name = Array(name.utf8)
    let text = bytes[range].dropFirst(":begin_tab:".utf8.count)
    let start = text.indices.first { text[$0...].starts(with: name) }
    return start.map { $0..<($0 + name.count) } ?? range
  }

  /// Returns the tabs of a cell: its own, or those of the tab block it stands in, or the default.
  private mutating func resolvedTabs(_ code: NotebookReader.CodeCell) -> [String] {
    let resolved: [String]
    var isNamed = true
    if let named = code.head.tabs {
      resolved = self.resolved(named)
      isNamed = !named.contains { $0.name.lowercased() == "all" }
    } else if let tabBlock {
      resolved = tabBlock.tabs
    } else {
      resolved = hasTaggedCell && !tabs.isEmpty ? Array(tabs.prefix(1)) : allTabs
    }
    if isNamed, code.kind == .cell { namedTabs.formUnion(resolved) }
    return resolved
  }

  /// Gives hints that say nothing of tabs to all tabs that have their exercise.
  private mutating func spreadHints() {
    guard !untaggedHints.isEmpty else { return }
    var tabs: [String: Set<String>] = [:]
    for cell in cells {
      if case .exercise(let id, _) = cell.role { tabs[id, default: []].formUnion(cell.tabs) }
    }
    for hint in untaggedHints {
      guard let id = cells[hint].role?.id, let own = tabs[id] else { continue }
      cells[hint].tabs = allTabs.filter(own.contains)
    }
  }

  private mutating func resolved(_ names: [(name: String, range: Range<Int>)]) -> [String] {
    if let (_, range) = names.first(where: { $0.name.lowercased() == "all" }) {
      if names.count > 1 { fault(.allWithOthers, range) }
      return allTabs
    }
    var chosen: Set<Int> = []
    for (name, range) in names {
      if let tab = tabIndices[name.lowercased()] {
        if !chosen.insert(tab).inserted { fault(.repeatedTab(name), range) }
      } else if !tabs.isEmpty || undeclaredTabs.insert(name.lowercased()).inserted {
        fault(.unknownTab(name, known: tabs), range)
      }
    }
    return chosen.isEmpty ? allTabs : chosen.sorted().map { tabs[$0] }
  }
}
