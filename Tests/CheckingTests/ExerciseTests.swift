import CellOutput
import Checking
import Execution
import NotebookModel
import Testing

private let markdown = """
  ```{.swift .input}
  %%exercise double points=5
  func double(_ x: Int) -> Int { 0 }
  ```
  ```{.swift .input}
  %%solution double
  func double(_ x: Int) -> Int { 2 * x }
  ```
  ```{.swift .input}
  %%check double points=2 name="small"
    expect(double(2) == 4)
  ```
  ```{.swift .input}
  %%check double
  expect(double(3) == 6)
  ```
  ```{.swift .input}
  %%wrong double expect="off by one"
  func double(_ x: Int) -> Int { 2 * x - 1 }
  ```
  ```{.swift .input}
  %%exercise bare
  ```
  """

private let notebook = Notebook(parsing: Array(markdown.utf8), path: "a.md")

/// A check that came to its end with these expectations.
private func verdict(_ expectations: (Bool, String)...) -> CheckVerdict {
  CheckVerdict(
    expectations.map { Expectation(isMet: $0.0, message: $0.1, file: "a.md", line: 11) },
    isComplete: true, result: CellResult(.finished))
}

private let finished = [CellResult(.finished)]

@Suite struct `An exercise` {
  @Test func `shares its points among the checks that say nothing`() throws {
    let all = Exercise.all(in: notebook)
    #expect(all.map(\.id) == ["double", "bare"])
    let part = all[0].part(in: "")
    #expect(part.shares == [2, 3])
    #expect(part.points == 5)
    #expect(part.checks.map(\.checkName) == ["small", "line 13"])
    #expect(all.map(\.line) == [1, 21])
  }

  @Test func `needs a solution and a check`() {
    let (trials, faults) = ExerciseTrial.all(in: notebook)
    #expect(trials.map(\.kind) == [.starter, .solution, .wrong, .starter])
    #expect(
      faults.map(\.message) == [
        "exercise 'bare' has no solution", "exercise 'bare' has no check",
      ])
    #expect(faults.map(\.line) == [21, 21])
  }
}

@Suite struct `The author's answers` {
  private let trials = ExerciseTrial.all(in: notebook).trials

  private func judged(_ number: Int, _ checks: CheckVerdict...) -> CheckCase {
    trials[number].judged(Attempt(answer: finished, checks: checks), seconds: 0)
  }

  @Test func `pass when the starter fails and the solution does not`() {
    #expect(judged(0, verdict((true, "")), verdict((false, "no"))).verdict == .passed)
    #expect(judged(1, verdict((true, "")), verdict((true, ""))).verdict == .passed)
    #expect(judged(2, verdict((false, "it is off by one"))).verdict == .passed)
  }

  @Test func `fail when the starter passes`() {
    let item = judged(0, verdict((true, "")), verdict((true, "")))
    #expect(item.message == "the starter passes all its checks")
    #expect(item.line == 1)
  }

  @Test func `fail when the solution does, at the place of the expectation`() {
    let item = judged(1, verdict((true, ""), (false, "twice 2 is 4")), verdict((true, "")))
    #expect(item.message == "the solution fails the check \"small\": twice 2 is 4")
    #expect([item.line, item.column] == [11, 3])
  }

  @Test func `fail when a wrong answer is wrong in another way`() {
    let item = judged(2, verdict((false, "it is off by two")))
    #expect(item.message.hasSuffix("no message contains \"off by one\""))
    #expect(item.details == ["it says: it is off by two"])
  }

  @Test(arguments: [
    (CheckVerdict([], isComplete: true, result: CellResult(.finished)), "it expected nothing"),
    (CheckVerdict([], result: CellResult(.finished)), "it did not come to its end"),
    (CheckVerdict(), "it was not run"),
  ]) func `fail when a check shows nothing`(_ verdict: CheckVerdict, _ words: String) {
    #expect(judged(1, verdict, verdict).message.contains(words))
  }
}

/// An exercise with `author` as its solution and `check`.
private func part(_ author: String, _ check: String) throws -> Exercise.Part {
  let cells = [
    "%%exercise a\nlet start = 1", "%%solution a\n\(author)", "%%check a\n\(check)",
  ]
  let markdown = cells.map { "```{.swift .input}\n\($0)\n```\n" }.joined()
  let notebook = Notebook(parsing: Array(markdown.utf8), path: "a.md")
  return try #require(Exercise.all(in: notebook).first).part(in: "")
}

private func answer(_ source: String) throws -> Cell {
  let markdown = "```{.swift .input}\n%%exercise a\n\(source)\n```\n"
  let notebook = Notebook(parsing: Array(markdown.utf8), path: "s.md")
  return try #require(notebook.cells.first)
}

@Suite struct `An answer with types of its own` {
  private static let author = "struct Stack { var top: Int { 1 } }"
  private static let check = "let limit = 3, small = 1\nexpect(abs(Stack().top) == small)"

  @Test(
    arguments: [
      ("extension Int { static func == (a: Int, b: Int) -> Bool { true } }", "=="),
      ("extension Equatable { static func == (a: Self, b: Self) -> Bool { true } }", "=="),
      ("struct All { static func == (a: All, b: Int) -> Bool { true } }", "=="),
      ("infix operator ==: AssignmentPrecedence", "=="),
      ("let other = 1, small = 2", "small"), ("let (other, small) = (1, 2)", "small"),
      ("var other: [Int] = [1, 2], small: Int = 2", "small"),
      ("func abs(_ x: Int) -> Int { 1 }", "abs"), ("typealias Stack = Int", nil),
      ("enum Swift { static func abs(_ x: Int) -> Int { 1 } }", nil),
      (
        "struct All: Equatable, ExpressibleByIntegerLiteral { init(integerLiteral: Int) {} }",
        "ExpressibleByIntegerLiteral"
      ),
      ("func make() { let small = 1; print(small) }", nil),
      ("let list = [1, 2].map { small in small }", nil),
      ("let sum = other(small: 1, limit: 2), more = small", nil),
    ] as [(String, String?)]) func `is not tried when it gives names of its checks another meaning`(
      _ source: String, _ name: String?
    ) throws
  {
    #expect(try part(Self.author, Self.check).redeclared(by: answer(source)) == name)
  }

  @Test func `may declare what it likes where the author's declares functions only`() throws {
    let part = try part("func top() -> Int { 1 }", "expect(top() == 1)")
    #expect(try part.redeclared(by: answer("func == (a: Int, b: Int) -> Bool { true }")) == nil)
  }
}
