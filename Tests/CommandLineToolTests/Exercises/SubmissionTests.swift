import Foundation
import Testing

@Suite(.timeLimit(.minutes(20))) struct `Submissions` {
  /// Grades what `words` name in a place with `files` and the chapter `a.md`.
  private func grade(
    _ words: [String], _ files: [String: String] = [:],
    prepare: (TemporaryFolder) throws -> Void = { _ in }
  ) throws -> Ended {
    let place = try TemporaryFolder(files.merging(["a.md": ExerciseChapter.graded]) { $1 })
    try prepare(place)
    return try lectern(["exercises", "grade", "a.md"] + words, in: place.path)
  }

  private func points(_ result: Ended) -> [String] {
    result.output.split(separator: "\n").map(String.init).filter { $0.contains(" of 5 points") }
      .filter { !$0.hasPrefix("mean") }
  }

  @Test func `may be folders, of which the chapters and notebooks are taken in order`() throws {
    let right = ExerciseChapter.copy(ExerciseChapter.right)
    let result = try grade(
      ["in", "z.md", "in/b.md"],
      [
        "in/b.md": right, "in/a b.md": right, "in/Ä.md": right, "in/.hidden.md": right,
        "in/notes.txt": "no", "in/b.expected.md": "no", "in/deep/c.md": right, "z.md": right,
      ])
    #expect(result.status == 0, "\(result.error)")
    #expect(
      points(result) == ["in/a b.md", "in/b.md", "in/Ä.md", "z.md"].map { "\($0): 5 of 5 points" })
  }

  @Test func `that cannot be read cost nobody else`() throws {
    let result = try grade(
      ["in", "none.md", "bare", "nest", "a.md", "good.md"],
      [
        "good.md": ExerciseChapter.copy(ExerciseChapter.right), "in/empty.md": " \n",
        "in/broken.ipynb": "{\"cells\": [", "in/list.ipynb": "[]", "nest/deep/a.md": "",
      ]
    ) { place in
      try Data([0x63, 0x0A, 0x61, 0xE9, 0x0A]).write(to: place.url.appending(path: "in/latin.md"))
      try Data([0xFF, 0xFE, 0x61, 0x00]).write(to: place.url.appending(path: "in/wide.md"))
      try FileManager.default.createDirectory(
        atPath: place["bare"], withIntermediateDirectories: false)
      let pipe = unsafe mkfifo(place["in/pipe.md"], 0o600)
      #expect(FileManager.default.createFile(atPath: place["in/big.md"], contents: nil))
      let size = unsafe truncate(place["in/big.md"], 1 << 30)
      #expect(pipe == 0 && size == 0)
    }
    #expect(result.status == 1)
    let reasons = [
      "in/big.md": "it has 1024 MiB, and submissions may have 8 MiB",
      "in/broken.ipynb": "line 1: ", "in/empty.md": "it is empty",
      "in/latin.md": "it is no text in UTF-8: line 2 is damaged", "in/list.ipynb": "line 1: ",
      "in/pipe.md": "cannot read 'in/pipe.md': it is no file",
      "in/wide.md": "it is written in UTF-16, and has to be UTF-8",
      "none.md": "cannot read 'none.md': no such file or directory",
      "bare": "the folder has no '.md' or '.ipynb' in it",
      "nest": "the folder has no '.md' or '.ipynb' in it, only other folders",
      "a.md": "this is the chapter itself",
    ]
    let lines = points(result)
    #expect(lines.count == reasons.count + 1)
    for (file, reason) in reasons {
      #expect(lines.contains { $0.hasPrefix("\(file): 0 of 5 points: \(reason)") }, "\(file)")
    }
    #expect(lines.last == "good.md: 5 of 5 points")
  }

  @Test func `may be notebooks that were edited in Jupyter`() throws {
    let place = try TemporaryFolder(["a.md": ExerciseChapter.graded])
    let release = ["exercises", "release", "a.md", "-o", "s.ipynb", "--ipynb"]
    try #require(try lectern(release, in: place.path).status == 0)
    let copy = try #require(place.read("s.ipynb"))
    // What Jupyter writes when the cell's last line is changed, and nothing else.
    try place.write(copy.replacing("{ 0 }", with: "{ x == 3 ? 6 : x }"), to: "s.ipynb")
    let crash = copy.replacing("{ 0 }", with: "{ [x][x] }")
    try place.write(crash, to: "t.ipynb")
    let result = try lectern(["exercises", "grade", "a.md", "s.ipynb", "t.ipynb"], in: place.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(points(result) == ["s.ipynb: 3 of 5 points", "t.ipynb: 0 of 5 points"])
    // Jupyter shows the answer as the second cell, without its directive.
    #expect(result.output.contains("twice, ten: Index out of range (t.ipynb, cell 2, line 1)\n"))
    #expect(result.output.contains("twice, ten: twice ten is twenty (a.md:17)\n"))
  }

  @Test(arguments: [
    (
      "```{.swift .input}\nfunc twice(_ x: Int) -> Int { 2 * x }\n```\n", 0,
      "no cell with '%%exercise twice'; what stands in line 1 seems to have lost that line"
    ),
    (
      "```{.swift .input}\n%%exercise twise\nfunc twice(_ x: Int) -> Int { 2 * x }\n```\n", 0,
      "no cell with '%%exercise twice'; line 1 has '%%exercise twise', which the chapter does not"
    ),
    (
      ExerciseChapter.copy("func twice(_ x: Int) -> Int { 1 }")
        + "\n" + ExerciseChapter.copy(ExerciseChapter.right), 5,
      "2 cells have '%%exercise twice', and that in line 6 counts"
    ),
    (
      ExerciseChapter.copy("func twice(_ x: Int) -> Int { 0 }"), 0,
      "twice ten is twenty; the starter is unchanged (a.md:17)"
    ),
    (
      "Hello\n\n" + ExerciseChapter.copy("\n\nfunc twice(_ x: Int) -> Int { y }"), 0,
      "the answer stops: cannot find 'y' in scope (s.md:7:31)"
    ),
    ("nothing\n", 0, "the submission has no cell with '%%exercise twice'\n"),
  ]) func `that are odd are said to be so`(_ text: String, _ points: Int, _ words: String) throws {
    let result = try grade(["s.md"], ["s.md": text])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("s.md: \(points) of 5 points\n"))
    #expect(result.output.contains(words), "\(result.output)")
  }

  @Test func `cannot put lines of their own into the table`() throws {
    let forged = "func twice(_ x: Int) -> Int { fatalError(\"\\u{1B}[2J\\ns.md: 5 of 5 points\") }"
    let result = try grade(["s.md"], ["s.md": ExerciseChapter.copy(forged)])
    #expect(points(result).first == "s.md: 0 of 5 points")
    #expect(!result.output.contains("\ns.md: 5"))
    #expect(!result.output.contains("\u{1B}"))
  }
}
