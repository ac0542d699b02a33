import CellOutput
import Execution
import Foundation
import SourceText
import Synchronization
import Testing

/// A chapter with tabs, whose cells may note in a file that they ran.
private struct TabbedChapter {
  let chapter: Chapter
  private let declaration: String

  init(_ tabs: String...) throws {
    chapter = try Chapter()
    let names = tabs.map { "'\($0)'" }.joined(separator: ", ")
    declaration =
      "```{.swift .input}\n%load_ext lectern.tab\ntab.interact_select([\(names)])\n```\n"
  }

  /// Swift that appends a line to the file.
  static func noting(_ line: String) -> String {
    "import Foundation\nlet log = fopen(\"log.txt\", \"a\")\nfputs(\"\(line)\\n\", log)\nfclose(log);"
  }

  /// The lines of the file, sorted.
  var log: [String] {
    let text = try? String(contentsOfFile: chapter.folder.path + "/log.txt", encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init).sorted()
  }

  func run(
    _ cells: [String], _ adjust: (inout RunOptions) -> Void = { _ in },
    tell: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> ChapterRun {
    try await chapter.run(declaration + Chapter.markdown(cells), adjust, tell: tell)
  }
}

extension ChapterRun {
  /// The results of a tab, in order.
  fileprivate func results(of tab: String) -> [CellResult] {
    (results[tab] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
  }
}

@Suite struct `Cells that tabs begin with` {
  @Test(arguments: [1, 2]) func `run once for all of them`(jobs: Int) async throws {
    let tabbed = try TabbedChapter("a", "b", "c", "d")
    defer { tabbed.chapter.remove() }
    let began = Mutex<[Int: Int]>([:])
    let run = try await tabbed.run(
      [
        "%%tab all\nvar path: [String] = []\n" + TabbedChapter.noting("all"),
        "%%tab a, b\npath.append(\"ab\")\n" + TabbedChapter.noting("ab"),
        "%%tab c, d\npath.append(\"cd\")\n" + TabbedChapter.noting("cd"),
        "%%tab a\npath.append(\"a\")", "%%tab b\npath.append(\"b\")",
        "%%tab c\npath.append(\"c\")", "%%tab d\npath.append(\"d\")", "%%tab all\npath",
      ]
    ) {
      $0.jobs = jobs
    } tell: { event in
      if case .began(_, _, let cell, _) = event {
        began.withLock { $0[cell, default: 0] += 1 }
      }
    }
    #expect(run.told == [])
    #expect(tabbed.log == ["ab", "all", "cd"])
    #expect(began.withLock { $0 } == [1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 4])
    for (tab, path) in [("a", "ab"), ("b", "ab"), ("c", "cd"), ("d", "cd")] {
      #expect(run.results(of: tab).last?.echo == "[\"\(path)\", \"\(tab)\"]")
      #expect(run.results(of: tab).count == 4)
    }
  }

  @Test func `leave each tab what it puts out alone`() async throws {
    let cells = [
      "%%tab all\nimport Abacus\nmanualSeed(7)\nlet a = Tensor.rand(200, 200)",
      "%%tab all\nprint(a.matmul(a).sum(), Tensor.rand(2))\nvar order = [\"one\"]\norder",
      "%%tab all\n%%cell expect-error\nfatalError(\"as meant\")",
      "%%tab all\n%%cell expect-diagnostic=\"cannot find\"\nnowhere",
      "%%tab all\nlet x = 1\nfunc f() -> Int { x }",
      "%%tab all\nguard let y = Optional(x) else { fatalError() }",
      "%%tab b\norder.append(\"b\")\nlet x = x + f() + 10\nplot([0, 1], [2, 3])",
      "%%tab a\norder.append(\"a\")\nlet z = Tensor.rand(2)\nz",
      "%%tab all\nprint(Tensor.randn(3))\n(order, x, y, f())",
    ]
    let tabbed = try TabbedChapter("a", "b")
    defer { tabbed.chapter.remove() }
    let run = try await tabbed.run(cells)
    #expect(run.told == [])
    for tab in ["a", "b"] {
      let alone = try TabbedChapter("a", "b")
      defer { alone.chapter.remove() }
      let expected = try await alone.run(cells) { $0.tabs = [tab] }
      let outputs = expected.results(of: tab).map { result in result.outputs.map(\.withoutPath) }
      #expect(run.results(of: tab).map { $0.outputs.map(\.withoutPath) } == outputs)
      #expect(outputs.count == 8)
    }
    #expect(run.results(of: "b").last?.echo == "([\"one\", \"b\"], 12, 1, 1)")
  }

  @Test(arguments: [
    ("fatalError(\"no\")", 14), ("nowhere", 14), ("%%cell timeout=0.3\nwhile true {}", 15),
    ("exit(3)", 14),
  ])
  func `fail once for all of them`(cell: String, line: Int) async throws {
    let tabbed = try TabbedChapter("a", "b", "c")
    defer { tabbed.chapter.remove() }
    let run = try await tabbed.run([
      "%%tab all\n" + TabbedChapter.noting("all"), "%%tab all\n\(cell)", "%%tab a\n1",
      "%%tab b, c\n2", "%%tab c\n3",
    ])
    #expect(tabbed.log == ["all"])
    #expect(run.diagnostics.map(\.position.line) == [line])
    for (tab, left) in [("a", 1), ("b", 1), ("c", 2)] {
      let results = run.results(of: tab)
      let after = Array(repeating: CellResult.Status.notRun, count: left)
      #expect(results.map(\.status) == [.finished, .failed] + after)
      #expect(results[1].failure == run.results(of: "a")[1].failure)
    }
  }

  @Test func `run again from where the state could be kept`() async throws {
    let tabbed = try TabbedChapter("a", "b", "c")
    defer { tabbed.chapter.remove() }
    let thread = "\nThread.detachNewThread { sleep(1000) }\nusleep(10_000)\nn += 1;"
    let run = try await tabbed.run([
      "%%tab all\nvar n = Int.random(in: 0..<1 << 60)\n" + TabbedChapter.noting("all"),
      "%%tab a, b\n" + TabbedChapter.noting("ab") + thread,
      "%%tab a\nn", "%%tab b\nn - 1", "%%tab c\nn + 1",
    ])
    #expect(run.told == [])
    #expect(tabbed.log == ["ab", "ab", "all"])
    let n = try #require(run.results(of: "a").last?.echo.flatMap(Int.init))
    #expect(run.results(of: "b").last?.echo == "\(n - 1)")
    #expect(run.results(of: "c").last?.echo == "\(n)")
  }

  @Test func `run at the top of each tab when nothing could be kept`() async throws {
    let tabbed = try TabbedChapter("a", "b")
    defer { tabbed.chapter.remove() }
    let run = try await tabbed.run([
      "%%tab all\n" + TabbedChapter.noting("all") + "\nThread.detachNewThread { sleep(1000) };",
      "%%tab a\nusleep(1000)\n\"a\"", "%%tab b\n\"b\"",
    ])
    #expect(run.told == [])
    #expect(tabbed.log == ["all", "all"])
    #expect(["a", "b"].map { run.results(of: $0).last?.echo } == ["\"a\"", "\"b\""])
  }

  @Test func `count in the time of each tab`() async throws {
    let tabbed = try TabbedChapter("a", "b")
    defer { tabbed.chapter.remove() }
    let nap = "import Foundation\nusleep(3_000_000);"
    let run = try await tabbed.run(["%%tab all\n\(nap)", "%%tab a\n1", "%%tab b\nsleep(60);"]) {
      $0.chapterTimeout = 5.9
    }
    #expect(run.results(of: "a").map(\.status) == [.finished, .finished])
    #expect(run.results(of: "b").map(\.status) == [.finished, .failed])
    #expect(run.results(of: "b").first == run.results(of: "a").first)
  }

  @Test func `are not run for tabs whose outputs are known`() async throws {
    let tabbed = try TabbedChapter("a", "b", "c")
    defer { tabbed.chapter.remove() }
    let all = "%%tab all\n" + TabbedChapter.noting("all")
    _ = try await tabbed.run([all, "%%tab a\n1", "%%tab b\n2", "%%tab c\n3"])
    let edited = [all, "%%tab a\n1", "%%tab b\n20", "%%tab c\n30"]
    let run = try await tabbed.run(edited)
    #expect(run.cachedTabs == ["a"])
    #expect(["a", "b", "c"].map { run.results(of: $0).last?.echo } == ["1", "20", "30"])
    #expect(tabbed.log == ["all", "all"])
    #expect(try await tabbed.run(edited).cachedTabs == ["a", "b", "c"])
  }

  @Test func `end where the tabs import libraries of their own`() async throws {
    let tabs = "```{.swift .input}\n%load_ext lectern.tab\ntab.interact_select('a', 'b')\n```\n"
    let book = try BookOnDisk([
      "one.md": tabs
        + Chapter.markdown([
          "%%tab a\nfunc f() -> Int { 1 }  // @save", "%%tab b\nfunc f() -> Int { 2 }  // @save",
        ]),
      "two.md": tabs
        + Chapter.markdown([
          "%%tab all\nlet n = Int.random(in: 0..<1 << 60)\nn",
          "%%tab all\nimport BookLibrary\nlet k = f();", "%%tab all\nk", "%%tab a\nf() - k",
          "%%tab b\nf() + k",
        ]),
    ])
    defer { book.remove() }
    let run = try await book.run("two.md")
    #expect(run.told == [])
    let echoes = ["a", "b"].map { run.results(of: $0).compactMap(\.echo) }
    #expect(echoes[0].first == echoes[1].first)
    #expect(echoes.map { $0.dropFirst() } == [["1", "0"], ["2", "4"]])
  }

  @Test func `are interrupted for all of them`() async throws {
    let tabbed = try TabbedChapter("a", "b")
    defer { tabbed.chapter.remove() }
    let isWaiting = Mutex(false)
    let task = Task {
      try await tabbed.run([
        "%%tab all\nprint(\"done\")", "%%tab all\nimport Foundation\nprint(\"wait\")\nsleep(300);",
        "%%tab a\n1", "%%tab b\n2",
      ]) { _ in
      } tell: { event in
        if case .output(_, _, _, .text(_, "wait\n")) = event { isWaiting.withLock { $0 = true } }
      }
    }
    while !isWaiting.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
    task.cancel()
    let run = try await task.value
    for tab in ["a", "b"] {
      #expect(run.results(of: tab).map(\.status) == [.finished, .failed, .notRun])
      #expect(run.results(of: tab)[1].failure?.kind == .interrupted)
    }
    #expect(tabbed.chapter.processes == [])
  }

  @Test func `leave no process behind`() async throws {
    let tabbed = try TabbedChapter("a", "b", "c")
    defer { tabbed.chapter.remove() }
    let large = "let large = [UInt8](repeating: 1, count: 200 << 20);"
    let run = try await tabbed.run([
      "%%tab all\n\(large)", "%%tab a\nlarge[0]", "%%tab b\nfatalError(\"b\")", "%%tab c\n3",
    ])
    #expect(tabbed.chapter.processes == [])
    #expect(run.diagnostics.map(\.message) == ["b"])
  }
}

extension Output {
  /// The output, without the folder that its chapter lies in.
  fileprivate var withoutPath: Output {
    guard case .failure(var failure) = self else { return self }
    (failure.file, failure.frames) = ("", [])
    return .failure(failure)
  }
}
