package import NotebookModel

/// By what a cell is known in a file of expected outputs.
///
/// Not by its number: a cell above may come or go. A label names the cell for good; without one it
/// is known by the first line of its source, with a checksum of all of it, and by the cells around.
package struct CellIdentity: Hashable, Sendable {
  /// The first written line of the source, cut to a readable length.
  package var firstLine: String
  /// The cell's label, if it has one.
  package var label: String?
  /// The checksum of the source that the output was accepted for.
  package var source: String

  /// Creates an identity.
  package init(firstLine: String, label: String? = nil, source: String) {
    self.firstLine = firstLine
    self.label = label
    self.source = source
  }

  /// The identity of `cell` as `tab` runs it.
  package init(_ cell: Cell, tab: String, in notebook: Notebook) {
    let chosen = selectingTab(tab, in: cell.source, known: notebook.tabs).source
    let lines = Visible.lines(of: chosen)
    let first = Visible.lines(of: cell.source).first { !$0.isEmpty } ?? ""
    self.init(
      firstLine: Self.short(first), label: cell.options.label,
      source: Checksum.text(of: lines.joined(separator: "\n").utf8))
  }

  /// Whether both mean the same cell, as far as headings tell.
  package func names(_ other: CellIdentity) -> Bool {
    label != nil || other.label != nil ? label == other.label : firstLine == other.firstLine
  }

  private static func short(_ line: String) -> String {
    let line = line.drop { $0 == " " || $0 == "\t" }
    return line.count > 72 ? line.prefix(71) + "…" : String(line)
  }
}
