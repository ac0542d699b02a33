internal import Foundation

extension CheckReport {
  /// The report as JSON; the README of this target has its schema.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let file = ReportFile(
      schema: 1, seconds: Self.rounded(seconds), counts: Self.counts(of: cases),
      chapters: suites.map { suite in
        ReportFile.Chapter(
          file: suite.file, counts: Self.counts(of: suite.cases),
          cases: suite.cases.map(ReportFile.Case.init))
      })
    let data = (try? encoder.encode(file)) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func counts(of cases: [CheckCase]) -> ReportFile.Counts {
    ReportFile.Counts(
      cases: cases.count, failed: cases.count { $0.verdict.isFailure },
      skipped: cases.count { $0.verdict == .skipped })
  }

  /// Seconds to the millisecond, and never what JSON has no word for.
  static func rounded(_ seconds: Double) -> Double {
    seconds.isFinite ? (seconds * 1000).rounded() / 1000 : 0
  }
}

/// The members of the JSON report.
private struct ReportFile: Encodable {
  let schema: Int
  let seconds: Double
  let counts: Counts
  let chapters: [Chapter]

  struct Counts: Encodable {
    let cases: Int
    let failed: Int
    let skipped: Int
  }

  struct Chapter: Encodable {
    let file: String
    let counts: Counts
    let cases: [Case]
  }

  struct Case: Encodable {
    let group: String
    let name: String
    let file: String
    let line: Int
    let verdict: String
    let message: String
    let details: [String]
    let seconds: Double

    init(_ item: CheckCase) {
      (group, name, file, line) = (item.group, item.name, item.file, item.line)
      (verdict, message, details) = (item.verdict.rawValue, item.message, item.details)
      seconds = CheckReport.rounded(item.seconds)
    }
  }
}
