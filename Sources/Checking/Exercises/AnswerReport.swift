internal import CellOutput
package import Execution
package import NotebookModel

/// What the checks in a student's copy say of one answer.
package struct AnswerReport: Hashable, Sendable {
  /// What one check says.
  package struct Item: Hashable, Sendable {
    /// What the check is called.
    package var name: String
    package var points: Double
    /// The most points it gives.
    package var possible: Double
    /// What is wrong, a line each; empty when the check passed.
    package var complaints: [Complaint] = []

    /// Whether the check passed.
    package var isPassed: Bool { complaints.isEmpty }
  }

  /// Something that is wrong, and where.
  package struct Complaint: Hashable, Sendable {
    package var message: String
    package var line: Int
    package var column: Int
  }

  /// The exercise's name.
  package let exercise: String
  /// The tab it was tried in.
  package let tab: String
  /// The line on which the answer begins.
  package let line: Int
  /// What stopped the answer itself; its checks are not run then.
  package private(set) var stop: Complaint?
  package private(set) var items: [Item] = []

  /// Says what `attempt` made of `answer` to `part`, in `tab`.
  package init(_ attempt: Attempt, _ answer: Cell, of part: Exercise.Part, in tab: String) {
    (exercise, self.tab, line) = (part.id, tab, answer.lines.lowerBound)
    stop = attempt.answer.compactMap(\.failure).first.map {
      Complaint(message: $0.message, line: $0.line > 0 ? $0.line : line, column: $0.column)
    }
    if stop == nil, attempt.answer.contains(where: { $0.status == .notRun }) {
      stop = Complaint(
        message: "a cell before it fails, so it was not run", line: line, column: 0)
    }
    for ((check, verdict), share) in zip(zip(part.checks, attempt.checks), part.shares) {
      let finding = Finding(check, verdict)
      var item = Item(
        name: check.checkName, points: finding.isPassed ? share : 0, possible: share)
      if stop != nil {
        item.points = 0
        item.complaints = [Complaint(message: "it was not run", line: line, column: 0)]
      } else if !finding.isPassed {
        item.complaints = finding.complaints
      }
      items.append(item)
    }
  }

  /// The points together.
  package var points: Double { items.reduce(0) { $0 + $1.points } }

  /// The most points there are.
  package var possible: Double { items.reduce(0) { $0 + $1.possible } }

  /// Whether there is a check, and every one passed.
  package var isPassed: Bool { stop == nil && !items.isEmpty && items.allSatisfy(\.isPassed) }
}

extension Finding {
  /// What is wrong, each with its place.
  fileprivate var complaints: [AnswerReport.Complaint] {
    var found = verdict.expectations.filter { !$0.isMet }.map {
      AnswerReport.Complaint(message: $0.message, line: $0.line, column: 0)
    }
    if found.isEmpty || verdict.failure != nil, let message = messages.last {
      let (line, column) =
        verdict.failure.map { ($0.line > 0 ? $0.line : check.sourceLine, $0.column) } ?? place
      found.append(AnswerReport.Complaint(message: message, line: line, column: column))
    }
    return found
  }
}
