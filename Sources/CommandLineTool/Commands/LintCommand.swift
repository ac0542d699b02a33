internal import NotebookModel
internal import SourceText

extension Workbench {
  /// `lectern lint`: tells what is wrong with chapters without running them.
  func lint(_ settings: Settings) async throws -> ExitStatus {
    guard let search = search(settings.paths) else { return .usage }
    var findings = search.diagnostics
    for book in search.books { findings += await engines.lint(book) }
    // A mistake in a table of contents is met by the search and by the chapter it stands in.
    var seen: Set<Diagnostic> = []
    findings = findings.filter { seen.insert($0.withoutHint).inserted }
    let errors = findings.count { $0.severity == .error }
    let shown = settings.isQuiet ? findings.filter { $0.severity == .error } : findings
    let chapters = search.books.reduce(0) { $0 + $1.chapters.count }
    let report = LintReport(findings: shown, chapters: chapters)
    console.write(text(of: report, settings))
    let hasFailed = settings.isStrict ? !findings.isEmpty : errors > 0
    return hasFailed ? .failure : .success
  }

  private func text(of report: LintReport, _ settings: Settings) -> String {
    switch settings.format {
    case .text:
      report.text(usesColour: console.outputTraits.usesColour, hasSummary: !settings.isQuiet)
    case .github: report.annotations(root: environment["GITHUB_WORKSPACE"])
    case .json: report.findings.json + "\n"
    }
  }
}

extension Diagnostic {
  /// The diagnostic without what to try next, which may differ between those who found it.
  var withoutHint: Diagnostic {
    var diagnostic = self
    diagnostic.hint = nil
    return diagnostic
  }
}
