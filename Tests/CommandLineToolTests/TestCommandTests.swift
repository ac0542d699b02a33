import Foundation
import TestSupport
import Testing

/// A chapter of two cells and what was accepted of it, which holds.
private let chapter = """
  # Sums

  ```{.swift .input}
  print("sum", 0.1 + 0.2)
  ```

  ```{.swift .input}
  (1...3).map { $0 * $0 }
  ```

  """

@Suite(.timeLimit(.minutes(20))) struct `lectern test` {
  /// A folder with the chapter, and with what it puts out accepted.
  private func accepted(_ text: String = chapter) throws -> TemporaryFolder {
    let place = try TemporaryFolder(["sums.md": text])
    let result = try lectern(["test", "sums.md", "--update"], in: place.path)
    #expect(result.status == 0, "\(result.error)")
    return place
  }

  /// Changes what was accepted.
  private func edit(_ place: TemporaryFolder, _ old: String, _ new: String) throws {
    let text = try #require(place.read("sums.expected.md"))
    try #require(text.contains(old))
    try place.write(text.replacing(old, with: new), to: "sums.expected.md")
  }

  @Test func `asks for outputs to be accepted, accepts them, and is content`() throws {
    let place = try TemporaryFolder(["sums.md": chapter])
    let first = try lectern(["test", "sums.md"], in: place.path)
    #expect(first.status == 1)
    #expect(first.error.hasPrefix("sums.md:1: error: no output of this chapter has been accepted"))
    #expect(!place.exists("sums.expected.md"))
    let second = try lectern(["test", "sums.md", "-u"], in: place.path)
    #expect(second.status == 0)
    #expect(second.output.contains("  sums.md:4: new: print(\"sum\", 0.1 + 0.2)\n"))
    #expect(
      place.read("sums.expected.md")?.contains("```text\nsum 0.30000000000000004\n```") == true)
    #expect(place.read("sums.expected.md")?.contains("```text echo\n[1, 4, 9]\n```") == true)
    let third = try lectern(["test", "sums.md"], in: place.path)
    #expect(third.status == 0)
    #expect(third.error.isEmpty)
    #expect(third.output.hasPrefix("passed sums.md (2 checks)\n"))
    // Nor is anything written that need not be.
    let before = try FileManager.default.attributesOfItem(atPath: place["sums.expected.md"])
    _ = try lectern(["test", "sums.md", "-u"], in: place.path)
    let after = try FileManager.default.attributesOfItem(atPath: place["sums.expected.md"])
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
  }

  @Test func `tells a difference with its line, its numbers and its size`() throws {
    let place = try accepted()
    try edit(place, "sum 0.30000000000000004", "sum 0.2")
    let result = try lectern(
      [
        "test", "sums.md", "--report", "junit=t.xml", "--report=json=t.json", "-r", "html=t.html",
      ], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.error == """
        sums.md:4: error: the output differs from what was accepted
            - sum 0.2
            + sum 0.30000000000000004
                0.2 → 0.30000000000000004, relative error 0.5
            largest relative error 0.5, tolerance 1e-06

        """ + "\n")
    #expect(result.output.hasPrefix("failed sums.md (1 of 2 checks)\n"))
    #expect(place.read("t.xml")?.contains("<failure type=\"mismatch\"") == true)
    #expect(place.read("t.html")?.contains("<del>- sum 0.2</del>") == true)
    let json = try JSONDecoder().decode(
      JSON.self, from: Data(contentsOf: URL(filePath: place["t.json"])))
    #expect(json["counts"]["failed"].integer == 1)
    #expect(json["chapters"].array[0]["cases"].array[0]["line"].integer == 4)
  }

  @Test func `annotates for GitHub at the line of the chapter`() throws {
    let place = try accepted()
    try edit(place, "[1, 4, 9]", "[1, 4, 8]")
    let result = try lectern(["test", "sums.md", "--format", "github", "-q"], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.output == "::error file=sums.md,line=8,title=mismatch::the output differs from what "
        + "was accepted%0Ain the echoed value:%0A- [1, 4, 8]%0A+ [1, 4, 9]%0A    8 → 9, relative "
        + "error 0.125%0Alargest relative error 0.125, tolerance 1e-06\n")
  }

  @Test func `draws both figures over each other`() throws {
    let place = try accepted(
      "```{.swift .input}\nimport Abacus\nplot([1.0, 2, 3], [1.0, 4, 9])\n```\n")
    try edit(place, "| 2 | 4 |", "| 2 | 5 |")
    let result = try lectern(["test", "sums.md"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("1 of 3 differ, most at point 2: 5 → 4, relative error 0.2"))
    let page = try #require(place.read(".lectern/test-report.html"))
    #expect(page.ranges(of: "<path class=\"line old\"").count == 1)
    #expect(page.ranges(of: "<path class=\"line new\"").count == 1)
  }

  @Test func `draws what agrees once, and pictures side by side with their difference`() throws {
    let place = try accepted(
      """
      ```{.swift .input}
      import Abacus
      bar(["a", "b"], ["one": [1.0, 2], "two": [2.0, 3]])
      ```
      ```{.swift .input}
      heatmap([[1.0, 2, 3], [4, 5, 6]])
      ```
      ```{.swift .input}
      showImages([Tensor([[0.0, 0.5], [0.75, 1.0]])])
      ```

      """)
    try edit(place, "| 1 | 1.4 | 3 |", "| 1 | 1.4 | 2.5 |")
    try edit(place, "| 4 | 5 | 6 |", "| 4 | 5.5 | 6 |")
    try edit(place, "| 1 | 0.7490196078 |", "| 1 | 0.5 |")
    let result = try lectern(["test", "sums.md"], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.error.contains(
        "heatmap, column 1: 1 of 2 differ, most at row 2: 5.5 → 5, relative error 0.091"))
    let page = try #require(place.read(".lectern/test-report.html"))
    #expect(page.contains("<a href=\"#chapter-1\">sums.md</a></th><td>0</td><td>3</td>"))
    #expect(page.contains("<article id=\"case-1-3\">"))
    // Of the two bars' series, the first is the same; of each other figure there are three grids.
    for (part, count) in [("line same", 1), ("line old", 1), ("line new", 1)] {
      #expect(page.ranges(of: "<path class=\"\(part)\"").count == count)
    }
    for name in ["accepted", "now", "difference"] {
      #expect(page.ranges(of: "aria-label=\"\(name)\"").count == 2)
    }
    // In the heat map a number fell, in the picture one rose, each by all that anything changed.
    #expect(page.ranges(of: "class=\"less\" fill-opacity=\"1.0\"").count == 1)
    #expect(page.ranges(of: "class=\"more\" fill-opacity=\"1.0\"").count == 1)
  }

  @Test func `says once that a file of expected outputs is no text`() throws {
    let place = try accepted()
    let noise = [UInt8](repeating: 0xFF, count: 5000).enumerated().map { index, byte in
      index % 7 == 0 ? 0x0A : byte
    }
    try Data(noise).write(to: URL(filePath: place["sums.expected.md"]))
    let result = try lectern(["test", "sums.md"], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.error.hasPrefix(
        "sums.expected.md:2: error: this is no file of expected outputs: it is not UTF-8"))
    #expect(result.error.ranges(of: "error:").count == 1)
  }

  @Test func `takes tolerances from the book, the chapter and the cell`() throws {
    let place = try accepted()
    try edit(place, "sum 0.30000000000000004", "sum 0.3001")
    #expect(try lectern(["test", "."], in: place.path).status == 1)
    try place.write("{rtol: 1e-3}", to: "book.json")
    #expect(try lectern(["test", "."], in: place.path).status == 0)
    try place.write("{rtol: 1e-3, chapterTolerances: {sums: {rtol: 1e-6}}}", to: "book.json")
    #expect(try lectern(["test", "."], in: place.path).status == 1)
    try place.write("{rtol: 1e-3, chapterTolerances: {sum: {rtol: 1e-6}}}", to: "book.json")
    let slip = try lectern(["test", "."], in: place.path)
    #expect(slip.status == 1)
    #expect(
      slip.error.contains("book.json names 'sum', which is no chapter of the book\nhint: did"))
    try place.write("{chapterTolerances: {sums: {rtol: 1e-6}}}", to: "book.json")
    try place.write(
      chapter.replacing("print(", with: "%%cell atol=0.01\nprint("), to: "sums.md")
    #expect(try lectern(["test", "."], in: place.path).status == 0)
  }

  @Test func `gives cells the environment of the book, and remembers under which they ran`() throws
  {
    let text = """
      ```{.swift .input}
      import Foundation
      print(ProcessInfo.processInfo.environment["LECTERN_TESTED"] ?? "none")
      ```

      """
    let place = try accepted(text)
    try place.write("{testEnvironment: {LECTERN_TESTED: 'yes'}}", to: "book.json")
    let result = try lectern(["test", "."], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("    - none\n    + yes\n"))
  }

  @Test func `never accepts anything where CI is set or nobody answers`() throws {
    let place = try accepted()
    try edit(place, "[1, 4, 9]", "[1, 4, 8]")
    let before = place.read("sums.expected.md")
    let runs: [(words: [String], environment: [String: String])] = [
      (["--update"], ["CI": "true"]), (["-u"], ["CI": "1"]), (["-u", "-i"], [:]), (["-i"], [:]),
    ]
    for run in runs {
      let result = try lectern(
        ["test", "sums.md"] + run.words, in: place.path, environment: run.environment)
      #expect(result.status == 2)
      #expect(result.error.hasPrefix("lectern: error: "))
      #expect(place.read("sums.expected.md") == before)
    }
    let tested = try lectern(["test", "sums.md"], in: place.path, environment: ["CI": "true"])
    #expect(tested.status == 1)
  }

  @Test func `neither trusts nor touches a damaged file`() throws {
    let place = try accepted()
    try edit(place, "```text echo", "```text eco")
    let before = place.read("sums.expected.md")
    for words in [[], ["-u"]] {
      let result = try lectern(["test", "sums.md"] + words, in: place.path)
      #expect(result.status == 1)
      #expect(result.error.contains("sums.expected.md:13: error: a block 'text eco' is no kind"))
      #expect(place.read("sums.expected.md") == before)
    }
  }

  @Test func `finds outputs without a chapter, and a chapter with a mistake`() throws {
    let place = try accepted()
    try place.write("# Expected\n", to: "gone.expected.md")
    try place.write("```{.swift .input}\n%%tab x\n1\n```\n", to: "bad.md")
    let result = try lectern(["test", "."], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("gone.expected.md:1: error: there is no chapter 'gone.md'"))
    #expect(result.error.contains("bad.md:2: error: unknown tab 'x'"))
    #expect(result.output.contains("passed sums.md (2 checks)\n"))
  }

  @Test func `keeps what was accepted of a cell that fails`() throws {
    let place = try accepted()
    try place.write(
      chapter.replacing("(1...3)", with: "fatalError(\"no\")\n(1...3)"), to: "sums.md")
    let before = place.read("sums.expected.md")
    let result = try lectern(["test", "sums.md", "-u"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("sums.md:8: error: no\n"))
    #expect(place.read("sums.expected.md") == before)
  }
}

@Suite(.timeLimit(.minutes(20))) struct `lectern test in a bare place` {
  private func place() throws -> TemporaryFolder {
    try TemporaryFolder(["course/sums.md": chapter])
  }

  @Test func `needs neither a terminal nor a home`() throws {
    let place = try place()
    let bare = "env -u HOME -u TERM -u XDG_CACHE_HOME"
    let first = try lectern(["test", "course", "-u"], in: place.path, by: bare)
    #expect(first.status == 0, "\(first.error)")
    let second = try lectern(["test", "course"], in: place.path, by: bare)
    #expect(second.status == 0)
    #expect(second.error.isEmpty)
  }

  @Test(.enabled(if: canMount)) func `reads a course it cannot write to`() throws {
    let place = try place()
    let readOnly = isolated("mount --bind course course && mount -o remount,ro,bind course")
    let update = try lectern(["test", "course", "-u"], in: place.path, by: readOnly)
    #expect(update.status == 1)
    #expect(
      update.error.contains("cannot write 'course/sums.expected.md': read-only file system"))
    #expect(!place.exists("course/sums.expected.md"))
    _ = try lectern(["test", "course", "-u"], in: place.path)
    #expect(try lectern(["test", "course"], in: place.path, by: readOnly).status == 0)
  }

  @Test(.enabled(if: canMount)) func `says that there is no place for the cache`() throws {
    let place = try place()
    _ = try lectern(["test", "course", "-u"], in: place.path)
    let before = place.read("course/sums.expected.md")
    try FileManager.default.removeItem(atPath: place[".lectern"])
    try FileManager.default.createDirectory(
      atPath: place[".lectern"], withIntermediateDirectories: true)
    for size in ["4k", "64k"] {
      let full = isolated("mount -t tmpfs -o size=\(size) tmpfs .lectern")
      let result = try lectern(["test", "course"], in: place.path, by: full)
      #expect(result.status == 1)
      #expect(result.error.lowercased().contains("no space left on device"), "\(result.error)")
      #expect(place.read("course/sums.expected.md") == before)
    }
  }
}
