import CellOutput
import Execution
import Foundation
import NotebookModel
import Testing

/// A chapter with one exercise, `twice`, and a runner that keeps what is before it.
struct Exam {
  static let usual = "func twice(_ x: Int) -> Int { 2 * x }"

  let chapter: Chapter
  let keeper = SnapshotKeeper()
  let notebook: Notebook
  let checks: [Cell]

  init(solution: String = usual, starter: String = "", _ checks: String...) throws {
    chapter = try Chapter()
    let given = checks.isEmpty ? ["expect(twice(4) == 8, \"twice 4\")"] : checks
    let markdown = Chapter.markdown(
      ["import Foundation", "let ten = 10", "%%exercise twice\n" + starter]
        + ["%%solution twice\n" + solution] + given.map { "%%check twice\n" + $0 })
    notebook = Notebook(parsing: Array(markdown.utf8), path: chapter.path)
    self.checks = notebook.cells.filter { if case .check = $0.role { true } else { false } }
  }

  /// What becomes of `answer`, graded as a student's, each of whose cells may take `seconds`.
  func attempt(
    _ answer: String, seconds: Double = 20, environment: [String: String] = [:]
  ) async throws -> Attempt {
    var options = RunOptions(jobs: 2, cacheDirectory: chapter.cache)
    options.environment = environment
    options.attemptTimeout = seconds
    let runner = try Runner(options, keeper: keeper)
    let copy = "```swift .input\n%%exercise twice\n\(answer)\n```\n"
    let cell = try #require(Notebook(parsing: Array(copy.utf8), path: "copy.md").cells.first)
    return await runner.attempt(
      [cell], checkedBy: checks, at: 2, of: notebook, tab: "", isConfined: true)
  }
}

extension Attempt {
  /// What stopped the answer.
  var stop: Failure? {
    for case .failure(let failure) in answer.flatMap(\.outputs) { return failure }
    return nil
  }
}
