import Markup
import NotebookModel

extension CellRenderer {
  /// Returns a cell with what its part in an exercise adds: a heading, a fold, a name.
  func dressed(_ cell: HTML, as role: CellRole?) -> HTML {
    switch role {
    case nil, .wrong: cell
    case .exercise(let id, let points):
      """
      <div class="exercise">
      <p class="exercise-title"><b>Exercise</b> \(id)\(worth(points))</p>
      \(cell)</div>

      """
    case .solution:
      folded(cell, summary: "Solution", kind: "solution")
    case .check(_, let points, let name, let isHidden):
      isHidden
        ? "<p class=\"check\"><b>Check:</b> \(name ?? "hidden")\(worth(points))</p>\n"
        : folded(cell, summary: "<b>Check:</b> \(name ?? "unnamed")\(worth(points))", kind: "check")
    }
  }

  private func folded(_ cell: HTML, summary: HTML, kind: HTML) -> HTML {
    "<details class=\"\(kind)\">\n<summary>\(summary)</summary>\n\(cell)</details>\n"
  }

  private func worth(_ points: Double?) -> HTML {
    guard let points else { return "" }
    let number = points == points.rounded() ? String(Int(exactly: points) ?? 0) : "\(points)"
    return " <span class=\"points\">\(number) \(points == 1 ? "point" : "points")</span>"
  }
}
