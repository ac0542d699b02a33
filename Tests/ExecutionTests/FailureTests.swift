import CellOutput
import Execution
import Testing

@Suite struct `A failing cell` {
  @Test func `keeps what came before and leaves the rest alone`() async throws {
    let results = try await Chapter.results(
      of: "print(\"one\")", "print(\"two\", terminator: \"\")\nlet numbers = [1, 2, 3]\nnumbers[7]",
      "print(\"three\")")
    #expect(results.map(\.status) == [.finished, .failed, .notRun])
    #expect(results[0].text == "one\n")
    #expect(results[1].text == "two")
    let failure = try #require(results[1].failure)
    #expect(failure.kind == .crash)
    #expect(failure.message == "Index out of range")
    #expect((failure.line, failure.column) == (7, 8))
    #expect(results[2].outputs.isEmpty)
  }

  @Test func `that calls a function from two cells before names both places`() async throws {
    let results = try await Chapter.results(
      of: "func check(_ n: Int) {\n  if n > 2 { fatalError(\"too many\") }\n}", "let n = 5",
      "check(n)")
    let failure = try #require(results[2].failure)
    #expect(failure.message == "too many")
    #expect(failure.line == 3)
    #expect(failure.frames.first?.contains(":3:") == true)
    #expect(failure.frames.contains { $0.contains(":10:1") })
  }

  @Test(arguments: [
    ("let big = Int.max\nlet more = big + Int(\"1\")!", "arithmetic overflow", 3),
    (
      "let none: Int? = Int(\"x\")\nprint(none!)",
      "Unexpectedly found nil while unwrapping an Optional value", 3
    ),
    (
      "precondition(Int(\"1\") == 2, \"one is not two\")",
      "precondition failed: one is not two", 2
    ),
    ("import Foundation\nabort()", "the program called abort() (signal 6)", 3),
    (
      "func down(_ n: Int) -> Int { n == -1 ? 0 : 1 + down(n + 1) }\nprint(down(0))",
      "the stack overflowed: 'down' calls itself without end", 2
    ),
  ])
  func `that traps says why and where`(source: String, message: String, line: Int) async throws {
    let results = try await Chapter.results(of: source)
    let failure = try #require(results[0].failure)
    #expect(failure.kind == .crash)
    #expect(failure.message == message)
    #expect(failure.line == line)
  }

  @Test func `that throws to the top level shows the error and where it was thrown`() async throws {
    let results = try await Chapter.results(
      of: "struct Oops: Error { var code = 7 }\nfunc risky() throws {\n  throw Oops()\n}",
      "print(\"before\")\ntry risky()\nprint(\"after\")")
    let failure = try #require(results[1].failure)
    #expect(failure.kind == .thrown)
    #expect(failure.message == "error thrown: Oops(code: 7)")
    #expect(failure.line == 4)
    #expect(failure.frames.contains { $0.contains(":9:5") })
    #expect(results[1].text == "before\n")
  }

  @Test func `that does not compile is shown at its line and column`() async throws {
    let results = try await Chapter.results(
      of: "let weights = [1.0]", "let a = 1\nlet b = a + weigths", "let c = 1")
    #expect(results.map(\.status) == [.finished, .failed, .notRun])
    let failure = try #require(results[1].failure)
    #expect(failure.kind == .diagnostic)
    #expect((failure.line, failure.column) == (6, 13))
    #expect(failure.message.contains("cannot find 'weigths' in scope"))
  }

  @Test func `with an open brace does not swallow the next`() async throws {
    let results = try await Chapter.results(of: "print(1)", "func f() {", "print(2)\n}")
    #expect(results.map(\.status) == [.finished, .failed, .notRun])
    #expect(results[1].failure?.line == 5)
  }

  @Test func `that calls exit ends its tab`() async throws {
    let results = try await Chapter.results(
      of: "import Foundation", "print(\"so far\")\nif true {\n  exit(3)\n}", "print(1)")
    let failure = try #require(results[1].failure)
    #expect(failure.kind == .exit)
    #expect(failure.message == "the cell called exit(3)")
    #expect(failure.line == 7)
    #expect(results[1].text == "so far\n")
    #expect(results[2].status == .notRun)
  }

  @Test func `that never ends is stopped after its time`() async throws {
    let results = try await Chapter.results(
      of: "%%cell timeout=0.5\nprint(\"go\")\nvar n = 0\nwhile true { n &+= 1 }", "print(1)")
    #expect(results[0].failure?.kind == .timeout)
    #expect(results[0].failure?.message == "the cell took longer than 0.5 s")
    #expect(results[0].failure?.line == 5)
    #expect(results[0].text == "go\n")
    #expect(results[1].status == .notRun)
  }

  @Test func `that takes too long shows where it was and what it held back`() async throws {
    let results = try await Chapter.results(
      of: "func spin() {\n  var n = 0\n  while true { n &+= 1; if n == -1 { print(n) } }\n}",
      "%%cell timeout=0.5\nprint(\"half a line\", terminator: \"\")\nspin()")
    let failure = try #require(results[1].failure)
    #expect(failure.kind == .timeout)
    #expect(results[1].text == "half a line")
    #expect(failure.line == 4)
    #expect(failure.frames.contains { $0.contains(":10:1") })
  }

  @Test func `that looks like another is shown at its own line`() async throws {
    let crashed = try await Chapter.results(
      of: "let xs = [1]\nvar i = 0", "xs[i]", "i = 5", "xs[i]", "xs[i]")
    #expect(crashed.map(\.status) == [.finished, .finished, .finished, .failed, .notRun])
    #expect(crashed[3].failure?.line == 12)
    let refused = try await Chapter.results(of: "print(oops)", "print(1)", "print(oops)")
    #expect(refused[0].failure?.line == 2)
  }

  @Test func `that quotes an error does not make another one`() async throws {
    let results = try await Chapter.results(of: "print(\"an error: x\", missing)")
    let messages = results[0].outputs.compactMap {
      if case .failure(let failure) = $0 { failure.message } else { nil }
    }
    #expect(messages == ["cannot find 'missing' in scope"])
  }

  @Test func `may use up the time of the whole chapter`() async throws {
    let results = try await Chapter.results(of: "print(1)", "while true {}") {
      $0.chapterTimeout = 2
    }
    #expect(
      results[1].failure?.message == "the cells of this tab took longer than 2 s together")
  }

  @Test func `that hogs memory is stopped`() async throws {
    let results = try await Chapter.results(
      of:
        "var hog: [[UInt8]] = []\nwhile true { hog.append([UInt8](repeating: 1, count: 10_000_000)) }"
    ) { $0.memoryLimit = 300 << 20 }
    #expect(results[0].failure?.kind == .memory)
    #expect(results[0].failure?.line == 3)
    #expect(results[0].failure?.message.contains("300 MiB") == true)
  }
}

@Suite struct `An expected failure` {
  @Test func `is content, and the program goes on as it was`() async throws {
    let results = try await Chapter.results(
      of: "var n = 1", "%%cell expect-error\nn = 50\nprint(\"trying\")\n[1][n]", "n",
      "%%cell expect-diagnostic=\"cannot convert\"\nlet word: String = 5", "n + 1")
    #expect(results.map(\.status) == Array(repeating: .finished, count: 5))
    #expect(results[1].text == "trying\n")
    #expect(results[1].failure?.message == "Index out of range")
    #expect(results[1].failure?.line == 8)
    #expect(results[2].echo == "1")
    #expect(results[3].failure?.line == 15)
    #expect(results[4].echo == "2")
  }

  @Test func `that does not come is a failure`() async throws {
    let first = try await Chapter.results(of: "%%cell expect-error\nprint(1)", "print(2)")
    #expect(first.map(\.status) == [.failed, .notRun])
    #expect(first[0].failure?.message.contains("ran to its end") == true)
    let second = try await Chapter.results(
      of: "%%cell expect-diagnostic=\"cannot find\"\nlet a: String = 5")
    #expect(second[0].status == .failed)
    let third = try await Chapter.results(
      of: "%%cell expect-diagnostic=\"cannot find\"\nlet a = 5", "a")
    #expect(third.map(\.status) == [.failed, .notRun])
  }
}
