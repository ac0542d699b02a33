/// One command: what help says about it and which options it takes.
package struct Command: Sendable {
  /// A command line worth showing, and what it does.
  package struct Example: Sendable {
    /// The command line.
    package let line: String
    /// What it does.
    package let meaning: String
  }

  /// What the command is, for the code that carries it out.
  package enum Name: String, CaseIterable, Sendable {
    case render, test, run, inspect, why, clean, doctor
  }

  /// The command's name.
  package let name: Name
  /// What it does, in a line for the list of commands.
  package let summary: String
  /// What it is for, in a paragraph.
  package let purpose: String
  /// How its paths are written in the usage line.
  package let operands: String
  /// How many paths it takes.
  package let paths: ClosedRange<Int>
  /// The options it takes, `--help` aside.
  package let options: [Option]
  /// What to try first.
  package let examples: [Example]
}

extension Command {
  /// Every command, in the order help lists them.
  package static let all = [render, test, run, inspect, why, clean, doctor]

  static let render = Command(
    name: .render,
    summary: "Run chapters and write their pages",
    purpose: """
      Runs the cells of chapters and writes one HTML page a chapter, with everything the cells put \
      out. A path is a chapter or a folder of chapters; without a path, the current folder's book \
      is rendered. What has not changed since the last time comes from the cache (.lectern). A \
      cell that fails stops its tab, never the page.
      """,
    operands: "[PATH…]", paths: 0...Int.max,
    options: [.output, .tab, .noRun, .fresh, .jobs, .quiet, .open],
    examples: [
      Example(line: "lectern render notebooks", meaning: "render a book into _site"),
      Example(line: "lectern render circles.md -o out --open", meaning: "one chapter, and look"),
      Example(
        line: "lectern render notebooks --tab concise -j2", meaning: "one tab, two processes"),
      Example(line: "lectern render notebooks --fresh", meaning: "trust nothing computed before"),
    ])

  static let test = Command(
    name: .test,
    summary: "Compare what chapters put out with what was accepted",
    purpose: """
      Runs the cells of chapters, or takes their outputs from the cache, and compares them with \
      the accepted ones, which are kept beside each chapter as NAME.expected.md. Text is compared \
      exactly, numbers within the tolerance of their cell, figures by their data. With --update, \
      what differs is accepted; where CI is set, nothing ever is.
      """,
    operands: "[PATH…]", paths: 0...Int.max,
    options: [.tab, .update, .interactive, .report, .testFormat, .fresh, .jobs, .quiet],
    examples: [
      Example(line: "lectern test notebooks", meaning: "is everything as it was?"),
      Example(line: "lectern test circles.md --update", meaning: "accept what has changed"),
      Example(line: "lectern test notebooks -u -i", meaning: "accept one by one"),
      Example(
        line: "lectern test notebooks --report junit=tests.xml", meaning: "a report for machines"),
    ])

  static let run = Command(
    name: .run,
    summary: "Run a chapter and print what its cells put out",
    purpose: """
      Runs one chapter on the terminal: what cells print appears as it is printed, values and \
      figures in their text form, tab after tab. No page is written.
      """,
    operands: "FILE", paths: 1...1,
    options: [.tab, .fresh, .jobs, .quiet],
    examples: [
      Example(line: "lectern run notebooks/circles.md", meaning: "all tabs, one after the other"),
      Example(line: "lectern run circles.md --tab scratch", meaning: "one tab"),
    ])

  static let inspect = Command(
    name: .inspect,
    summary: "Print how a chapter is understood",
    purpose: """
      Prints the cells of a chapter without running them: their kind, language, lines, tabs, \
      options and roles, the tabs the chapter declares, and what is wrong with it. The JSON form \
      is stable and meant for other programs.
      """,
    operands: "FILE", paths: 1...1,
    options: [.format],
    examples: [
      Example(line: "lectern inspect circles.md", meaning: "for people"),
      Example(line: "lectern inspect circles.md --format json", meaning: "for programs"),
    ])

  static let why = Command(
    name: .why,
    summary: "Tell for each cell whether it would run, and why",
    purpose: """
      Says for each cell of a chapter whether the next render would compile it, run it, or take \
      its outputs from the cache, and what changed since. Nothing is run.
      """,
    operands: "FILE", paths: 1...1,
    options: [.tab],
    examples: [Example(line: "lectern why circles.md", meaning: "what would the next render do?")])

  static let clean = Command(
    name: .clean,
    summary: "Remove the cache",
    purpose: """
      Removes the cache folder .lectern of the current folder, or of the folder given. Only what \
      carries Lectern's mark is removed, and nothing is lost but time: the next render computes \
      it again.
      """,
    operands: "[FOLDER]", paths: 0...1,
    options: [.all, .olderThan, .output, .quiet],
    examples: [
      Example(line: "lectern clean", meaning: "the whole cache"),
      Example(line: "lectern clean --older-than 30", meaning: "what a month left unused"),
      Example(line: "lectern clean --all", meaning: "the cache and the pages in _site"),
    ])

  static let doctor = Command(
    name: .doctor,
    summary: "Check that everything Lectern needs is there",
    purpose: """
      Looks for the Swift compiler and linker, Lectern's own kernel, modules and templates, and a \
      cache that can be written; then compiles and runs a small cell and tells how long that \
      took. For each thing that is missing it says how to mend it.
      """,
    operands: "", paths: 0...0,
    options: [],
    examples: [Example(line: "lectern doctor", meaning: "is all well?")])
}
