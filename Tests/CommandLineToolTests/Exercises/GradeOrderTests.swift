import CellOutput
import CommandLineTool
import Execution
import Foundation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(20))) struct `Grades that come in any order` {
  /// What a passed check found.
  private static let passed = CheckVerdict(
    [Expectation(isMet: true, message: "", file: "a.md", line: 17)], isComplete: true,
    result: CellResult(.finished))

  /// Engines whose answers take 1.5 s each, they say, and the one to the first submission is done
  /// when the others are.
  private func engines(_ paths: [String]) -> Engines {
    let done = Mutex(0)
    var engines = Engines.live
    engines.examine = { _ in
      { question in
        var attempt = Attempt(answer: [], checks: [])
        guard let path = question.path else { return attempt }
        while path == paths[0], done.withLock({ $0 }) < paths.count - 1 { await Task.yield() }
        done.withLock { $0 += 1 }
        attempt.answer = [CellResult(.finished)]
        attempt.checks = question.checks.map { _ in Self.passed }
        attempt.seconds = 1.5
        return attempt
      }
    }
    return engines
  }

  @Test func `are told in that of the submissions`() async throws {
    let place = try TemporaryFolder(["a.md": ExerciseChapter.graded])
    let paths = (0..<4).map { place["s\($0).md"] }
    for path in paths {
      try Data(ExerciseChapter.copy(ExerciseChapter.right).utf8).write(to: URL(filePath: path))
    }
    let recorder = Recorder()
    let bench = Workbench(console: recorder.console(), engines: engines(paths))
    let words = ["exercises", "grade", place["a.md"]] + paths + ["-j4"]
    #expect(await Tool.run(words, bench) == .success)
    let rows = paths.map { "\($0): 5 of 5 points\n" }.joined()
    #expect(recorder.output.hasPrefix(rows + "graded 4 submissions in "))
    #expect(recorder.output.contains("(the chapter 0.0 s, the answers 6.0 s)\n"))
    #expect(recorder.output.hasSuffix("mean 5, median 5 of 5 points\n"))
    #expect(recorder.error.isEmpty)
  }

  @Test func `are shown as they go, where somebody watches`() async throws {
    let place = try TemporaryFolder(["a.md": ExerciseChapter.graded])
    let paths = ["s0.md", "s1.md"].map { place[$0] }
    for path in paths {
      try Data(ExerciseChapter.copy(ExerciseChapter.right).utf8).write(to: URL(filePath: path))
    }
    let recorder = Recorder()
    let quick = engines(paths)
    var engines = quick
    engines.examine = { options in
      let examiner = try quick.examine(options)
      return { question in
        // It takes until it is seen.
        let shown =
          question.path == nil
          ? "a.md  running the chapter's own cells  " : "\(paths[1])\n0 of 2 submissions  "
        while !recorder.error.contains(shown) { await Task.yield() }
        return await examiner(question)
      }
    }
    let bench = Workbench(console: recorder.console(isLive: true, width: 200), engines: engines)
    let status = await Tool.run(["exercises", "grade", place["a.md"]] + paths + ["-j2"], bench)
    #expect(status == .success)
    #expect(recorder.output.contains("graded 2 submissions in "))
  }
}
