internal import NotebookModel

/// The book's library as a chapter's copy has it, which has no book: hidden cells in the place of the
/// imports.
struct InlinedLibrary {
  /// What to change in the chapter.
  private(set) var edits: [(range: Range<Int>, text: String)] = []
  /// Whether an import had to stay.
  private(set) var isMissing = false

  /// Takes the imports of `module` out of those of `notebook`'s cells that are in `cells`; `saved`
  /// tells what a tab has of the library.
  init(
    _ module: String, of notebook: Notebook, _ cells: [Cell],
    saved: (_ tab: String) throws -> String
  ) rethrows {
    var done: Set<String> = []
    for cell in cells {
      guard let line = Self.importLine(of: module, in: cell, of: notebook) else { continue }
      let texts = try cell.tabs.map { (tab: $0, text: try saved($0)) }
      guard texts.allSatisfy({ !$0.text.isEmpty }), cell.indentation.allSatisfy({ $0 == 0 }) else {
        isMissing = true
        continue
      }
      var cells = ""
      for text in Set(texts.map(\.text)).sorted() {
        let tabs = texts.filter { $0.text == text && done.insert($0.tab).inserted }.map(\.tab)
        if !tabs.isEmpty { cells += Self.cell(text, tabs: notebook.tabs.isEmpty ? [] : tabs) }
      }
      let start = cell.bytes.lowerBound
      edits += [
        (start..<start, cells), (line, ""),
      ]
    }
  }

  /// The bytes of the line that imports `module`, its end included.
  private static func importLine(
    of module: String, in cell: Cell, of notebook: Notebook
  ) -> Range<Int>? {
    var start = cell.bytes.lowerBound
    for line in notebook.bytes[cell.bytes].split(separator: 0x0A, omittingEmptySubsequences: false)
    {
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        .map { String(decoding: $0, as: UTF8.self) }
      if words == ["import", module] {
        return start..<min(line.endIndex + 1, cell.bytes.upperBound)
      }
      start = line.endIndex + 1
    }
    return nil
  }

  private static func cell(_ source: String, tabs: [String]) -> String {
    let longest = source.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let head = tabs.isEmpty ? "" : "%%tab \(tabs.joined(separator: ", "))\n"
    return "\(fence){.swift .input}\n\(head)%%cell hide\n\(source)\n\(fence)\n\n"
  }
}
