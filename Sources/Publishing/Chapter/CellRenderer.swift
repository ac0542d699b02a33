import CellOutput
import Markdown
import Markup
import NotebookModel

/// Shows the cells of a chapter with what they put out.
struct CellRenderer: Sendable {
  /// The tabs a reader can choose, in declared order.
  let tabs: [String]
  /// By tab, the result of each cell by its index.
  let results: [String: [Int: CellResult]]
  /// Whether the cells were shown before, for another tab, and their figures have their ids there.
  var isRepeated = false

  /// A cell in one or all of its tabs.
  private struct Shown {
    var cell: Cell
    var figure: Outline.Figure?
    var tab: String
    var result: CellResult?
    var fold: Fold?
    /// Whether this is the one place of the page that carries the figure's id.
    var isFirst: Bool
  }
}

extension CellRenderer {
  /// Returns what readers see of `cell`, inside of `fold` if there is one.
  func piece(for cell: Cell, figure: Outline.Figure?, in fold: Fold? = nil) -> TabPiece {
    guard !isInvisible(cell) else { return .nothing }
    let shown = shownTabs(of: cell).enumerated().map { number, tab in
      Shown(
        cell: cell, figure: figure, tab: tab, result: results[tab]?[cell.index], fold: fold,
        isFirst: number == 0 && !isRepeated)
    }
    guard let first = shown.first else { return .nothing }
    guard shown.count == max(1, tabs.count) else {
      let contents = shown.map { ($0.tab, html(for: [$0])) }.filter { !$0.1.markup.isEmpty }
      return .tabbed(Dictionary(uniqueKeysWithValues: contents))
    }
    let answers = shown.filter { $0.result != nil }
    let isSame = answers.allSatisfy { $0.result?.isShownLike(answers.first?.result) ?? true }
    let content = html(for: isSame ? [answers.first ?? first] : answers)
    return content.markup.isEmpty ? .nothing : .shared(content)
  }

  /// The tabs in which `cell` is shown: all that can be chosen, unless it belongs to some.
  private func shownTabs(of cell: Cell) -> [String] {
    tabs.isEmpty ? [cell.tabs.first ?? ""] : tabs.filter(cell.tabs.contains)
  }

  private func isInvisible(_ cell: Cell) -> Bool {
    cell.kind == .declaration || cell.kind == .prose
  }

  /// Returns the source of `cell` alone, if it is shown.
  func source(of cell: Cell) -> HTML {
    cell.options.hidesInput ? HTML() : "<div class=\"cell\">\n\(input(of: cell))</div>\n"
  }

  /// Returns the source once, and the outputs of each of `shown`: parted by tab if several.
  private func html(for shown: [Shown]) -> HTML {
    guard let first = shown.first else { return HTML() }
    let cell = first.cell
    var html = HTML()
    if !cell.options.hidesInput { html += input(of: cell) }
    if let only = shown.first, shown.count == 1 {
      html += outputs(of: only)
    } else {
      let pieces = shown.map { TabPiece.tabbed([$0.tab: outputs(of: $0)]) }
      html += TabGroups(tabs: tabs, prefix: "lectern-outputs-\(cell.index)-").html(for: pieces)
    }
    guard !html.markup.isEmpty else { return html }
    let whole: HTML = "<div class=\"cell\"\(place(of: first, in: html))>\n\(html)</div>\n"
    return first.fold?.html(around: whole) ?? whole
  }

  /// Returns the id of a figure that the cell has not drawn, so that references lead here.
  private func place(of shown: Shown, in html: HTML) -> HTML {
    guard let figure = shown.figure, shown.isFirst else { return "" }
    let id: HTML = " id=\"\(figure.id)\""
    return html.markup.contains(id.markup) ? "" : id
  }

  private func input(of cell: Cell) -> HTML {
    let code = Highlighter.html(for: cell.source, language: cell.language)
    let language = cell.kind == .foreign ? " data-language=\"\(cell.language)\"" as HTML : ""
    return "<div class=\"input\"\(language)><pre><code>\(code)</code></pre></div>\n"
  }
}

// MARK: Outputs

extension CellRenderer {
  private func outputs(of shown: Shown) -> HTML {
    guard let result = shown.result else { return HTML() }
    guard result.status != .notRun else { return "<p class=\"not-run\">not run</p>\n" }
    var outputs = result.outputs
    if shown.cell.options.hidesOutput {
      outputs = result.status == .failed ? outputs.filter(\.isFailure) : []
    }
    guard !outputs.isEmpty else { return HTML() }
    let tabKey = shown.tab.isEmpty ? "" : "-\(shown.tab.tabKey)"
    let renderer = OutputRenderer(prefix: "lectern-cell-\(shown.cell.index)\(tabKey)")
    let html = renderer.html(for: outputs, isExpected: result.status == .finished)
    return "<div class=\"outputs\">\n\(captioned(html, shown))</div>\n"
  }

  /// Returns the outputs of a cell with a caption as a numbered figure.
  private func captioned(_ html: HTML, _ shown: Shown) -> HTML {
    guard let figure = shown.figure, shown.cell.isFigure else { return html }
    let id = shown.isFirst ? " id=\"\(figure.id)\"" as HTML : ""
    let caption = shown.cell.options.caption.map { " \(MarkdownDisplay.line($0))" as HTML } ?? ""
    return """
      <figure\(id)>
      \(html)<figcaption><b>\(figure.name).</b>\(caption)</figcaption>
      </figure>

      """
  }
}

extension CellResult {
  /// Whether a page shows nothing else for `other`.
  fileprivate func isShownLike(_ other: CellResult?) -> Bool {
    status == other?.status && outputs == other?.outputs
  }
}

extension Output {
  fileprivate var isFailure: Bool {
    guard case .failure = self else { return false }
    return true
  }
}
