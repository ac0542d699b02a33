import CellOutput
import Execution
import Foundation
import NotebookModel
import SourceText
import Synchronization

/// A book whose chapters are written, run and looked at in a test.
struct BookOnDisk {
  let folder: URL
  /// The names of the chapters in their order.
  let names: [String]

  /// Writes the chapters in a folder of their own.
  init(_ chapters: KeyValuePairs<String, String>) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "lectern-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    names = chapters.map(\.key)
    for (name, text) in chapters { try write(text, to: name) }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func path(_ name: String) -> String { folder.path + "/" + name }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  var library: LibraryBook { LibraryBook(chapters: names.map(path)) }

  private func options() -> RunOptions {
    var options = RunOptions(jobs: 2, cacheDirectory: folder.path + "/.lectern")
    options.library = library
    return options
  }

  private func notebook(_ name: String) throws -> Notebook {
    Notebook(
      parsing: Array(try Data(contentsOf: folder.appending(path: name))), path: path(name))
  }

  /// Runs one chapter and returns what became of it.
  func run(_ name: String) async throws -> ChapterRun {
    let waiting = Mutex([try notebook(name)])
    let result = Mutex<ChapterRun?>(nil)
    try await Runner(options()).run {
      waiting.withLock { $0.popLast() }
    } tell: { event in
      if case .finished(let run) = event { result.withLock { $0 = run } }
    }
    guard let run = result.withLock({ $0 }) else { throw Chapter.MissingRun() }
    return run
  }

  /// What is wrong with the marks of a chapter, without running it.
  func review(_ name: String) throws -> [Diagnostic] {
    try SaveReview(of: library).problems(of: try notebook(name))
  }

  /// Why each cell of a chapter would run, in words; `nil` for those that would not.
  func reasons(_ name: String) throws -> [String?] {
    try Runner(options()).explain(try notebook(name)).map { $0.wouldRun ? $0.reason : nil }
  }
}

extension ChapterRun {
  /// What the cells of a tab printed and echoed.
  func text(_ tab: String = "") -> String {
    (results[tab] ?? [:]).sorted { $0.key < $1.key }.flatMap { $1.outputs }.map { output in
      switch output {
      case .text(_, let text), .echo(let text): text
      default: ""
      }
    }.joined()
  }

  /// The errors as `file:line:column: message`, with the file's last part.
  var told: [String] {
    diagnostics.filter { $0.severity == .error }.map {
      let file = $0.file.split(separator: "/").last ?? ""
      return "\(file):\($0.position.line):\($0.position.column): \($0.message)"
    }
  }
}
