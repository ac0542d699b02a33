package import Execution
internal import SourceText

/// Where a run stands: what works now, and how much is done.
package struct Progress: Sendable {
  /// How far a tab of a chapter is.
  private struct Tab {
    var chapter: String
    var name: String
    var cells: Int
    var ended = 0
    var isCompiling = false
    var started: Double
  }

  /// How many chapters there are to do.
  private let total: Int
  private var finished = 0
  private var failed = 0
  private var tabs: [Tab] = []

  /// Creates the progress of a run over `total` chapters.
  package init(total: Int) { self.total = total }

  /// Takes in what happened at `time`, in seconds.
  package mutating func apply(_ event: RunEvent, at time: Double) {
    switch event {
    case .planned(let chapter, let tab, let cells):
      tabs.append(Tab(chapter: chapter, name: tab, cells: cells, started: time))
    case .compiling(let chapter, let tab):
      update(chapter, tab) { $0.isCompiling = true }
    case .began(let chapter, let tab, _, _):
      update(chapter, tab) { $0.isCompiling = false }
    case .output: break
    case .ended(let chapter, let tab, _, _):
      update(chapter, tab) { $0.ended += 1 }
      tabs.removeAll { $0.ended >= $0.cells }
    case .finished(let run):
      tabs.removeAll { $0.chapter == run.path }
      finished += 1
      if run.diagnostics.contains(where: { $0.severity == .error }) { failed += 1 }
    }
  }

  private mutating func update(_ chapter: String, _ tab: String, _ change: (inout Tab) -> Void) {
    guard let index = tabs.firstIndex(where: { $0.chapter == chapter && $0.name == tab }) else {
      return
    }
    change(&tabs[index])
  }

  /// The rows of the live display at `time`: a row a tab, as many as fit, then the sum.
  package func lines(at time: Double, rows: Int = 8, usesColour: Bool = false) -> [String] {
    guard total > 0 else { return [] }
    let shown = tabs.prefix(max(1, rows - 1)).map { row($0, at: time, usesColour) }
    var sum = "\(finished) of \(count(total, "chapter"))"
    if tabs.count > shown.count { sum += ", \(tabs.count - shown.count) more tabs at work" }
    if failed > 0 { sum += ", " + Ink.red("\(failed) failed", if: usesColour) }
    return shown + [sum + "  " + Seconds.text(time)]
  }

  private func row(_ tab: Tab, at time: Double, _ usesColour: Bool) -> String {
    let place = [tab.chapter, tab.name].filter { !$0.isEmpty }.joined(separator: " · ").onOneLine
    let state =
      tab.isCompiling ? "compiling" : "cell \(min(tab.ended + 1, tab.cells)) of \(tab.cells)"
    return "\(place)  \(state)  \(Seconds.text(time - tab.started))"
  }
}
