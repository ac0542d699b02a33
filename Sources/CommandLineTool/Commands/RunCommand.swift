internal import CellOutput
internal import Execution
internal import NotebookModel
internal import SourceText
internal import Synchronization

extension Workbench {
  /// `lectern run`: prints what a chapter's cells put out, as they put it out.
  func run(_ settings: Settings) async throws -> ExitStatus {
    guard let (notebook, book) = settings.paths.first.flatMap(chapter(at:)) else { return .usage }
    guard knowsTabs(settings.tabs, in: [notebook]) else { return .usage }
    if report(notebook.diagnostics) { return .failure }
    let wanted = Set(settings.tabs.map { $0.lowercased() })
    let tabs = notebook.programs.filter { wanted.isEmpty || wanted.contains($0.lowercased()) }
    guard !tabs.isEmpty else {
      let place = wanted.isEmpty ? "" : " in that tab"
      console.print("no cell of '\(notebook.path)' runs\(place)", to: .error)
      return .success
    }
    let printer = Mutex(RunPrinter(tabs: tabs, showsHeadings: tabs.count > 1 && !settings.isQuiet))
    let problems = Mutex<[Diagnostic]>([])
    let feed = Feed([notebook])
    try await engines.run({ feed.next() }, runOptions(settings, book)) { event in
      printer.withLock { printer in
        for piece in printer.apply(event) { console.write(piece.text, to: piece.stream) }
      }
      if let status = event.status { console.show(status) }
      if case .finished(let run) = event { problems.withLock { $0 += run.diagnostics } }
    }
    return report(problems.withLock { $0 }) ? .failure : .success
  }
}

extension RunEvent {
  /// The rows to show to who waits from now on: what a cell tells of its progress, until it ends.
  fileprivate var status: [String]? {
    switch self {
    case .output(_, _, _, .display(let display)):
      display.status.map { $0.isEmpty ? [] : [$0.onOneLine] }
    case .ended: []
    default: nil
    }
  }
}

/// Hands out notebooks one after the other.
final class Feed: Sendable {
  private let rest: Mutex<[Notebook]>

  init(_ notebooks: [Notebook]) { rest = Mutex(notebooks.reversed()) }

  func next() -> Notebook? { rest.withLock { $0.popLast() } }
}
