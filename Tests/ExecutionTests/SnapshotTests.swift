import CellOutput
import Execution
import Foundation
import NotebookModel
import Synchronization
import Testing

/// Runs of a chapter with one keeper, and which cells each of them began.
private final class KeptChapter: Sendable {
  let chapter: Chapter
  let keeper: SnapshotKeeper

  init(_ limits: SnapshotKeeper.Limits = SnapshotKeeper.Limits()) throws {
    chapter = try Chapter()
    keeper = SnapshotKeeper(limits)
  }

  deinit { chapter.remove() }

  /// Runs `cells` and returns what they echoed, with the positions of those that ran.
  func run(_ cells: String...) async throws -> (echoes: [String?], began: [Int]) {
    let (run, began) = try await run(markdown: Chapter.markdown(cells))
    let results = (run.results[""] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    return (results.map(\.echo), began.map(\.cell))
  }

  func run(
    markdown: String
  ) async throws -> (run: ChapterRun, began: [(tab: String, cell: Int)]) {
    let began = Mutex<[(tab: String, cell: Int)]>([])
    let run = try await chapter.run(
      markdown, keeper: keeper,
      tell: { event in
        if case .began(_, let tab, let cell, _) = event {
          began.withLock { $0.append((tab, cell)) }
        }
      })
    return (run, began.withLock { $0 })
  }
}

@Suite struct `A run that is kept` {
  @Test func `goes on behind the cells that did not change`() async throws {
    let kept = try KeptChapter()
    let first = try await kept.run("let n = Int.random(in: 0..<1 << 60)\nn", "2;", "n + 1")
    #expect(first.began == [0, 1, 2])
    let n = try #require(first.echoes[0].flatMap(Int.init))
    let second = try await kept.run("let n = Int.random(in: 0..<1 << 60)\nn", "2;", "n + 2")
    #expect(second.began == [2])
    #expect(second.echoes == ["\(n)", nil, "\(n + 2)"])
    let third = try await kept.run("let n = Int.random(in: 0..<1 << 60)\nn", "3", "n + 2")
    #expect(third.began == [1, 2])
    #expect(third.echoes == ["\(n)", "3", "\(n + 2)"])
  }

  @Test func `is in the state of a run from the top`() async throws {
    let cells = [
      "import Abacus\nmanualSeed(7)\nlet a = Tensor.rand(300, 300)",
      "print(a.matmul(a).sum())\nvar order: [String] = [\"one\"]",
      "order.append(\"two\")\nlet b = Tensor.rand(2)", "(order, b)",
    ]
    let fresh = try await Chapter.results(
      of: cells[0], cells[1], cells[2], "order.append(\"three\")\nprint(order, b, Tensor.rand(1))")
    let kept = try KeptChapter()
    _ = try await kept.run(cells[0], cells[1], cells[2], cells[3])
    for _ in 0..<2 {
      let (run, began) = try await kept.run(
        markdown: Chapter.markdown(
          cells[..<3] + ["order.append(\"three\")\nprint(order, b, Tensor.rand(1))"]))
      #expect(began.first?.cell ?? 3 == 3)
      #expect(run.told == [])
      #expect(run.results[""]?[3]?.text == fresh[3].text)
    }
  }

  @Test func `means the same by names and expected errors`() async throws {
    let cells = [
      "let x = 1\nfunc f() -> Int { x }", "%%cell expect-error\nfatalError(\"as meant\")",
      "%%cell expect-diagnostic=\"cannot find\"\nnowhere", "let x = x + f() + 10",
      "guard let y = Optional(x) else { fatalError() }",
    ]
    let kept = try KeptChapter()
    _ = try await kept.run(markdown: Chapter.markdown(cells + ["0"]))
    let (run, began) = try await kept.run(markdown: Chapter.markdown(cells + ["(x, y, f())"]))
    #expect(run.told == [])
    #expect(began.map(\.cell) == [5])
    #expect(run.results[""]?[5]?.echo == "(12, 12, 1)")
    #expect(run.results[""]?[1]?.failure?.message == "as meant")
    #expect(run.results[""]?[2]?.failure?.kind == .diagnostic)
  }

  @Test func `reads on in open files where it was`() async throws {
    let kept = try KeptChapter()
    let cells = [
      """
      import Foundation
      try "one\\ntwo\\nthree\\n".write(toFile: "lines.txt", atomically: true, encoding: .utf8)
      let file = open("lines.txt", O_RDONLY)
      """,
      """
      func line() -> String {
        var (text, byte) = ("", UInt8(0))
        while read(file, &byte, 1) == 1, byte != 10 { text.append(Character(UnicodeScalar(byte))) }
        return text
      }
      line()
      """,
    ]
    #expect(try await kept.run(cells[0], cells[1], "line() + \".\"").echoes[2] == "\"two.\"")
    #expect(try await kept.run(cells[0], cells[1], "line() + \"!\"").echoes[2] == "\"two!\"")
    let last = try await kept.run(cells[0], cells[1], "line() + line()")
    #expect(last.began == [2])
    #expect(last.echoes == [nil, "\"one\"", "\"twothree\""])
  }

  @Test(arguments: [
    "Thread.detachNewThread { sleep(1000) }\nusleep(10_000);", "alarm(1000);",
    "var ends: [Int32] = [0, 0]\npipe(&ends);",
    "mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);",
    "let child = Process()\nchild.executableURL = URL(filePath: \"/bin/sleep\")\n"
      + "child.arguments = [\"1000\"]\ntry child.run()",
  ])
  func `begins again where a copy would not be the same`(cell: String) async throws {
    let kept = try KeptChapter()
    let cell = "import Foundation\n" + cell
    _ = try await kept.run("let a = 1", cell, "a + 1")
    let second = try await kept.run("let a = 1", cell, "a + 2")
    #expect(second.began == [1, 2])
    #expect(second.echoes == [nil, nil, "3"])
  }

  @Test func `outlives a cell that ends its process`() async throws {
    let kept = try KeptChapter()
    for cell in ["fatalError(\"no\")", "import Foundation\nexit(3)", "[1][n]"] {
      let (run, _) = try await kept.run(markdown: Chapter.markdown(["let n = 7", cell, "2"]))
      #expect(run.diagnostics.count == 1)
      #expect(run.results[""]?[2]?.status == .notRun)
    }
    let mended = try await kept.run("let n = 7", "n + 1", "2")
    #expect(mended.began == [1, 2])
    #expect(mended.echoes == [nil, "8", "2"])
  }

  @Test func `serves many attempts at once`() async throws {
    let kept = try KeptChapter()
    _ = try await kept.run("var n = 40", "0;")
    let answers = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
      for attempt in 0..<8 {
        group.addTask {
          let crash = attempt % 4 == 3 ? "fatalError()" : ""
          let run = try await kept.run("var n = 40", "n += \(attempt)\n\(crash)", "n")
          #expect(run.began.first == 1)
          return (attempt, run.echoes[2])
        }
      }
      return try await group.reduce(into: [Int: String?]()) { $0[$1.0] = $1.1 }
    }
    for attempt in 0..<8 {
      #expect((answers[attempt] ?? nil) == (attempt % 4 == 3 ? nil : "\(40 + attempt)"))
    }
  }

  @Test func `takes answers to an exercise with their checks`() async throws {
    let kept = try KeptChapter()
    let markdown = Chapter.markdown([
      "let seed = Int.random(in: 0..<1 << 60)",
      "%%exercise twice\nfunc twice(_ x: Int) -> Int { 0 }",
      "%%solution twice\nfunc twice(_ x: Int) -> Int { 2 * x }",
      "%%check twice\nprecondition(twice(4) == 8, \"not twice\")\nseed",
    ])
    let notebook = Notebook(parsing: Array(markdown.utf8), path: kept.chapter.path)
    #expect(notebook.diagnostics.isEmpty)
    let options = RunOptions(jobs: 2, cacheDirectory: kept.chapter.cache)
    let runner = try Runner(options, keeper: kept.keeper)
    let (starter, solution, check) = (notebook.cells[1], notebook.cells[2], notebook.cells[3])
    var sum = starter
    sum.source = "func twice(_ x: Int) -> Int { x + x }"
    let answers = [solution, starter, sum, starter]
    #expect(await runner.attempt([], at: 1, of: notebook, tab: "").isEmpty)
    let results = await withTaskGroup(of: (Int, [CellResult]).self) { group in
      for (number, answer) in answers.enumerated() {
        group.addTask {
          (number, await runner.attempt([answer, check], at: 1, of: notebook, tab: ""))
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(results[0]?.last?.echo != nil)
    #expect(results[0]?.last?.echo == results[2]?.last?.echo)
    for number in answers.indices {
      let passes = number % 2 == 0
      let last = try #require(results[number]?.last)
      #expect(last.status == (passes ? .finished : .failed))
      #expect(last.failure?.message == (passes ? nil : "precondition failed: not twice"))
    }
  }

  @Test func `is shared by tabs that begin alike`() async throws {
    let kept = try KeptChapter()
    let markdown =
      "```{.swift .input}\n%load_ext lectern.tab\ntab.interact_select('a', 'b')\n```\n"
      + Chapter.markdown([
        "%%tab all\nlet n = Int.random(in: 0..<1 << 60)\nn", "%%tab a\nn + 1", "%%tab b\nn + 2",
      ])
    let (run, began) = try await kept.run(markdown: markdown)
    #expect(began.map { "\($0.tab)\($0.cell)" } == ["a1", "a2", "b3"])
    let n = try #require(run.results["a"]?[1]?.echo.flatMap(Int.init))
    #expect(run.results["b"]?[1]?.echo == "\(n)")
    #expect(run.results["b"]?[3]?.echo == "\(n + 2)")
  }

  @Test func `keeps no more than it may, and what is dear to make again`() async throws {
    var limits = SnapshotKeeper.Limits()
    limits.count = 3
    let kept = try KeptChapter(limits)
    let slow = "import Foundation\nusleep(300_000)"
    _ = try await kept.run("0", slow, "1", "2", "3", "4")
    #expect(kept.keeper.count == 3)
    #expect(kept.keeper.memory > 0)
    #expect(try await kept.run("0", slow, "1", "2", "5", "6").began.first.map { $0 > 1 } == true)
    limits = SnapshotKeeper.Limits()
    limits.memory = 1
    let poor = try KeptChapter(limits)
    _ = try await poor.run("0", "1", "2")
    #expect(poor.keeper.count == 1)
  }

  @Test func `leaves no process behind`() async throws {
    let kept = try KeptChapter()
    // The last is one that a cell started and let go of.
    let run = try await kept.run(
      "import Foundation\nlet large = [UInt8](repeating: 1, count: 300 << 20)\ngetpid()",
      "system(\"sleep 1000 > /dev/null 2>&1 & echo $! > id.txt\");\ngetpid()",
      "Int(try String(contentsOfFile: \"id.txt\", encoding: .utf8).dropLast()) ?? 0")
    let processes = run.echoes.compactMap { $0.flatMap(pid_t.init) }
    #expect(Set(processes).count == 3)
    #expect(kept.keeper.count == 4)
    #expect(processes.allSatisfy { kill($0, 0) == 0 })
    kept.keeper.removeAll()
    #expect(!processes.dropLast().contains(where: isAlive))
    // The last is the system's to end, which knows by now.
    for _ in 0..<100 where processes.contains(where: isAlive) {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(!processes.contains(where: isAlive))
  }

  /// Whether a process runs; one that nobody has collected yet does not.
  private func isAlive(_ process: pid_t) -> Bool {
    guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return false
    }
    return !line.contains(") Z ")
  }

  @Test func `notices that a file it read has changed`() async throws {
    let kept = try KeptChapter()
    let path = kept.chapter.folder.path + "/data.txt"
    try Data("1".utf8).write(to: URL(filePath: path))
    let read =
      "import Foundation\nlet text = try String(contentsOfFile: \"data.txt\", encoding: .utf8)"
    #expect(try await kept.run("0", read, "text").echoes[2] == "\"1\"")
    try Data("22".utf8).write(to: URL(filePath: path))
    let second = try await kept.run("0", read, "text")
    #expect(second.began == [1, 2])
    #expect(second.echoes[2] == "\"22\"")
  }
}
