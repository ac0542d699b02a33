internal import CellOutput
package import Execution

/// Puts the outputs of tabs that run side by side one after the other, as text.
///
/// The first tab's outputs appear as they happen; those of the others wait for their turn.
package struct RunPrinter: Sendable {
  /// Text for one of the streams.
  package struct Piece: Hashable, Sendable {
    package let text: String
    package let stream: Console.Stream
  }

  private let tabs: [String]
  private let showsHeadings: Bool
  private var current = 0
  private var waiting: [String: [Piece]] = [:]
  private var cellsLeft: [String: Int] = [:]
  /// The tabs whose last text did not end its line.
  private var midLine: Set<String> = []
  /// The tabs whose current cell told its outputs as they came; one from the cache does not.
  private var told: Set<String> = []
  /// The displays, by tab and name, that the current cells have shown; changes are not printed.
  private var named: [String: Set<String>] = [:]

  /// Creates a printer for the `tabs` that run, in their order.
  package init(tabs: [String], showsHeadings: Bool) {
    self.tabs = tabs.isEmpty ? [""] : tabs
    self.showsHeadings = showsHeadings
    if showsHeadings, let first = self.tabs.first { waiting[first] = [Self.heading(first)] }
  }

  /// Takes in what happened and returns what is to be printed now.
  package mutating func apply(_ event: RunEvent) -> [Piece] {
    switch event {
    case .planned(_, let tab, let cells): cellsLeft[tab] = cells
    case .output(_, _, _, .display(let display)) where display.status != nil: break
    case .output(_, let tab, _, let output):
      told.insert(tab)
      add(output, to: tab)
    case .ended(_, let tab, _, let result):
      if told.remove(tab) == nil { for output in result.outputs { add(output, to: tab) } }
      named[tab] = nil
      endLine(of: tab)
      if result.status == .finished { addExpectedFailures(of: result, to: tab) }
      cellsLeft[tab, default: 0] -= 1
    case .finished: cellsLeft = [:]
    case .compiling, .began: break
    }
    var isFinished = false
    if case .finished = event { isFinished = true }
    return release(all: isFinished)
  }

  private mutating func release(all: Bool) -> [Piece] {
    var pieces: [Piece] = []
    while tabs.indices.contains(current) {
      pieces += waiting.removeValue(forKey: tabs[current]) ?? []
      guard all || (cellsLeft[tabs[current]] ?? 1) <= 0 else { break }
      current += 1
      if showsHeadings, tabs.indices.contains(current) {
        waiting[tabs[current], default: []].insert(Self.heading(tabs[current]), at: 0)
      }
    }
    return pieces
  }

  private mutating func add(_ output: Output, to tab: String) {
    switch output {
    case .text(let stream, let text):
      add(text, to: tab, stream == .standardError ? .error : .output)
    case .echo(let text): addLine(text, to: tab)
    case .display(let display):
      if let id = display.id, !named[tab, default: []].insert(id).inserted { return }
      addLine(TextForm.of(display), to: tab)
    case .failure: break  // Told with its place in the chapter, at the end or below.
    }
  }

  private mutating func addExpectedFailures(of result: CellResult, to tab: String) {
    for case .failure(let failure) in result.outputs {
      addLine("error, as expected: \(failure.message)", to: tab)
    }
  }

  private mutating func addLine(_ text: String, to tab: String) {
    endLine(of: tab)
    add(text + "\n", to: tab, .output)
  }

  private mutating func endLine(of tab: String) {
    if midLine.contains(tab) { add("\n", to: tab, .output) }
  }

  private mutating func add(_ text: String, to tab: String, _ stream: Console.Stream) {
    guard let last = text.utf8.last else { return }
    if last == 0x0A { midLine.remove(tab) } else { midLine.insert(tab) }
    waiting[tab, default: []].append(Piece(text: text, stream: stream))
  }

  private static func heading(_ tab: String) -> Piece {
    Piece(text: "── \(tab) ──\n", stream: .output)
  }
}

/// Displays as a terminal can show them.
enum TextForm {
  /// The plain text of a display, or a line that says what it is.
  static func of(_ display: Display) -> String {
    if let text = display.text("text/plain") ?? display.text("text/markdown") { return text }
    if let figure = display.figure {
      return figure.title.isEmpty ? "[figure]" : "[figure: \(figure.title)]"
    }
    return "[\(display.representations.first?.mime ?? "nothing to show")]"
  }
}
