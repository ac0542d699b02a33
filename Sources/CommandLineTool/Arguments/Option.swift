/// One option: how it is written, what it means, and what it changes.
package struct Option: Sendable {
  /// The long name, without dashes.
  package let name: String
  /// The one-letter name.
  package let short: Character?
  /// What the value is called in help texts; `nil` for a flag.
  package let value: String?
  /// What it does, in one line of help.
  package let help: String
  /// Takes the value over into the settings, or says in words what was expected instead.
  let apply: @Sendable (inout Settings, String) -> Mismatch?

  /// The words for what an option takes, when it was given something else.
  struct Mismatch { let expected: String }

  private init(
    _ name: String, _ short: Character? = nil, value: String? = nil, help: String,
    apply: @escaping @Sendable (inout Settings, String) -> Mismatch?
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.help = help
    self.apply = apply
  }
}

extension Option {
  static let output = Option(
    "output", "o", value: "DIR", help: "Write into DIR (pages: _site by default)"
  ) { settings, value in
    settings.output = value
    return value.isEmpty ? Mismatch(expected: "the name of a folder") : nil
  }

  static let single = Option(
    "single", value: "FILE", help: "Write one chapter as one file that needs no other"
  ) { settings, value in
    settings.single = value
    return value.isEmpty || value.hasSuffix("/") ? Mismatch(expected: "the name of a file") : nil
  }

  static let tab = Option(
    "tab", "t", value: "NAME", help: "Run only this tab; may be given again for more tabs"
  ) { settings, value in
    settings.tabs.append(value)
    return value.isEmpty ? Mismatch(expected: "the name of a tab") : nil
  }

  static let noRun = Option("no-run", help: "Run no cell, and write what there is without outputs")
  {
    settings, _ in
    settings.runsCells = false
    return nil
  }

  static let fresh = Option("fresh", help: "Compile and run every cell again, without the cache") {
    settings, _ in
    settings.isFresh = true
    return nil
  }

  static let jobs = Option(
    "jobs", "j", value: "N", help: "Work with N processes at once (default: one a core)"
  ) { settings, value in
    settings.jobs = Int(value)
    return (1...1024).contains(settings.jobs ?? 0)
      ? nil : Mismatch(expected: "a whole number from 1 to 1024")
  }

  static let quiet = Option("quiet", "q", help: "Print nothing but errors") { settings, _ in
    settings.isQuiet = true
    return nil
  }

  static let open = Option("open", help: "Show the first page in a browser when done") {
    settings, _ in
    settings.opensPage = true
    return nil
  }

  static let format = format(.text, .json, help: "Print as 'text' (default) or as 'json'")

  static let lintFormat = format(
    .text, .github, .json, help: "Print as 'text' (default), for 'github', or as 'json'")

  static let testFormat = format(
    .text, .github, help: "Tell what differs as 'text' (default), or as annotations for 'github'")

  private static func format(_ formats: Settings.Format..., help: String) -> Option {
    Option("format", "f", value: "FORMAT", help: help) { settings, value in
      guard let format = formats.first(where: { $0.rawValue == value }) else {
        let names = formats.map { "'\($0.rawValue)'" }
        return Mismatch(
          expected: names.dropLast().joined(separator: ", ") + " or " + names.suffix(1).joined())
      }
      settings.format = format
      return nil
    }
  }

  static let strict = Option("strict", help: "Let warnings fail the check as errors do") {
    settings, _ in
    settings.isStrict = true
    return nil
  }

  static let update = Option(
    "update", "u", help: "Accept what differs, and write it to the expected outputs"
  ) { settings, _ in
    settings.updates = true
    return nil
  }

  static let interactive = Option(
    "interactive", "i", help: "With --update: ask about each difference"
  ) { settings, _ in
    settings.isInteractive = true
    return nil
  }

  static let report = report(
    .junit, .json, .html, help: "Write a report: 'junit', 'json' or 'html'; may be given again")

  static let exerciseReport = report(
    .junit, .json, .csv, help: "Write a report: 'junit', 'json' or 'csv'; may be given again")

  private static func report(_ kinds: Settings.Report.Kind..., help: String) -> Option {
    Option("report", "r", value: "KIND=FILE", help: help) { settings, value in
      let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let kind = kinds.first(where: { $0.rawValue == parts[0] }) else {
        let forms = kinds.map { "'\($0.rawValue)=FILE'" }
        return Mismatch(
          expected: forms.dropLast().joined(separator: ", ") + " or " + forms.suffix(1).joined())
      }
      settings.reports.append(Settings.Report(kind: kind, path: parts[1]))
      return nil
    }
  }

  static let copy = Option("output", "o", value: "FILE", help: "Write the student's copy to FILE") {
    settings, value in
    settings.output = value
    return value.isEmpty || value.hasSuffix("/") ? Mismatch(expected: "the name of a file") : nil
  }

  static let ipynb = Option("ipynb", help: "Write the student's copy as a notebook of Jupyter") {
    settings, _ in
    settings.writesNotebook = true
    return nil
  }

  static let csv = grades(.csv, help: "Print grades as comma-separated values")
  static let json = grades(.json, help: "Print grades as JSON")
  static let junit = grades(.junit, help: "Print grades as a JUnit report")

  private static func grades(_ kind: Settings.Report.Kind, help: String) -> Option {
    Option(kind.rawValue, help: help) { settings, _ in
      if !settings.gradeFormats.contains(kind) { settings.gradeFormats.append(kind) }
      return nil
    }
  }

  static let timeout = Option(
    "timeout", value: "SECONDS",
    help: "Give an answer, and each check of it, SECONDS (default: 10)"
  ) { settings, value in
    let seconds = Double(value) ?? .nan
    settings.attemptTimeout = seconds
    return (0.1...86_400).contains(seconds)
      ? nil : Mismatch(expected: "a number of seconds from 0.1 to 86400")
  }

  static let book = Option(
    "in", value: "BOOK", help: "Put the chapter into the folder BOOK (default: the current one)"
  ) { settings, value in
    settings.book = value
    return value.isEmpty ? Mismatch(expected: "the name of a folder") : nil
  }

  static let all = Option("all", "a", help: "Remove the rendered pages as well") { settings, _ in
    settings.cleansAll = true
    return nil
  }

  static let olderThan = Option(
    "older-than", value: "DAYS", help: "Remove only what was not used for DAYS days"
  ) { settings, value in
    guard let days = Double(value), days.isFinite, days >= 0 else {
      return Mismatch(expected: "a number of days, 0 or more")
    }
    settings.olderThanDays = days
    return nil
  }

  static let exportFolder = Option(
    "output", "o", value: "DIR",
    help: "Write into DIR (default: _notebooks, or the library's name)",
    apply: output.apply)

  static let chapterFile = Option(
    "output", "o", value: "PATH", help: "Write the chapter to PATH, or into it if it is a folder"
  ) { settings, value in
    settings.output = value
    return value.isEmpty ? Mismatch(expected: "the name of a file or folder") : nil
  }

  static let allTabs = Option("all-tabs", help: "Put the cells of all tabs into one notebook") {
    settings, _ in
    settings.combinesTabs = true
    return nil
  }

  static let force = Option("force", help: "Replace files that stand in the way") {
    settings, _ in
    settings.replacesFiles = true
    return nil
  }

  /// Asks for help; every command has it.
  static let help = Option("help", "h", help: "Show this help") { _, _ in nil }
}
