internal import CellOutput
package import Execution
package import NotebookModel

/// What a submission got: points for each check of each exercise.
package struct Grade: Hashable, Sendable {
  /// What one check gave.
  package struct Item: Hashable, Sendable {
    package var exercise: String
    /// What the check is called.
    package var check: String
    package var points: Double
    /// The most it gives.
    package var possible: Double
    /// What was wrong or odd, in a line; empty when nothing was.
    package var message: String
    /// The line of the submission on which the answer begins; 0 when there is none.
    package var line: Int
    /// Where to look, in the submission or in the chapter; empty when nowhere.
    package var place = ""
    /// How long it took, in seconds; what the answer itself took is with its first check.
    package var seconds = 0.0
  }

  /// The submission's path.
  package var submission: String
  package var items: [Item] = []
  /// Why nothing, or not everything, could be graded; empty when all was.
  package var fault = ""
  /// What the system lacked to confine the answers.
  package var lacking: Set<String> = []
  /// The exercises whose answers may be memory unsafe, as the author's own are.
  package var unsafe: Set<String> = []
  /// How long its attempts took by themselves, in seconds.
  package var seconds = 0.0

  /// Creates the grade of a submission without any answer.
  package init(submission: String) { self.submission = submission }

  /// The points together.
  package var points: Double { items.reduce(0) { $0 + $1.points } }

  /// The most points there are.
  package var possible: Double { items.reduce(0) { $0 + $1.possible } }
}

extension Grade {
  /// Adds what `attempt` at `part` of `chapter` gave with `answer`, which has a cell of
  /// `submission`.
  package mutating func add(
    _ attempt: Attempt, at part: Exercise.Part, of chapter: String, with answer: Answer,
    in submission: Submission
  ) {
    guard let cell = answer.cell else { return add(part, without: answer.note) }
    lacking.formUnion(attempt.lacking)
    if attempt.isUnsafe { unsafe.insert(part.id) }
    seconds += attempt.seconds
    let stopped = attempt.answer.compactMap(\.failure).first
    if let failure = attempt.outerFailure {
      fault = "'\(part.id)' could not be graded: \(failure.message)"
    }
    let spent = attempt.checks.reduce(0) { $0 + $1.result.seconds }
    var rest = max(0, attempt.seconds - spent)
    for ((check, verdict), share) in zip(zip(part.checks, attempt.checks), part.shares) {
      let finding = Finding(check, verdict)
      var item = Item(
        exercise: part.id, check: check.checkName, points: finding.isPassed ? share : 0,
        possible: share, message: answer.note, line: cell.lines.lowerBound)
      (item.seconds, rest) = (verdict.result.seconds + rest, 0)
      if !finding.isPassed {
        let words = stopped.map { "the answer stops: \($0.message)" } ?? finding.message
        item.message = [words.shortened, answer.note].filter { !$0.isEmpty }
          .joined(separator: "; ")
        item.place = Self.place(of: stopped, or: finding, of: chapter, cell, in: submission)
      }
      items.append(item)
    }
  }

  /// Where what went wrong went wrong: in the answer, in the check, or in the chapter.
  private static func place(
    of stopped: Failure?, or finding: Finding, of chapter: String, _ cell: Cell,
    in submission: Submission
  ) -> String {
    let hasUnmet = finding.verdict.expectations.contains { !$0.isMet }
    let failure = stopped ?? (hasUnmet ? nil : finding.verdict.failure)
    guard let failure, failure.line > 0 else { return "\(chapter):\(finding.place.0)" }
    guard failure.file == submission.path else { return "\(failure.file):\(failure.line)" }
    return submission.fullPlace(of: failure.line, column: failure.column, in: cell)
  }

  /// Adds that there is no answer to `part` that could be tried, and why.
  package mutating func add(
    _ part: Exercise.Part, without reason: String, line: Int = 0, place: String = ""
  ) {
    for (check, share) in zip(part.checks, part.shares) {
      items.append(
        Item(
          exercise: part.id, check: check.checkName, points: 0, possible: share,
          message: reason, line: line, place: place))
    }
  }

  /// A number of points, without decimals when it has none.
  package static func text(_ points: Double) -> String {
    guard abs(points) < 1e9 else { return "\(points)" }
    let rounded = (points * 1e6).rounded() / 1e6  // Thirds, and sums of tenths.
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension String {
  /// The text, or its beginning when it is too long for a table: answers can say what they like.
  fileprivate var shortened: String {
    let limit = 500
    return utf8.count > limit ? "\(prefix(limit))…" : self
  }
}

extension Attempt {
  /// What kept the attempt from being made, which is no fault of the answer: a cell of the chapter
  /// that failed, or the machine.
  var outerFailure: Failure? {
    let failures = (answer.map(\.failure) + checks.map(\.failure)).compactMap(\.self)
    return obstacle ?? failures.first { $0.kind == .environment }
  }
}
