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
    /// What was wrong, in a line; empty when nothing was.
    package var message: String
    /// The line of the submission on which the answer begins; 0 when there is none.
    package var line: Int
  }

  /// The submission's path.
  package var submission: String
  package var items: [Item] = []
  /// What the system lacked to confine the answers.
  package var lacking: Set<String> = []

  /// Creates the grade of a submission without any answer.
  package init(submission: String) { self.submission = submission }

  /// The points together.
  package var points: Double { items.reduce(0) { $0 + $1.points } }

  /// The most points there are.
  package var possible: Double { items.reduce(0) { $0 + $1.possible } }
}

extension Grade {
  /// Adds what `attempt` at `part` gave, with the answer on `line`.
  package mutating func add(_ attempt: Attempt, at part: Exercise.Part, line: Int) {
    lacking.formUnion(attempt.lacking)
    let stopped = attempt.answer.compactMap(\.failure).first.map {
      "the answer stops: \($0.message)"
    }
    for ((check, verdict), share) in zip(zip(part.checks, attempt.checks), part.shares) {
      let finding = Finding(check, verdict)
      items.append(
        Item(
          exercise: part.id, check: check.checkName, points: finding.isPassed ? share : 0,
          possible: share, message: finding.isPassed ? "" : stopped ?? finding.message, line: line))
    }
  }

  /// Adds that there is no answer to `part` that could be tried, and why.
  package mutating func add(
    _ part: Exercise.Part, without reason: String, line: Int = 0
  ) {
    for (check, share) in zip(part.checks, part.shares) {
      items.append(
        Item(
          exercise: part.id, check: check.checkName, points: 0, possible: share,
          message: reason, line: line))
    }
  }
}

extension Exercise.Part {
  /// The answer in a submission: the starter's cell as the student left it.
  package func answer(in submission: Notebook, tab: String) -> Cell? {
    let own = submission.cells.filter { cell in
      if case .exercise(id, _) = cell.role { cell.kind == .cell } else { false }
    }
    return own.first { $0.tabs.contains(tab) } ?? own.first
  }
}
