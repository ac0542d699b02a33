internal import Foundation

extension GradeSheet {
  /// The names of the table's columns, as RFC 4180 has them.
  package static let csvHead =
    "submission,exercise,check,points,possible,message,place\r\n"

  /// A row for each check of each submission, as RFC 4180 has it.
  package var csv: String { Self.csvHead + grades.map(\.csvRows).joined() }

  /// The grades as JSON; the README of this target has its schema.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(GradeFile(self))) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The grades as a report in which a check that was not passed is a failure, what could not be
  /// graded an error, and what was not graded is skipped.
  package var report: CheckReport {
    let graded = grades.map { grade in
      CheckSuite(file: grade.submission, cases: grade.items.map { grade.reported($0) })
    }
    let missed = missing.map { path in
      CheckSuite(
        file: path, cases: [CheckCase("submission", file: path, line: 1, .skipped)])
    }
    return CheckReport(graded + missed, seconds: seconds)
  }
}

extension Grade {
  /// A row for each check.
  package var csvRows: String {
    items.map { item in
      let fields = [
        submission, item.exercise, item.check, Grade.text(item.points), Grade.text(item.possible),
        item.message, item.place,
      ]
      return fields.map(Self.field).joined(separator: ",") + "\r\n"
    }.joined()
  }

  /// A field of a table; one that a spreadsheet would take for a formula is made a text.
  private static func field(_ text: String) -> String {
    let text = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0.value < 0x20 && !"\t\r\n".unicodeScalars.contains($0) ? "\u{FFFD}" : $0
        }))
    // By bytes: as characters, "\r\n" is one, and neither "\r" nor "\n".
    let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
    let plain = isFormula ? "'" + text : text
    let quotes = plain.utf8.contains { ",\"\r\n".utf8.contains($0) }
    return quotes ? "\"" + plain.replacing("\"", with: "\"\"") + "\"" : plain
  }

  /// An item as reports have it.
  fileprivate func reported(_ item: Item) -> CheckCase {
    let isLost = item.points < item.possible
    let verdict: CheckCase.Verdict = isLost ? fault.isEmpty ? .mismatch : .failed : .passed
    return CheckCase(
      group: item.exercise, item.check, file: submission, line: max(item.line, 1), verdict,
      message: item.message, details: item.place.isEmpty ? [] : ["at \(item.place)"],
      seconds: item.seconds)
  }
}

/// The members of the JSON report.
private struct GradeFile: Encodable {
  let schema = 1
  let chapter: String
  let isComplete: Bool
  let missing: [String]
  let seconds: Double
  let chapterSeconds: Double
  let submissions: [Submission]

  enum CodingKeys: String, CodingKey {
    case schema, chapter, isComplete = "complete", missing, seconds, chapterSeconds, submissions
  }

  init(_ sheet: GradeSheet) {
    (chapter, missing, isComplete) = (sheet.chapter, sheet.missing, sheet.missing.isEmpty)
    seconds = CheckReport.rounded(sheet.seconds)
    chapterSeconds = CheckReport.rounded(sheet.chapterSeconds)
    submissions = sheet.grades.map(Submission.init)
  }

  struct Submission: Encodable {
    let file: String
    let points: Double
    let possible: Double
    let fault: String
    let seconds: Double
    /// What the system lacked to confine the answers.
    let lacking: [String]
    /// The exercises whose answers could forge what checks find.
    let unsafe: [String]
    let checks: [Check]

    init(_ grade: Grade) {
      (file, points, possible) = (grade.submission, grade.points, grade.possible)
      (fault, seconds) = (grade.fault, CheckReport.rounded(grade.seconds))
      (lacking, unsafe) = (grade.lacking.sorted(), grade.unsafe.sorted())
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
    let place: String

    init(_ item: Grade.Item) {
      (exercise, check, message, line) = (item.exercise, item.check, item.message, item.line)
      (points, possible, place) = (item.points, item.possible, item.place)
    }
  }
}
