import CellOutput
import Checking
import Execution
import NotebookModel

/// A chapter with what its cells put out, and what was accepted of it: all of it can be changed.
struct Course {
  static let path = "course/c.md"
  static let expectedPath = "course/c.expected.md"

  var chapter = Course.text
  /// What cells put out, by the first line of their source; `tab/line` for one tab only.
  var outputs = Course.results
  /// The cells that fail, by the first line of their source.
  var failing: Set<String> = []
  var accepted = ""
  var tolerance = Tolerance()
  /// The tabs that run; all when `nil`.
  var tabs: [String]?

  /// The course as it was accepted.
  static let original: Course = {
    var course = Course()
    course.accept()
    return course
  }()

  /// Accepts everything that is put out now.
  mutating func accept() {
    let file = check(hasFile: !accepted.isEmpty).updated { _, _ in true }
    if let file { accepted = String(decoding: file.bytes, as: UTF8.self) }
  }

  func check(hasFile: Bool = true) -> ChapterCheck {
    let notebook = Notebook(parsing: Array(chapter.utf8), path: Self.path)
    var results: [String: [Int: CellResult]] = [:]
    for tab in notebook.programs where tabs?.contains(tab) ?? true {
      results[tab] = [:]
      for cell in notebook.runningCells(in: tab) {
        let key = String(cell.source.split(whereSeparator: \.isNewline).first ?? "")
        let result = outputs["\(tab)/\(key)"] ?? outputs[key] ?? []
        results[tab]?[cell.index] = CellResult(
          failing.contains(key) ? .failed : .finished, outputs: result, seconds: 0.25)
      }
    }
    let run = ChapterRun(path: Self.path, results: results, diagnostics: [], cachedTabs: [])
    guard hasFile else {
      let basis = ChapterCheck.Basis(path: Self.expectedPath, file: nil, tolerance: tolerance)
      return ChapterCheck(notebook, run, against: basis)
    }
    let (file, faults) = ExpectationFile.reading(Array(accepted.utf8), path: Self.expectedPath)
    return ChapterCheck(
      notebook, run,
      against: ChapterCheck.Basis(
        path: Self.expectedPath, file: file, faults: faults, tolerance: tolerance))
  }

  /// Every failure as `verdict line`, the line of the file of expected outputs as `@heading`.
  var verdicts: Set<String> {
    Set(check().suite.failures.map { "\($0.verdict.rawValue) \(place(of: $0))" })
  }

  private func place(of failure: CheckCase) -> String {
    guard failure.file == Self.expectedPath else { return "\(failure.line)" }
    let lines = accepted.split(separator: "\n", omittingEmptySubsequences: false)
    let heading = lines[failure.line - 1].trimmingPrefix { $0 == "#" || $0 == " " }
    return "@" + heading.prefix(upTo: heading.firstRange(of: " (")?.lowerBound ?? heading.endIndex)
  }
}

extension Course {
  static let text = """
    # A chapter

    ```{.swift .input}
    %load_ext d2lbook.tab
    tab.interact_select(['scratch', 'concise'])
    ```

    ```{.swift .input}
    %%tab all
    print(loss)
    ```

    ```{.swift .input}
    %%tab all
    %%cell label=fig_loss
    plot(losses)
    ```

    ```{.swift .input}
    %%tab scratch
    let model = Layer()
    model
    ```

    ```{.swift .input}
    %%tab concise
    let model = Linear(2, 1)
    model
    ```

    ```{.swift .input}
    %%tab all
    %%cell expect-error
    values[7]
    ```

    ```{.swift .input}
    %%tab all
    %%cell expect-diagnostic="cannot find"
    let x = missing
    ```

    ```{.swift .input}
    %%tab all
    %%cell ignore-output
    print(Date())
    ```

    ```{.swift .input}
    %%tab all
    %%cell rtol=0.01, atol=0.001
    print(timing)
    ```

    ```{.swift .input}
    %%tab scratch
    printTable()
    ```

    ```{.swift .input}
    %%tab all
    %%cell same-as=scratch
    table
    ```

    ```{.swift .input}
    %%tab concise
    let silent = 1
    ```

    """

  static let table = """
    epoch 0: 0.5000 nan
    epoch 1: 0.2500 inf
    epoch 2: 0.0000 -1.5e-07

    """

  static let results: [String: [Output]] = [
    "print(loss)": [.text(.standardOutput, "loss 0.69295 after 100 steps of v6.3.1\n")],
    "plot(losses)": [.display(Display("image/svg+xml", "<svg/>", figure: figure()))],
    "let model = Layer()": [.echo("Layer(2, 1)")],
    "let model = Linear(2, 1)": [.echo("Linear(in_features=2, out_features=1)")],
    "values[7]": [
      .text(.standardOutput, "before\n"),
      .failure(Failure(.crash, "index 7 is out of bounds for size 3", file: path, line: 34)),
    ],
    "let x = missing": [.failure(Failure(.diagnostic, "cannot find 'missing' in scope"))],
    "print(Date())": [.text(.standardOutput, "2026-11-21 18:00\n")],
    "print(timing)": [.text(.standardOutput, "took 1.500 s\n")],
    "printTable()": [.text(.standardOutput, table), .text(.standardError, "warning: slow\n")],
    "table": [.display(Display("text/html", "<td>0.5</td>\n<td>0.25</td>"))],
  ]

  static func figure(_ change: (inout FigureData) -> Void = { _ in }) -> FigureData {
    let steps = (0..<100).map(Double.init)
    var figure = FigureData(
      title: "Loss",
      panels: [
        .init(
          title: "both", x: .init(label: "epoch", lower: 0, upper: 2),
          y: .init(label: "loss", lower: 0, upper: 1),
          series: [
            .init(
              name: "train", kind: "line",
              columns: [.init("x", [0, 1, 2]), .init("y", [1, 0.5, 0.25])]),
            .init(
              name: "test", kind: "line",
              columns: [.init("x", [0, 1, 2]), .init("y", [1, 0.75, .nan])]),
            .init(
              kind: "scatter", columns: [.init("x", steps), .init("y", steps.map { $0 * $0 / 7 })]),
          ])
      ])
    change(&figure)
    return figure
  }

  /// Changes the figure that is drawn.
  mutating func draw(_ change: (inout FigureData) -> Void) {
    outputs["plot(losses)"] = [
      .display(Display("image/svg+xml", "<svg/>", figure: Self.figure(change)))
    ]
  }

  mutating func print(_ key: String, _ text: String) {
    outputs[key] = [.text(.standardOutput, text)]
  }

  /// Changes the table that is printed in the tab `scratch`.
  mutating func printTable(_ old: String, _ new: String) {
    outputs["printTable()"]?[0] = .text(
      .standardOutput, Self.table.replacing(old, with: new))
  }

  mutating func edit(_ old: String, _ new: String) {
    precondition(chapter.contains(old))
    chapter = chapter.replacing(old, with: new)
  }

  mutating func editAccepted(_ old: String, _ new: String) {
    precondition(accepted.contains(old))
    accepted = accepted.replacing(old, with: new)
  }

  /// Removes what stands from one text up to another, or to the end.
  mutating func cutAccepted(from start: String, to end: String?) {
    guard let start = accepted.firstRange(of: start)?.lowerBound else { return }
    let rest = accepted[start...]
    let stop = end.flatMap { rest.firstRange(of: $0)?.lowerBound } ?? accepted.endIndex
    accepted.removeSubrange(start..<stop)
  }
}
