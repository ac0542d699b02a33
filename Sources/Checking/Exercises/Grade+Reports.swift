internal import Foundation

extension [Grade] {
  /// A row for each check of each submission, as RFC 4180 has it.
  package var csv: String {
    let head = ["submission", "exercise", "check", "points", "possible", "message"]
    let rows = flatMap { grade in
      grade.items.map {
        [
          grade.submission, $0.exercise, $0.check, Grade.text($0.points), Grade.text($0.possible),
          $0.message,
        ]
      }
    }
    return ([head] + rows).map { $0.map(Grade.field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// The grades as JSON; the README of this target has its schema.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let file = GradeFile(schema: 1, submissions: map(GradeFile.Submission.init))
    return String(decoding: (try? encoder.encode(file)) ?? Data(), as: UTF8.self) + "\n"
  }

  /// The grades as a report in which a check that was not passed is a failure.
  package func report(seconds: Double) -> CheckReport {
    let suites = map { grade in
      CheckSuite(
        file: grade.submission,
        cases: grade.items.map {
          CheckCase(
            group: $0.exercise, $0.check, file: grade.submission, line: Swift.max($0.line, 1),
            $0.points < $0.possible ? .mismatch : .passed, message: $0.message)
        })
    }
    return CheckReport(suites, seconds: seconds)
  }
}

extension Grade {
  /// A number of points, without decimals when it has none.
  package static func text(_ points: Double) -> String {
    points == points.rounded() && abs(points) < 1e15 ? "\(Int(points))" : "\(points)"
  }

  /// A field of a table; one that a spreadsheet would take for a formula is made a text.
  fileprivate static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let plain = isFormula ? "'" + text : text
    let quotes = plain.contains { ",\"\r\n".contains($0) || $0 == "\r\n" }
    return quotes ? "\"" + plain.replacing("\"", with: "\"\"") + "\"" : plain
  }
}

/// The members of the JSON report.
private struct GradeFile: Encodable {
  let schema: Int
  let submissions: [Submission]

  struct Submission: Encodable {
    let file: String
    let points: Double
    let possible: Double
    /// What the system lacked to confine the answers.
    let lacking: [String]
    let checks: [Check]

    init(_ grade: Grade) {
      (file, points, possible) = (grade.submission, grade.points, grade.possible)
      lacking = grade.lacking.sorted()
      checks = grade.items.map(Check.init)
    }
  }

  struct Check: Encodable {
    let exercise: String
    let check: String
    let points: Double
    let possible: Double
    let message: String
    let line: Int

    init(_ item: Grade.Item) {
      (exercise, check, message, line) = (item.exercise, item.check, item.message, item.line)
      (points, possible) = (item.points, item.possible)
    }
  }
}
