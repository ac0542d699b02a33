internal import Checking
internal import Markup

/// What was checked, as a page: failures with their differences, and figures over each other.
struct HTMLReport {
  /// A figure that differs from the accepted one.
  struct Figure {
    /// The case it belongs to.
    let reason: CheckCase?
    let old: FigureRecord
    let new: FigureRecord
  }

  private let report: CheckReport
  private let figures: [Figure]

  init(_ report: CheckReport, figures: [Figure]) {
    self.report = report
    self.figures = figures
  }

  /// The page; it needs no other file.
  var page: HTML {
    let failed = report.cases.count { $0.verdict.isFailure }
    let verdict = failed == 0 ? "all is well" : count(failed, "failure")
    var page: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark">
      <title>lectern test: \(verdict)</title>
      <style>\(HTML(trusting: Self.style))</style>
      </head>
      <body>
      <main>
      <h1>lectern test: \(verdict)</h1>
      <p>\(count(report.cases.count, "check")) of \(count(report.suites.count, "chapter")) \
      in \(Seconds.text(report.seconds)).</p>

      """
    for suite in report.suites { page += section(suite) }
    page += "</main>\n</body>\n</html>\n"
    return page
  }

  private func section(_ suite: CheckSuite) -> HTML {
    let failures = suite.failures
    let passed = suite.cases.count { $0.verdict == .passed }
    var section: HTML = """
      <h2>\(suite.file)</h2>
      <p>\(passed) passed, \(failures.count) failed.</p>

      """
    for failure in failures {
      let tab = failure.group.isEmpty ? "" : " · \(failure.group)"
      section += """
        <article>
        <h3>\(failure.file):\(failure.line)\(tab)</h3>
        <p><strong>\(failure.verdict.rawValue)</strong>: \(failure.message)</p>

        """
      if !failure.details.isEmpty { section += difference(failure.details) }
      for figure in figures where figure.reason == failure {
        section += FigureOverlay(old: figure.old, new: figure.new).html
      }
      section += "</article>\n"
    }
    return section
  }

  private func difference(_ lines: [String]) -> HTML {
    var html: HTML = "<pre tabindex=\"0\">"
    for line in lines {
      switch line.first {
      case "-": html += "<del>\(line)</del>\n"
      case "+": html += "<ins>\(line)</ins>\n"
      default: html += "\(line)\n"
      }
    }
    html += "</pre>\n"
    return html
  }

  private static let style = """
    :root { font: 16px/1.5 system-ui, sans-serif; background: #fff; color: #222; }
    body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    article { border-left: 3px solid #c33; padding-left: 1rem; margin: 1.5rem 0; }
    h3 { font-size: 1rem; margin: 0; }
    pre { white-space: pre-wrap; } del, ins { text-decoration: none; }
    del, .old { color: #a34f00; } ins, .new { color: #1f6fb3; }
    @media (prefers-color-scheme: dark) {
      :root { background: #16181c; color: #e6e6e6; }
      del, .old { color: #f0a050; } ins, .new { color: #6cb6ff; }
    }
    """
}
