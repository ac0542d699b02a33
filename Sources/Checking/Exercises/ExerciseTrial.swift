internal import CellOutput
package import Execution
package import NotebookModel

/// One answer that the author wrote, and what its checks must make of it.
package struct ExerciseTrial: Hashable, Sendable {
  /// Which of the author's answers is tried.
  package enum Kind: Hashable, Sendable {
    /// What the student begins with must fail, by way of its checks.
    case starter
    /// The solution must pass every check.
    case solution
    /// A known wrong answer must fail with the message it names.
    case wrong
  }

  package var kind: Kind
  package var answer: Cell
  package var checks: [Cell]
  /// Where the answer stands among the chapter's cells.
  package var index: Int
  package var chapter: String
  package var tab: String
  /// The exercise, with its tab.
  private var group: String

  private init(
    _ kind: Kind, _ answer: Cell, of part: Exercise.Part, _ chapter: String, _ tab: String
  ) {
    (self.kind, self.answer, self.chapter, self.tab) = (kind, answer, chapter, tab)
    (checks, index) = (part.checks, part.index)
    group = part.id + (tab.isEmpty ? "" : " (\(tab))")
  }

  /// What has to be tried in `notebook`, and what its exercises lack.
  package static func all(in notebook: Notebook) -> (trials: [ExerciseTrial], faults: [CheckCase]) {
    var trials: [ExerciseTrial] = []
    var faults: [CheckCase] = []
    for exercise in Exercise.all(in: notebook) {
      for tab in exercise.tabs(of: notebook) {
        let part = exercise.part(in: tab)
        let answers =
          [(Kind.starter, part.starter), (.solution, part.solution)]
          + part.wrong.map { (.wrong, $0) }
        trials += answers.compactMap { kind, cell in
          cell.map { ExerciseTrial(kind, $0, of: part, notebook.path, tab) }
        }
        let lacking = [
          part.solution == nil ? "solution" : nil, part.checks.isEmpty ? "check" : nil,
        ]
        faults += lacking.compactMap(\.self).map { role in
          CheckCase(
            group: part.id, "has a \(role)", file: notebook.path, line: exercise.line, .failed,
            message: "exercise '\(part.id)' has no \(role)",
            details: ["hint: a cell with '%%\(role) \(part.id)' is one"])
        }
      }
    }
    return (trials, faults)
  }
}

extension ExerciseTrial {
  /// What `attempt`, which ran the answer, says of it.
  package func judged(_ attempt: Attempt, seconds: Double) -> CheckCase {
    var result = CheckCase(
      group: group, name, file: chapter, line: answer.lines.lowerBound, .passed, seconds: seconds)
    let findings = zip(checks, attempt.checks).map(Finding.init)
    let failed = findings.filter { !$0.isPassed }
    if let failure = attempt.outerFailure {
      fail(&result, "\(subject) could not be tried: \(failure.message)", [], at: nil)
    } else if kind != .wrong, let failure = attempt.answer.compactMap(\.failure).first {
      fail(&result, "the \(kind) stops: \(failure.message)", [], at: (failure.line, failure.column))
    } else if kind == .solution, let first = failed.first {
      let words = failed.flatMap(\.lines)
      fail(&result, "the solution fails \(first.label): \(first.message)", words, at: first.place)
    } else if kind != .solution, failed.isEmpty, attempt.answer.allSatisfy(\.isFinished) {
      fail(&result, "\(subject) passes all its checks", [], at: nil)
    } else if kind == .wrong, let expected = answer.expectedMessage {
      let said = attempt.answer.compactMap(\.failure?.message) + failed.flatMap(\.messages)
      guard !said.contains(where: { $0.contains(expected) }) else { return result }
      fail(
        &result, "\(subject) fails, but no message contains \"\(expected)\"",
        said.map { "it says: \($0)" }, at: nil)
    }
    return result
  }

  private var subject: String { kind == .wrong ? "this wrong answer" : "the \(kind)" }

  private var name: String {
    switch kind {
    case .starter: "the starter fails"
    case .solution: "the solution passes"
    case .wrong: "the wrong answer in line \(answer.lines.lowerBound) fails"
    }
  }

  private func fail(
    _ result: inout CheckCase, _ message: String, _ details: [String], at place: (Int, Int)?
  ) {
    (result.verdict, result.message, result.details) = (.failed, message, details)
    guard let place, place.0 > 0 else { return }
    (result.line, result.column) = place
  }
}

/// What one check found, in words.
struct Finding: Hashable, Sendable {
  let check: Cell
  let verdict: CheckVerdict

  init(_ check: Cell, _ verdict: CheckVerdict) {
    self.check = check
    self.verdict = verdict
  }

  var isPassed: Bool { verdict.isPassed }

  /// The check, as a sentence speaks of it.
  var label: String { "the check \"\(check.checkName)\"" }

  /// What is wrong; empty when nothing is.
  var messages: [String] {
    let unmet = verdict.expectations.filter { !$0.isMet }.map(\.message)
    if !unmet.isEmpty { return unmet + [verdict.failure?.message].compactMap(\.self) }
    if let failure = verdict.failure { return [failure.message] }
    if verdict.result.status == .notRun { return ["it was not run"] }
    guard verdict.isComplete else { return ["it did not come to its end"] }
    return verdict.expectations.isEmpty ? ["it expected nothing, so it shows nothing"] : []
  }

  /// The first of the messages.
  var message: String { messages.first ?? "" }

  /// Where the first thing went wrong, as line and column.
  var place: (Int, Int) {
    if let unmet = verdict.expectations.first(where: { !$0.isMet }) {
      let row = unmet.line - check.sourceLine
      let lines = check.source.split(separator: "\n", omittingEmptySubsequences: false)
      let blanks = lines.indices.contains(row) ? lines[row].prefix { $0 == " " }.count : 0
      let margin = check.indentation.indices.contains(row) ? check.indentation[row] : 0
      return (unmet.line, margin + blanks + 1)
    }
    guard let failure = verdict.failure, failure.line > 0 else { return (check.sourceLine, 1) }
    return (failure.line, max(1, failure.column))
  }

  /// A line for each message.
  var lines: [String] { messages.map { "\(check.checkName): \($0)" } }
}

extension CellResult {
  /// What stopped the cell.
  var failure: Failure? {
    for case .failure(let failure) in outputs where status == .failed { return failure }
    return nil
  }

  var isFinished: Bool { status == .finished }
}
