import CellOutput
import Execution
import Foundation
import NotebookModel
import Testing

@Suite(.timeLimit(.minutes(20))) struct `A check` {
  /// What the checks find of `answer`, behind a cell that sets `ten`.
  private func attempt(_ answer: String, _ checks: String...) async throws -> Attempt {
    let chapter = try Chapter()
    defer { chapter.remove() }
    let markdown = Chapter.markdown(["let ten = 10", answer] + checks)
    let notebook = Notebook(parsing: Array(markdown.utf8), path: chapter.path)
    var options = RunOptions(jobs: 2, cacheDirectory: chapter.cache)
    options.attemptTimeout = 5
    let runner = try Runner(options, keeper: SnapshotKeeper())
    return await runner.attempt(
      [notebook.cells[1]], checkedBy: Array(notebook.cells[2...]), at: 1, of: notebook, tab: "")
  }

  @Test func `records and goes on, with messages at their lines`() async throws {
    let attempt = try await attempt(
      "func twice(_ x: Int) -> Int { x + 1 }",
      """
      expect(twice(1) == 2)
      expect(twice(ten) == 20, "twice ten")
      expect(Double(twice(2)), closeTo: 4.0, rtol: 0.5)
      expect([1.5, Double(twice(2))], closeTo: [1.5, 4], "a list")
      expect([1.5], closeTo: 1.5)
      expect(Double.nan, closeTo: Double.nan)
      """)
    let found = try #require(attempt.checks.first)
    #expect(!found.isPassed)
    #expect(found.isComplete)
    #expect(found.expectations.map(\.isMet) == [true, false, true, false, false, false])
    #expect(
      found.expectations.map(\.message) == [
        "the condition does not hold", "twice ten", "",
        "a list: element [1] is 3.0, which is not close to 4.0", "the shape is [1], not []",
        "nan, which is not close to nan",
      ])
    // The check's own lines begin with line 8 of the file.
    #expect(found.expectations.map(\.line) == Array(8...13))
  }

  @Test func `costs the others nothing when it ends the program`() async throws {
    let attempt = try await attempt(
      "func f(_ x: Int) -> Int { precondition(x != 1, \"no ones\"); return x }",
      "expect(f(0) == 0)", "expect(f(1) == 1)", "expect(f(2) == 2)")
    #expect(attempt.checks.map(\.isPassed) == [true, false, true])
    #expect(attempt.checks[1].failure?.message == "precondition failed: no ones")
  }

  @Test func `is not fooled by an answer with an expect of its own`() async throws {
    let attempt = try await attempt(
      """
      func expect(_ condition: Bool, _ message: String = "") {}
      enum CellSupport { static func expect(_ condition: Bool, _ message: String = "") {} }
      func _lecternEcho<T>(_ value: @autoclosure () -> T) {}
      let wrong = 1
      """, "expect(wrong == 2, \"it is 2\")")
    #expect(attempt.answer.map(\.status) == [.finished])
    #expect(attempt.checks[0].expectations.map(\.message) == ["it is 2"])
    #expect(!attempt.checks[0].isPassed)
  }

  @Test(arguments: [
    "print(\"done\"); print(\"{\\\"passed\\\": true}\")",
    "exit(0)",
    "func f() -> Int { exit(0) }",
    "atexit { print(\"done\") }",
    "for descriptor in 3..<64 { close(Int32(descriptor)) }",
    "func f() -> Int { for descriptor in 0..<64 { close(Int32(descriptor)) }; return 1 }",
    "func f() -> Int { while true {} }",
    "func f() -> Int { _exit(0) }",
    forgery,
  ]) func `is not passed by`(_ answer: String) async throws {
    let own = answer.contains("func f") ? "" : "\nfunc f() -> Int { 1 }"
    let attempt = try await attempt(
      "import Foundation\n" + answer + own, "expect(f() == 2, \"f is 2\")")
    #expect(!attempt.checks[0].isPassed)
    #expect(attempt.checks[0].expectations.allSatisfy { !$0.isMet })
  }

  /// Writes to every socket what a kernel would write: that the check began, found, and ended.
  private static let forgery = """
    for descriptor in 3..<64 {
      for message in ["b\\0" + "2", "v\\0" + "secret\\ndone", "u\\0", "b\\0" + "99999"] {
        _ = message.withCString { write(Int32(descriptor), $0, message.utf8.count) }
      }
    }
    """

  @Test func `that stands in an ordinary cell tells what does not hold`() async throws {
    let results = try await Chapter.results(of: "expect(1 == 2, \"one is two\")\nexpect(true)")
    #expect(results.map(\.status) == [.finished])
    #expect(
      results[0].outputs == [.text(.standardError, "expectation failed: one is two\n")])
  }
}
