/// What a check of chapters came to: what reports are written from.
package struct CheckReport: Hashable, Sendable {
  /// The chapters, in their order.
  package var suites: [CheckSuite]
  /// How long all took, in seconds.
  package var seconds: Double

  /// Creates a report.
  package init(_ suites: [CheckSuite], seconds: Double) {
    self.suites = suites
    self.seconds = seconds
  }

  /// Every case.
  package var cases: [CheckCase] { suites.flatMap(\.cases) }
}

/// What was checked of one chapter.
package struct CheckSuite: Hashable, Sendable {
  /// The chapter's path, as the author typed it.
  package var file: String
  package var cases: [CheckCase]

  /// Creates a suite.
  package init(file: String, cases: [CheckCase] = []) {
    self.file = file
    self.cases = cases
  }

  /// The cases that failed.
  package var failures: [CheckCase] { cases.filter { $0.verdict.isFailure } }
}

/// One thing that was checked, and what it came to.
package struct CheckCase: Hashable, Sendable {
  /// What the check came to; the raw value is its name in reports.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    case passed
    /// It was not to be checked, or could not be because of an earlier failure.
    case skipped
    /// The output differs from what was accepted.
    case mismatch
    /// Nothing was accepted for this cell yet.
    case missing
    /// What was accepted belongs to no cell.
    case orphaned
    /// What was accepted belongs to the cell as it was before it was changed.
    case outdated
    /// The cell failed.
    case failed
    /// Two tabs that should agree do not.
    case disagreement
    /// The file of what was accepted cannot be read.
    case damaged

    /// Whether it counts as a failure.
    package var isFailure: Bool { self != .passed && self != .skipped }
  }

  /// The tab, the exercise, or what else the case belongs to; empty when to nothing.
  package var group: String
  /// What was checked, in a few words.
  package var name: String
  /// The file and the line to look at.
  package var file: String
  package var line: Int
  /// The column, from 1; 0 for the whole line.
  package var column = 0
  package var verdict: Verdict
  /// What is wrong, in a line; empty when nothing is.
  package var message: String
  /// More of that, line by line.
  package var details: [String]
  /// How long it took, in seconds.
  package var seconds: Double

  /// Creates a case.
  package init(
    group: String = "", _ name: String, file: String, line: Int, _ verdict: Verdict,
    message: String = "", details: [String] = [], seconds: Double = 0
  ) {
    self.group = group
    self.name = name
    self.file = file
    self.line = line
    self.verdict = verdict
    self.message = message
    self.details = details
    self.seconds = seconds
  }
}
