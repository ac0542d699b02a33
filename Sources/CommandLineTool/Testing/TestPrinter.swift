internal import Checking

/// Tells what was checked, as text or as annotations.
struct TestPrinter {
  private let console: Console
  private let annotates: Bool
  /// The folder of the checkout, from which annotations name files.
  private let root: String?

  init(_ console: Console, annotates: Bool, root: String?) {
    self.console = console
    self.annotates = annotates
    self.root = root
  }

  /// Tells what became of a chapter: its failures, then a line for all of it.
  func tell(_ suite: CheckSuite, hasFile: Bool, isQuiet: Bool) {
    let failures = suite.failures
    if !hasFile, failures.count > 1, failures.allSatisfy({ $0.verdict == .missing }) {
      tell(
        CheckCase(
          suite.file, file: suite.file, line: 1, .missing,
          message: "no output of this chapter has been accepted yet",
          details: ["hint: 'lectern test --update \(suite.file)' accepts what it puts out now"]))
    } else {
      for failure in failures { tell(failure) }
    }
    guard !isQuiet else { return }
    let colour = console.outputTraits.usesColour
    let checked = suite.cases.count { $0.verdict != .skipped }
    guard !failures.isEmpty else {
      return console.print(
        "\(Ink.green("passed", if: colour)) \(suite.file.onOneLine) (\(count(checked, "check")))")
    }
    console.print(
      "\(Ink.red("failed", if: colour)) \(suite.file.onOneLine) "
        + "(\(failures.count) of \(count(checked, "check")))")
  }

  /// Tells one failure.
  func tell(_ failure: CheckCase) {
    if annotates {
      var failure = failure
      failure.file = Path.inCheckout(failure.file, root: root)
      return console.print(failure.annotation)
    }
    let colour = console.errorTraits.usesColour
    let column = failure.column > 0 ? "\(failure.column):" : ""
    var lines = [
      Ink.bold("\(failure.file):\(failure.line):\(column)".onOneLine, if: colour) + " "
        + Ink.red("error:", if: colour) + " " + failure.message.asQuotation
        + (failure.group.isEmpty ? "" : Ink.faint(" (\(failure.group))", if: colour))
    ]
    lines += failure.details.map { "    " + Self.inked($0.asQuotation, if: colour) }
    console.print(lines.joined(separator: "\n") + "\n", to: .error)
  }

  private static func inked(_ line: String, if colour: Bool) -> String {
    switch line.first {
    case "-": Ink.red(line, if: colour)
    case "+": Ink.green(line, if: colour)
    default: line
    }
  }

  /// Tells what was accepted, and into which file it went.
  func tell(_ accepted: [CheckCase], writtenTo path: String) {
    let colour = console.outputTraits.usesColour
    let verb = Ink.cyan("accepted", if: colour)
    console.print("\(verb) \(count(accepted.count, "change")) into \(path)")
    for item in accepted {
      let words = Self.words[item.verdict] ?? item.verdict.rawValue
      let tab = item.group.isEmpty ? "" : " (\(item.group))"
      console.print("  \(item.file):\(item.line): \(words): \(item.name)\(tab)".onOneLine)
    }
  }

  private static let words: [CheckCase.Verdict: String] = [
    .mismatch: "changed", .missing: "new", .orphaned: "gone", .outdated: "changed with its cell",
  ]

  /// Tells what all came to.
  func sum(_ report: CheckReport, accepted: Int) {
    let colour = console.outputTraits.usesColour
    let failed = report.suites.count { !$0.failures.isEmpty }
    var text = "tested \(count(report.suites.count, "chapter")) "
    text += "(\(count(report.cases.count { $0.verdict != .skipped }, "check"))) "
    text += "in \(Seconds.text(report.seconds))"
    if accepted > 0 { text += ", \(count(accepted, "change")) accepted" }
    if failed > 0 { text += ", " + Ink.red("\(failed) failed", if: colour) }
    console.print(text)
  }
}
