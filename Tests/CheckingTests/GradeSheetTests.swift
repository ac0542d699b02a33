import CellOutput
import Checking
import Execution
import NotebookModel
import TestSupport
import Testing

/// A sheet of submissions with so many points out of 20.
private func sheet(_ points: [Double], message: String = "") throws -> GradeSheet {
  let markdown = """
    ```{.swift .input}
    %%exercise e
    ```
    ```{.swift .input}
    %%check e points=20 name="c"
    ```
    """
  let notebook = Notebook(parsing: Array(markdown.utf8), path: "a.md")
  let part = try #require(Exercise.all(in: notebook).first).part(in: "")
  var sheet = GradeSheet(chapter: "a.md")
  sheet.grades = points.enumerated().map { number, points in
    var grade = Grade(submission: "s\(number).md")
    grade.add(part, without: message, line: 3)
    grade.items[0].points = points
    return grade
  }
  return sheet
}

@Suite struct `A sheet of grades` {
  @Test func `counts who got how much`() throws {
    let found = try sheet([3, 0, 3, 1.5]).distribution
    #expect(found.mean == 1.875)
    #expect(found.median == 2.25)
    #expect(found.rows.map(\.label) == ["3", "1.5", "0"])
    #expect(found.rows.map(\.count) == [2, 1, 1])
  }

  @Test func `takes many different points together, in ten ranges`() throws {
    // 0, 1, …, 20: two in each range, and 20 with the last.
    let found = try sheet((0...20).map(Double.init)).distribution
    #expect(found.median == 10)
    #expect(found.rows.map(\.label).prefix(2) == ["18–20", "16–18"])
    #expect(found.rows.map(\.label).last == "0–2")
    #expect(found.rows.map(\.count) == [3, 2, 2, 2, 2, 2, 2, 2, 2, 2])
  }

  @Test func `has nothing to count when there is nothing`() throws {
    let found = try sheet([]).distribution
    #expect(found.mean == 0 && found.median == 0 && found.rows.isEmpty)
  }

  @Test(arguments: [
    (0.0, "0"), (1.0 / 3, "0.333333"), (0.1 + 0.2, "0.3"), (2.5, "2.5"), (1e12, "1000000000000.0"),
  ]) func `writes points without what rounding left`(_ points: Double, _ text: String) {
    #expect(Grade.text(points) == text)
  }

  @Test(arguments: [
    ("fine", "fine"), ("=1+2", "'=1+2"), ("-1", "'-1"), ("@a", "'@a"), ("a,b", "\"a,b\""),
    ("say \"no\"", "\"say \"\"no\"\"\""), ("one\ntwo", "\"one\ntwo\""), ("\r\n=1", "\"'\r\n=1\""),
    ("\u{1B}[2J", "\u{FFFD}[2J"),
  ]) func `writes tables that mean nothing else to a spreadsheet`(
    _ message: String, _ field: String
  ) throws {
    #expect(
      try sheet([1], message: message).csv
        == "submission,exercise,check,points,possible,message,place\r\n"
        + "s0.md,e,c,1,20,\(field),\r\n")
  }

  @Test func `reports what was lost, what failed and what is missing`() throws {
    var sheet = try sheet([20, 5, 0], message: "why")
    sheet.grades[2].fault = "it is empty"
    sheet.missing = ["late.md"]
    #expect(sheet.report.cases.map(\.verdict) == [.passed, .mismatch, .failed, .skipped])
    #expect(JUnitSchema.faults(of: sheet.report.junit) == [])
  }
}

@Suite struct `An answer in a submission` {
  private static let chapter = """
    ```{.swift .input}
    tab.interact_select(['one', 'two'])
    ```
    ```{.swift .input}
    %%tab all
    %%exercise double
    func double(_ x: Int) -> Int { 0 }
    ```
    ```{.swift .input}
    %%tab all
    %%check double
    expect(double(2) == 4)
    ```
    """

  /// The answer in a copy with `change` made.
  private func answer(_ old: String, _ new: String, tab: String = "one") throws -> Answer {
    let chapter = Notebook(parsing: Array(Self.chapter.utf8), path: "a.md")
    let copy = Self.chapter.replacing(old, with: new)
    let exercise = try #require(Exercise.all(in: chapter).first)
    return exercise.part(in: tab).answer(
      in: Submission(Notebook(parsing: Array(copy.utf8), path: "s.md")), tab: tab,
      known: ["double"])
  }

  @Test func `is the starter's cell`() throws {
    let found = try answer("{ 0 }", "{ 2 * x }")
    #expect(found.cell?.source == "func double(_ x: Int) -> Int { 2 * x }")
    #expect(found.note.isEmpty)
  }

  @Test(arguments: [
    ("{ 0 }", "{ 0 }\n", "the starter is unchanged"),
    ("%%tab all\n%%exercise", "%%tab two\n%%exercise", "the answer was moved to tab 'two'; "),
    ("%%exercise double\n", "", "what stands in line 4 seems to have lost that line"),
    ("%%exercise double\n", "%%exercise dubble\n", "; line 4 has '%%exercise dubble', which"),
    ("%%exercise double\nfunc double", "func other", "no cell with '%%exercise double'"),
  ]) func `is told when it is odd`(_ old: String, _ new: String, _ words: String) throws {
    #expect(try answer(old, new).note.contains(words))
  }

  @Test func `of a notebook has its place in the cells of Jupyter`() throws {
    let text = Self.chapter.replacing("%%exercise double\n", with: "")
    let submission = Submission(
      Notebook(parsing: Array(text.utf8), path: "s.ipynb"),
      cellSources: ["# Title", "// mine\nfunc double(_ x: Int) -> Int { 0 }", "print(1)"])
    let chapter = Notebook(parsing: Array(Self.chapter.utf8), path: "a.md")
    let part = try #require(Exercise.all(in: chapter).first).part(in: "one")
    let answer = part.answer(in: submission, tab: "one", known: ["double"])
    #expect(answer.note.contains("what stands in cell 2 seems to have lost"))
  }
}
