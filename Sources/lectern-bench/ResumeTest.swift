import Dispatch
import Execution
import Foundation
import NotebookModel
import Synchronization

/// Runs a chapter, edits the last cell of each tab, and runs it again from a snapshot.
struct ResumeTest: Sendable {
  let name: String
  /// The chapter's Markdown.
  let text: String

  static let all = [
    ResumeTest(
      name: "plain",
      text: (1...4).map { "```{.swift .input}\nlet x\($0) = \($0)\nx\($0)\n```\n" }.joined())
  ]

  /// Prints where the time of the second run goes, in milliseconds, for each tab.
  func measure() { Self.measure(file: Array(text.utf8)) }

  /// Prints the same of a chapter that was read from a file; it works in the current folder.
  static func measure(file bytes: [UInt8]) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        try await resume(Notebook(parsing: bytes, path: "./chapter.md"))
      } catch {
        write("lectern-bench: \(error)", to: 2)
      }
      done.signal()
    }
    done.wait()
  }

  private static func resume(_ notebook: Notebook) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "lectern-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let options = RunOptions(jobs: 2, cacheDirectory: folder.path)
    let keeper = SnapshotKeeper()
    let runner = try Runner(options, keeper: keeper)
    _ = await run(notebook, runner)
    for tab in notebook.programs {
      var best: Times?
      for round in 1...5 {
        let times = await run(edited(notebook, tab: tab, round), runner)[tab]
        if let times, times.total < best?.total ?? .infinity { best = times }
      }
      guard let best else { continue }
      write(
        "{\"resume\": \"\(tab)\", \"start\": \(best.start.cents), "
          + "\"compile\": \(best.compile.cents), \"cell\": \(best.cell.cents), "
          + "\"total\": \(best.total.cents), \"cells\": \(best.cells), "
          + "\"kept\": \(keeper.count), \"mebibytes\": \((Double(keeper.memory) / 1_048_576).cents)}"
      )
    }
  }

  /// The notebook with another comment at the end of the tab's last cell.
  private static func edited(_ notebook: Notebook, tab: String, _ round: Int) -> Notebook {
    var notebook = notebook
    guard let last = notebook.runningCells(in: tab).last else { return notebook }
    notebook.cells[last.index].source += "\n// edited for \(tab), round \(round)"
    notebook.cells[last.index].indentation.append(0)
    return notebook
  }

  /// The moments of a tab's run.
  private struct Times {
    var planned = ContinuousClock.now
    var compiling = ContinuousClock.now
    var began = ContinuousClock.now
    var ended = ContinuousClock.now
    /// How many cells ran.
    var cells = 0

    private func milliseconds(_ from: ContinuousClock.Instant, _ to: ContinuousClock.Instant)
      -> Double
    {
      from.duration(to: to).seconds * 1000
    }
    /// Until there is a kernel in the state before the cell.
    var start: Double { milliseconds(planned, compiling) }
    /// Until the cell is compiled and loaded.
    var compile: Double { milliseconds(compiling, began) }
    var cell: Double { milliseconds(began, ended) }
    var total: Double { milliseconds(planned, ended) }
  }

  private static func run(_ notebook: Notebook, _ runner: Runner) async -> [String: Times] {
    let times = Mutex<[String: Times]>([:])
    let waiting = Mutex([notebook])
    await runner.run {
      waiting.withLock { $0.popLast() }
    } tell: { event in
      times.withLock { times in
        switch event {
        case .planned(_, let tab, _): times[tab] = Times()
        case .compiling(_, let tab): times[tab]?.compiling = .now
        case .began(_, let tab, _, _):
          times[tab]?.began = .now
          times[tab]?.cells += 1
        case .ended(_, let tab, _, _): times[tab]?.ended = .now
        case .output, .finished: break
        }
      }
    }
    return times.withLock { $0 }
  }
}
