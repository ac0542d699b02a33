import CellOutput
import Execution
import Foundation
import NotebookModel
import SourceText
import Synchronization

/// A chapter that is written, run and looked at in a test.
struct Chapter {
  let folder: URL
  var cache: String { folder.path + "/.lectern" }
  var path: String { folder.path + "/chapter.md" }

  /// Creates a chapter in a folder of its own.
  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "lectern-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The Markdown of `cells`, one fenced cell each, of which the first begins on line 2.
  static func markdown(_ cells: [String]) -> String {
    cells.map { "```{.swift .input}\n\($0)\n```\n" }.joined()
  }

  /// Runs `markdown` and returns what became of it.
  func run(
    _ markdown: String, keeper: SnapshotKeeper? = nil,
    _ adjust: (inout RunOptions) -> Void = { _ in },
    tell: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> ChapterRun {
    var options = RunOptions(jobs: 2, cacheDirectory: cache)
    adjust(&options)
    let notebook = Notebook(parsing: Array(markdown.utf8), path: path)
    let waiting = Mutex([notebook])
    let result = Mutex<ChapterRun?>(nil)
    try await Runner(options, keeper: keeper).run {
      waiting.withLock { $0.popLast() }
    } tell: { event in
      tell(event)
      if case .finished(let run) = event { result.withLock { $0 = run } }
    }
    guard let run = result.withLock({ $0 }) else { throw MissingRun() }
    return run
  }

  /// Runs `cells` in order and returns their results in order.
  static func results(
    of cells: String..., adjust: (inout RunOptions) -> Void = { _ in }
  ) async throws -> [CellResult] {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let run = try await chapter.run(markdown(cells), adjust)
    return (run.results[""] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }

  /// The processes that work in its folder now.
  var processes: [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { process in
      let place = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(process)/cwd")
      return place?.hasPrefix(folder.path) ?? false
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  struct MissingRun: Error {}
}

extension CellResult {
  /// What it printed, wherever to.
  var text: String {
    outputs.map { if case .text(_, let text) = $0 { text } else { "" } }.joined()
  }
  /// What it echoed.
  var echo: String? {
    outputs.compactMap { if case .echo(let text) = $0 { text } else { nil } }.first
  }
  /// Why it failed.
  var failure: Failure? {
    outputs.compactMap { if case .failure(let failure) = $0 { failure } else { nil } }.first
  }
}
