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
      \(summary)
      """
    for (number, suite) in report.suites.enumerated() { page += section(suite, number + 1) }
    page += "</main>\n</body>\n</html>\n"
    return page
  }
}

// MARK: - Parts

extension HTMLReport {
  /// A row for each chapter, and under it a link to each of its failures.
  private var summary: HTML {
    var rows = HTML()
    for (number, suite) in report.suites.enumerated() {
      let failures = suite.failures
      let name: HTML =
        failures.isEmpty
        ? "\(suite.file)" : "<a href=\"#chapter-\(number + 1)\">\(suite.file)</a>"
      let counts = [CheckCase.Verdict.passed, .skipped].map { verdict in
        suite.cases.count { $0.verdict == verdict }
      }
      rows += """
        <tr><th scope="row">\(name)</th><td>\(counts[0])</td><td>\(failures.count)</td>\
        <td>\(counts[1])</td></tr>

        """
    }
    return """
      <table>
      <thead><tr><th scope="col">Chapter</th><th scope="col">passed</th>\
      <th scope="col">failed</th><th scope="col">skipped</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>

      """
  }

  private func section(_ suite: CheckSuite, _ number: Int) -> HTML {
    let failures = suite.failures
    guard !failures.isEmpty else { return HTML() }
    var list = HTML()
    var articles = HTML()
    for (index, failure) in failures.enumerated() {
      let id = "case-\(number)-\(index + 1)"
      let tab = failure.group.isEmpty ? "" : " · \(failure.group)"
      let place: HTML = "\(failure.file):\(failure.line)\(tab)"
      list += "<li><a href=\"#\(id)\">\(place)</a> \(failure.verdict.rawValue)</li>\n"
      articles += """
        <article id="\(id)">
        <h3><a href="#\(id)">\(place)</a></h3>
        <p class="cell"><code>\(failure.name)</code></p>
        <p><strong>\(failure.verdict.rawValue)</strong>: \(failure.message)</p>

        """
      if !failure.details.isEmpty { articles += difference(failure.details) }
      for figure in figures where figure.reason == failure {
        articles += FigureOverlay(old: figure.old, new: figure.new).html
      }
      articles += "</article>\n"
    }
    return """
      <section aria-labelledby="chapter-\(number)">
      <h2 id="chapter-\(number)">\(suite.file)</h2>
      <ol>
      \(list)</ol>
      \(articles)</section>

      """
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
    :root { font: 16px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink);
      --paper: #fdfdfc; --ink: #1f2328; --line: #dfe2e6; --quiet: #59636e; --code: #f5f6f8;
      --bad: #c33; --old: #a34f00; --new: #0a58a8; }
    @media (prefers-color-scheme: dark) { :root {
      --paper: #17191d; --ink: #dde1e6; --line: #31363d; --quiet: #9aa4af; --code: #1f2227;
      --bad: #ff8a80; --old: #f0a050; --new: #79b8ff; } }
    body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    a { color: inherit; }
    table { border-collapse: collapse; }
    th, td { padding: .3em .8em; border-bottom: 1px solid var(--line); text-align: end; }
    th:first-child { text-align: start; font-weight: normal; }
    ol { color: var(--quiet); }
    article { border-left: 3px solid var(--bad); padding-left: 1rem; margin: 2rem 0; }
    h3 { font-size: 1rem; margin: 0; } h3 a { text-decoration: none; }
    .cell { margin: .2rem 0 .6rem; color: var(--quiet); overflow-wrap: anywhere; }
    code, pre { font: .85rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
    pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .6rem .8rem;
      background: var(--code); border-radius: 6px; }
    del, ins { text-decoration: none; display: inline-block; min-width: 100%; }
    del, span.old { color: var(--old); } ins, span.new { color: var(--new); }
    figure { margin: 1rem 0; } figure p { margin: .3rem 0; font-size: .85rem; }
    figcaption { font-size: .85rem; color: var(--quiet); }
    svg { max-width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--quiet); }
    .panels, .tiles { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-end; }
    .frame, .line, .dot { fill: none; } .frame { stroke: var(--line); }
    .line { stroke-width: 1.5; } .dot { stroke-width: 5; stroke-linecap: round; }
    .same { stroke: var(--quiet); opacity: .45; }
    svg .old { stroke: var(--old); } svg .line.old { stroke-dasharray: 6 4; }
    svg .new { stroke: var(--new); } .dot { opacity: .7; }
    .tile { fill: var(--ink); } .less { fill: var(--old); }
    .more { fill: var(--new); } .none { fill: var(--line); }
    .tiles svg { outline: 1px solid var(--line); }
    """
}
