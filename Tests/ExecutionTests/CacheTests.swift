import CellOutput
import Execution
import Foundation
import NotebookModel
import SourceText
import Synchronization
import Testing

@Suite struct `The cache` {
  private static let cells = ["var n = 1", "n += 1\nprint(\"n is \\(n)\")", "n * 10"]

  @Test func `answers for a chapter that has not changed`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let first = try await chapter.run(Chapter.markdown(Self.cells))
    #expect(first.cachedTabs.isEmpty)
    let second = try await chapter.run("Prose moved the cells.\n\n" + Chapter.markdown(Self.cells))
    #expect(second.cachedTabs == [""])
    #expect(
      first.results[""]?.sorted { $0.key < $1.key }.map(\.value.outputs)
        == second.results[""]?.sorted { $0.key < $1.key }.map(\.value.outputs))
    let fresh = try await chapter.run(Chapter.markdown(Self.cells)) { $0.isFresh = true }
    #expect(fresh.cachedTabs.isEmpty)
  }

  @Test func `does not answer for one whose cells or files changed`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let data = chapter.folder.appending(path: "numbers.txt")
    try Data("1 2".utf8).write(to: data)
    let cells = [
      "import Foundation", "try String(contentsOfFile: \"numbers.txt\", encoding: .utf8)",
    ]
    let first = try await chapter.run(Chapter.markdown(cells))
    #expect(first.results[""]?[1]?.echo == "\"1 2\"")
    #expect(try await chapter.run(Chapter.markdown(cells)).cachedTabs == [""])
    try Data("3 4".utf8).write(to: data)
    let second = try await chapter.run(Chapter.markdown(cells))
    #expect(second.cachedTabs.isEmpty)
    #expect(second.results[""]?[1]?.echo == "\"3 4\"")
    let third = try await chapter.run(Chapter.markdown(cells + ["1"]))
    #expect(third.cachedTabs.isEmpty)
  }

  @Test func `does not wait for a pipe that was read`() async throws {
    let results = try await Chapter.results(
      of: """
        import Foundation
        mkfifo("pipe", 0o600)
        Thread.detachNewThread {
          try? "hi".write(toFile: "pipe", atomically: false, encoding: .utf8)
        }
        var bytes = [UInt8](repeating: 0, count: 10)
        read(open("pipe", O_RDONLY), &bytes, 10)
        """)
    #expect(results[0].echo == "2")
  }

  @Test func `never answers for a failure`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let markdown = Chapter.markdown(["print(1)", "fatalError(\"no\")"])
    for _ in 0..<2 {
      let run = try await chapter.run(markdown)
      #expect(run.cachedTabs.isEmpty)
      #expect(run.diagnostics.map(\.message) == ["no"])
    }
  }

  @Test func `survives damage`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let markdown = Chapter.markdown(Self.cells)
    _ = try await chapter.run(markdown)
    let files = FileManager.default.enumerator(atPath: chapter.cache)?.allObjects as? [String] ?? []
    for file in files where file.hasPrefix("outputs/") || file.hasSuffix("/interface") {
      try Data("damaged".utf8).write(to: URL(filePath: chapter.cache + "/" + file))
    }
    for file in files where file.hasSuffix(".so") {
      try FileManager.default.removeItem(atPath: chapter.cache + "/" + file)
    }
    let run = try await chapter.run(markdown)
    #expect(run.diagnostics.isEmpty)
    #expect(run.results[""]?[2]?.echo == "20")
  }

  @Test func `may be used by several runs at once`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let markdown = Chapter.markdown(Self.cells)
    let echoes = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<4 {
        group.addTask { try await chapter.run(markdown).results[""]?[2]?.echo }
      }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(echoes == ["20", "20", "20", "20"])
  }

  @Test func `forgets what has not been of use for long`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    _ = try await chapter.run(Chapter.markdown(Self.cells))
    let units = chapter.cache + "/units"
    let names = try FileManager.default.contentsOfDirectory(atPath: units)
    let cache = try Cache(at: chapter.cache)
    cache.prune(olderThan: 30)
    #expect(try FileManager.default.contentsOfDirectory(atPath: units) == names)
    for name in names {
      try FileManager.default.setAttributes(
        [.modificationDate: Date.now.addingTimeInterval(-31 * 86400)],
        ofItemAtPath: units + "/" + name)
    }
    cache.prune(olderThan: 30)
    #expect(try FileManager.default.contentsOfDirectory(atPath: units).isEmpty)
    #expect(try await chapter.run(Chapter.markdown(Self.cells)).cachedTabs == [""])
  }
}

@Suite struct `Why a cell would run` {
  private func reasons(_ chapter: Chapter, _ cells: [String]) throws -> [String?] {
    let notebook = Notebook(
      parsing: Array(Chapter.markdown(cells).utf8), path: chapter.path)
    return try Runner(RunOptions(jobs: 1, cacheDirectory: chapter.cache)).explain(notebook)
      .map { $0.wouldRun ? $0.reason : nil }
  }

  @Test func `is told cell by cell`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let cells = ["let a = 1", "let b = 2", "a + b"]
    #expect(try reasons(chapter, cells) == Array(repeating: "it has not run yet", count: 3))
    _ = try await chapter.run(Chapter.markdown(cells))
    #expect(try reasons(chapter, cells) == [nil, nil, nil])
    let state = "the cell at line 5, which needs its state, has changed"
    #expect(
      try reasons(chapter, ["let a = 1", "let b = 3", "a + b"]) == [
        state, "its source has changed", "a cell before it, at line 5, has changed",
      ])
  }
}

@Suite struct `An interrupted run` {
  @Test func `keeps what is done and ends every process`() async throws {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let mark = "lectern-test-sleep-\(UUID().uuidString)"
    let markdown = Chapter.markdown([
      "print(\"done\")",
      """
      import Foundation
      let child = Process()
      child.executableURL = URL(filePath: "/bin/sh")
      child.arguments = ["-c", "sleep 300; : \(mark)"]
      try child.run()
      print("waiting")
      child.waitUntilExit()
      """, "print(3)",
    ])
    let isWaiting = Mutex(false)
    let task = Task {
      try await chapter.run(markdown) { _ in
      } tell: { event in
        if case .output(_, _, _, .text(_, "waiting\n")) = event {
          isWaiting.withLock { $0 = true }
        }
      }
    }
    while !isWaiting.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
    task.cancel()
    let results = try #require(try await task.value.results[""])
    #expect(results[0]?.text == "done\n")
    #expect(results[1]?.failure?.kind == .interrupted)
    #expect(results[2]?.status == .notRun)
    #expect(!Self.isRunning(mark))
  }

  @Test func `ends processes that left their session`() async throws {
    let mark = "lectern-test-sleep-\(UUID().uuidString)"
    let results = try await Chapter.results(
      of: """
        import Foundation
        let child = Process()
        child.executableURL = URL(filePath: "/bin/sh")
        child.arguments = ["-c", "setsid sh -c 'echo started; sleep 300; : \(mark)'"]
        try child.run()
        usleep(500_000)
        """)
    #expect(results[0].text == "started\n")
    #expect(!Self.isRunning(mark))
  }

  /// Whether a process has `mark` in its arguments.
  static func isRunning(_ mark: String) -> Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.contains { process in
      let arguments = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return String(decoding: arguments, as: UTF8.self).contains(mark)
    }
  }
}
