import Markdown
import Markup
import MathML
import NotebookModel
import SourceText

/// The formulas of a chapter, converted in file order, so that macros hold from where they are
/// defined on.
struct Formulas: Sendable {
  /// By the first byte of a formula, what the page shows.
  private(set) var html: [Int: HTML] = [:]
  /// What could not be converted.
  private(set) var diagnostics: [Diagnostic] = []
  private var converter: MathConverter
  private let lines: LineTable
  private let file: String

  /// Converts every formula of `notebook`; `numbers` are those of what labels stand for.
  init(
    of notebook: Notebook, lines: LineTable, macros: [String: Macro] = [:],
    numbers: [String: String] = [:]
  ) {
    converter = MathConverter(macros: macros, numbers: numbers)
    self.lines = lines
    file = notebook.path
    visit(notebook.document.blocks)
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      visit(block.content)
      visit(block.children)
    }
  }

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      if case .math(let tex, let isDisplay) = inline.kind {
        let formula = converter.convert(tex, isDisplay: isDisplay)
        html[inline.bytes.lowerBound] = formula.html
        for error in formula.errors { report(error, in: tex, inline, width: isDisplay ? 2 : 1) }
      }
      visit(inline.children)
    }
  }

  private mutating func report(
    _ error: MathError, in tex: String, _ inline: Inline, width: Int
  ) {
    let place = FormulaPlace(
      tex: Array(tex.utf8), start: inline.bytes.lowerBound + width,
      end: inline.bytes.upperBound - width, lines: lines)
    let position = lines.position(at: place.offset(of: error.range.lowerBound))
    diagnostics.append(
      Diagnostic(
        .error, error.message, file: file, at: position, length: max(1, error.range.count),
        hint: error.hint))
  }
}

/// Where the TeX of a formula stands in its file.
///
/// The file may have more than the TeX: what marks a quote or a list at the beginning of lines.
private struct FormulaPlace {
  let tex: [UInt8]
  /// The bytes of the file between the dollars.
  let start: Int
  let end: Int
  let lines: LineTable

  /// Returns the byte of the file at `offset` of the TeX, counted from the end of the line.
  func offset(of offset: Int) -> Int {
    let breaks = tex[..<offset].count { $0 == UInt8(ascii: "\n") }
    if breaks == 0 { return start + offset }
    guard let lineEnd = tex[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
      return end - (tex.count - offset)
    }
    let line = lines.line(at: start) + breaks
    return max(start, lines.content(ofLine: line).upperBound - (lineEnd - offset))
  }
}
