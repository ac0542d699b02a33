internal import Checking
internal import Execution
internal import Glibc

extension Workbench {
  /// `lectern test`: compares what chapters put out with what was accepted.
  func test(_ settings: Settings) async throws -> ExitStatus {
    guard mayUpdate(settings), let search = search(settings.paths) else { return .usage }
    let hasBookErrors = report(search.diagnostics)
    guard try settings.tabs.isEmpty || knowsTabs(settings.tabs, in: notebooks(of: search.books))
    else {
      return .usage
    }
    let job = TestJob(settings, self, total: search.books.reduce(0) { $0 + $1.chapters.count })
    try await withLiveDisplay(isQuiet: settings.isQuiet, { job.display }) {
      for book in search.books where !Task.isCancelled { try await job.test(book) }
    }
    guard !Task.isCancelled else { return .failure }
    if settings.isInteractive { job.askAboutChanges() }
    let isWritten = job.finish()
    return hasBookErrors || job.hasFailures || !isWritten ? .failure : .success
  }

  /// Complains when outputs were to be accepted where nobody can.
  private func mayUpdate(_ settings: Settings) -> Bool {
    let ci = environment["CI"] ?? ""
    if settings.updates, !["", "0", "false"].contains(ci.lowercased()) {
      complain(
        "outputs are never accepted where CI is set, as it is here",
        hint: "run 'lectern test --update' on a machine of your own, and commit what it changes")
      return false
    }
    if settings.isInteractive, !settings.updates {
      complain("'--interactive' means something only with '--update'")
      return false
    }
    if settings.isInteractive, isatty(STDIN_FILENO) == 0 {
      complain(
        "'--interactive' asks questions, and standard input is no terminal",
        hint: "without it, '--update' accepts all that differs")
      return false
    }
    return true
  }
}
