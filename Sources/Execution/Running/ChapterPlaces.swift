internal import CellOutput
internal import Foundation

/// Where the compiler's places are in the chapter.
struct ChapterPlaces {
  let program: Program
  private(set) var insertions: [UnitSource.Insertion] = []

  init(_ program: Program) { self.program = program }

  mutating func add(_ insertions: [UnitSource.Insertion]) { self.insertions += insertions }

  /// The cell, line and column of the chapter that `file`, `line` and `column` mean, if any.
  ///
  /// A column of 0 stands for the whole line.
  func place(file: String, line: Int, column: Int) -> (cell: Int, line: Int, column: Int)? {
    let cell = program.cells.lastIndex { cell in
      guard file.hasSuffix(cell.file) else { return false }
      let last = cell.sourceLine + cell.indentation.count
      return cell.lineOffset == 1 || cell.sourceLine...max(last, cell.sourceLine) ~= line
    }
    guard let cell else { return nil }
    let found = program.cells[cell]
    let offset = max(0, line - found.lineOffset - 1)
    let added = insertions.reduce(0) { sum, insertion in
      let isBefore =
        insertion.file == found.file && insertion.line == line && insertion.column < column - sum
      return isBefore ? sum + insertion.count : sum
    }
    let indentation = offset < found.indentation.count ? found.indentation[offset] : 0
    return (
      cell, found.sourceLine + offset, column == 0 ? 0 : max(1, column - added) + indentation
    )
  }
}

extension ChapterPlaces {
  /// The place in the chapter that saved it of a line and column of the book's library, if any.
  func saved(
    file: String, line: Int, column: Int
  ) -> (declaration: SavedDeclaration, line: Int, column: Int)? {
    // Twins have a number behind the name.
    let declaration = program.library?.declarations.first { file.contains($0.file) }
    return declaration.map { declaration in
      let place = declaration.place(line: line, column: column)
      return (declaration, place.line, place.column)
    }
  }
}

/// Turns addresses in units into calls in the chapter.
struct Symbolizer {
  let toolchain: Toolchain
  let places: ChapterPlaces

  /// A call somewhere in the chapter, or in what chapters before it saved.
  struct Frame: Hashable {
    /// The chapter that saved the function; `nil` for this one.
    var origin: String?
    /// Empty for the statements of a cell.
    var function: String
    /// The cell, as its position in the program; `nil` in another chapter.
    var cell: Int?
    var line: Int
    var column: Int
  }

  /// What a trace says.
  struct Report {
    var frames: [Frame] = []
    /// Why compiled code trapped by itself: `arithmetic overflow`.
    var reason: String?
    /// How often each function is in the trace.
    var calls: [String: Int] = [:]
    /// Whether the last call was a statement of a cell, so that the next one is only what called it.
    var isInStatement = false
  }

  /// Looks the addresses of `trace` up; units are the libraries in the cache.
  func report(_ trace: [TraceEntry], units: Set<String>) -> Report {
    var report = Report()
    for (library, entries) in trace.runs(where: { units.contains($0) }) {
      let addresses = entries.map { "0x" + String($0.offset, radix: 16) }
      let command = Command(
        toolchain.symbolizer,
        ["--obj=\(library)", "--output-style=JSON", "--functions=short", "--inlines"] + addresses)
      guard let answer = try? command.run(until: Cancellation()),
        let list = try? JSONSerialization.jsonObject(with: Data(answer.output)) as? [[String: Any]]
      else { continue }
      for symbol in list.flatMap({ $0["Symbol"] as? [[String: Any]] ?? [] }) {
        add(symbol, to: &report)
      }
    }
    return report
  }

  private func add(_ symbol: [String: Any], to report: inout Report) {
    let function = symbol["FunctionName"] as? String ?? ""
    let failure = "Swift runtime failure: "
    if function.hasPrefix(failure), report.reason == nil, report.frames.isEmpty {
      report.reason = String(function.dropFirst(failure.count))
    }
    guard let file = symbol["FileName"] as? String, let line = symbol["Line"] as? Int, line > 0
    else { return }
    let column = symbol["Column"] as? Int ?? 0
    if let place = places.saved(file: file, line: line, column: column) {
      report.add(
        Frame(
          origin: place.declaration.path, function: function, line: place.line,
          column: place.column))
      return
    }
    guard let place = places.place(file: file, line: line, column: column) else { return }
    let isStatement = function.hasPrefix(UnitSource.statementName)
    let isMain = function.hasSuffix("_main") && function.hasPrefix("Lectern_")
    defer { report.isInStatement = isStatement }
    if isMain, report.isInStatement { return }
    let frame = Frame(
      function: isMain || isStatement ? "" : UnitNames.removed(from: Array(function.utf8)[...]),
      cell: place.cell, line: place.line, column: place.column)
    report.add(frame)
  }
}

extension Symbolizer.Report {
  fileprivate mutating func add(_ frame: Symbolizer.Frame) {
    calls[frame.function, default: 0] += 1
    if frames.last != frame { frames.append(frame) }
  }
}

extension [TraceEntry] {
  /// Consecutive entries of one library, for the libraries that satisfy `predicate`.
  fileprivate func runs(
    where predicate: (String) -> Bool
  ) -> [(library: String, entries: [TraceEntry])] {
    var result: [(library: String, entries: [TraceEntry])] = []
    for entry in self where predicate(entry.library) {
      if result.last?.library == entry.library {
        result[result.count - 1].entries.append(entry)
      } else {
        result.append((entry.library, [entry]))
      }
    }
    return result
  }
}
