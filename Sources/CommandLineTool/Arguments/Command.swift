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
    case new, render, test, exercises, run, lint, inspect, why, export, `import`, clean, doctor
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
  package static let all = [
    new, render, test, exercises, run, lint, inspect, why, export, `import`, clean, doctor,
  ]

  static let new = Command(
    name: .new,
    summary: "Begin a book or a chapter",
    purpose: """
      Makes the files that a book or a chapter begins with; nothing is ever overwritten. A book \
      renders at once. A chapter is named after its title and added to the table of contents. The \
      files are copies of those in templates/scaffold, and a book may have its own there.
      """,
    operands: "book NAME | chapter TITLE", paths: 0...Int.max,
    options: [.book],
    examples: [
      Example(line: "lectern new book trees", meaning: "a book in the folder 'trees'"),
      Example(
        line: "lectern new chapter \"Random forests\" --in trees",
        meaning: "trees/random-forests.md"),
    ])

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
    options: [.output, .single, .tab, .noRun, .fresh, .jobs, .quiet, .open],
    examples: [
      Example(line: "lectern render notebooks", meaning: "render a book into _site"),
      Example(line: "lectern render circles.md -o out --open", meaning: "one chapter, and look"),
      Example(line: "lectern render circles.md --single c.html", meaning: "one file to send"),
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

  static let exercises = Command(
    name: .exercises,
    summary: "List, check, hand out, try and grade exercises",
    purpose: """
      'lectern exercises list' names the exercises of chapters, with their points. 'lectern \
      exercises check' is the author's test: every starter has to fail its checks, every solution \
      has to pass them all, and every known wrong answer has to fail with the message it names. \
      Each is tried behind the chapter's own cells, in a copy of their state, so that one that \
      hangs, crashes or exits costs nothing but itself. 'lectern exercises release' writes the copy \
      of a chapter that students get: without solutions, known wrong answers and hidden checks. \
      'lectern exercises try' is for students: it tries the answers in a copy, or those to the \
      exercises that are named, against the checks that are in it. \
      'lectern exercises grade' takes the answers from students' copies and everything else from \
      the chapter; an answer cannot leave its working folder, start programs or use the network, \
      as far as the system can see to that. A submission is a copy as Markdown or as a notebook of \
      Jupyter, or a folder of them. The JSON of reports is described in \
      templates/schemas/checks.json and grades.json, which are installed with Lectern.
      """,
    operands: "list | check | release | try | grade [PATH…]",
    paths: 0...Int.max,
    options: [
      .tab, .exerciseReport, .csv, .json, .junit, .testFormat, .timeout, .copy, .ipynb, .force,
      .fresh, .jobs, .quiet,
    ],
    examples: [
      Example(line: "lectern exercises list notebooks", meaning: "what is there to do?"),
      Example(line: "lectern exercises check notebooks", meaning: "do the checks check?"),
      Example(
        line: "lectern exercises release circles.md -o handout/circles.md",
        meaning: "the student's copy"),
      Example(
        line: "lectern exercises try circles.md squares", meaning: "is my answer right?"),
      Example(
        line: "lectern exercises grade circles.md handed-in --csv", meaning: "points, as a table"),
      Example(
        line: "lectern exercises check circles.md --report junit=exercises.xml",
        meaning: "a report for machines"),
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

  static let lint = Command(
    name: .lint,
    summary: "Check chapters without running them",
    purpose: """
      Looks for what is wrong with chapters as they are written: references, links, images and \
      tables of contents that lead nowhere, labels used twice or never, tabs nobody declared, \
      formulas that cannot be converted, headings that skip a level, images without a text. A \
      compiler, if there is one, parses cells with '@save', and lint tells of marks that mean \
      nothing and of names saved twice; whether what is saved can stand by itself, only a run \
      tells. A path is a chapter or a folder of chapters; without a path, the current folder's \
      book is checked. What is said of a chapter takes the whole book into account.
      """,
    operands: "[PATH…]", paths: 0...Int.max,
    options: [.lintFormat, .strict, .quiet],
    examples: [
      Example(line: "lectern lint notebooks", meaning: "check a book"),
      Example(line: "lectern lint circles.md --strict", meaning: "fail for warnings, too"),
      Example(
        line: "lectern lint notebooks --format github", meaning: "annotate a pull request"),
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

  static let export = Command(
    name: .export,
    summary: "Write a book in another form",
    purpose: """
      'lectern export ipynb' runs chapters as 'lectern render' does and writes them as Jupyter \
      notebooks (nbformat 4.5), with all outputs: one notebook a tab, named CHAPTER-TAB.ipynb, or \
      with --all-tabs one a chapter. Formulas are ready for MathJax, figures are SVG, pictures \
      travel inside. The notebooks remember the chapter, so 'lectern import' makes the same \
      chapter of them again. 'lectern export library' writes what the chapters of a book save with \
      '// @save' as a Swift package, which builds by itself: a file a chapter, each declaration \
      with the section that defines it. Where tabs save different things, each has a module of its \
      own. A folder or file that is not ours is left alone.
      """,
    operands: "ipynb [PATH…] | library [BOOK]", paths: 0...Int.max,
    options: [.exportFolder, .tab, .allTabs, .noRun, .fresh, .jobs, .force, .quiet],
    examples: [
      Example(
        line: "lectern export ipynb notebooks", meaning: "a book, one notebook a chapter and tab"),
      Example(
        line: "lectern export ipynb circles.md --all-tabs -o out", meaning: "all tabs in one file"),
      Example(
        line: "lectern export library notebooks", meaning: "the package, in a folder BookLibrary"),
      Example(
        line: "lectern export library -o Kit --tab concise", meaning: "what that tab can import"),
    ])

  static let `import` = Command(
    name: .import,
    summary: "Make chapters of Jupyter notebooks",
    purpose: """
      Makes a Markdown chapter of each notebook, beside it or where -o says. Text and code stay \
      as they are; code in other languages than Swift becomes cells that are shown and not run, \
      raw cells become plain blocks, attached pictures become files beside the chapter. Tabs come \
      from '%%tab' lines or from what 'lectern export' kept. Outputs are left out: running the \
      chapter makes them. A file that is there is never replaced without --force.
      """,
    operands: "FILE.ipynb…", paths: 1...Int.max,
    options: [.chapterFile, .force, .quiet],
    examples: [
      Example(line: "lectern import lesson.ipynb", meaning: "writes lesson.md beside it"),
      Example(line: "lectern import lesson.ipynb -o book/lesson.md", meaning: "or elsewhere"),
      Example(line: "lectern import old/*.ipynb -o book", meaning: "several, into a folder"),
    ])

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
