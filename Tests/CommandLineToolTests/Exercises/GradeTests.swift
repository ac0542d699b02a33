import Foundation
import TestSupport
import Testing

private let chapter = ExerciseChapter.graded

@Suite(.timeLimit(.minutes(20))) struct `lectern exercises grade` {
  /// Grades each of `answers`, and returns what was printed and the points of each.
  private func grade(
    _ answers: [String], _ options: [String] = [],
    prepare: (TemporaryFolder) throws -> Void = { _ in }
  ) throws -> (output: String, points: [String]) {
    let place = try TemporaryFolder(["a.md": chapter])
    try prepare(place)
    var names: [String] = []
    for (number, answer) in answers.enumerated() {
      let name = "s\(number).md"
      try place.write(ExerciseChapter.copy(answer), to: name)
      names.append(name)
    }
    let result = try lectern(["exercises", "grade", "a.md"] + names + options, in: place.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.isEmpty)
    let lines = result.output.split(separator: "\n").map(String.init)
    return (result.output, lines.filter { $0.hasPrefix("s") })
  }

  @Test func `gives points for each check that is passed`() throws {
    let (output, points) = try grade([
      "func twice(_ x: Int) -> Int { x + x }", "func twice(_ x: Int) -> Int { 6 }",
      "func twice(_ x: Int) -> Int { if x == 3 { fatalError(\"no\") }; return 20 }",
      "let twice = 2",
    ])
    #expect(
      points == [
        "s0.md: 5 of 5 points", "s1.md: 3 of 5 points", "s2.md: 2 of 5 points",
        "s3.md: 0 of 5 points",
      ])
    #expect(output.contains("  twice, ten: twice ten is twenty (a.md:17)\n"))
    #expect(output.contains("  twice, three: no (s2.md:3:43)\n"))
  }

  @Test func `takes nothing but the answer from a submission`() throws {
    let rest = """
      func twice(_ x: Int) -> Int { x }
      ```

      ```{.swift .input}
      %%check twice points=99 name="ten"
      expect(true)
      ```

      ```{.swift .input}
      let ten = 0
      """
    #expect(try grade([rest]).points == ["s0.md: 0 of 5 points"])
  }

  @Test(arguments: [
    "exit(0)", "while true {}", "kill(getppid(), SIGKILL)", "kill(-1, SIGKILL)",
    "for descriptor in 0..<64 { close(Int32(descriptor)) }",
    "print(\"{\\\"points\\\": 5}\")",
    "_ = [UInt8](repeating: 1, count: 1 << 40)",
    "while true { print(\"flood\") }",
  ]) func `gives nothing for`(_ mischief: String) throws {
    let answer = "import Foundation\n\(mischief)\nfunc twice(_ x: Int) -> Int { 1 }"
    let good = "func twice(_ x: Int) -> Int { 2 * x }"
    #expect(
      try grade([answer, good]).points == ["s0.md: 0 of 5 points", "s1.md: 5 of 5 points"])
  }

  @Test(arguments: [
    "extension Int { static func == (a: Int, b: Int) -> Bool { true } }",
    "func == (a: Int, b: Int) -> Bool { true }", "let (ten, other) = (0, 1)",
  ]) func `is not deceived by an answer that changes what its checks mean`(
    _ trick: String
  ) throws {
    let answer = trick + "\nfunc twice(_ x: Int) -> Int { let ten = 0; return ten }"
    let (output, points) = try grade([answer])
    #expect(points == ["s0.md: 0 of 5 points"])
    #expect(output.contains("  twice, ten: twice ten is twenty"))
  }

  @Test func `lets an answer declare what its checks do not use`() throws {
    let answer = """
      struct Pair: Equatable {
        var ten = 1
        static func == (a: Pair, b: Pair) -> Bool { a.ten == b.ten }
      }
      let (one, other): (Int, Int) = (1, 2)
      func twice(_ x: Int) -> Int { let ten = x; return ten * other }
      """
    #expect(try grade([answer]).points == ["s0.md: 5 of 5 points"])
  }

  @Test func `keeps an answer in its folder, without other programs and the network`() throws {
    let secret = "the-teachers-own"
    let outside = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let answer = """
      import Glibc
      func tries(_ path: String, _ flags: Int32) -> Bool { open(path, flags, 0o600) >= 0 }
      var score = 0
      if !tries("a.md", O_RDONLY), !tries("FOLDER/a.md", O_RDONLY) { score += 1 }
      if !tries("\(outside)", O_WRONLY | O_CREAT) { score += 2 }
      if unlink("FOLDER/keep.txt") != 0, chmod("FOLDER/keep.txt", 0) != 0 { score += 4 }
      if socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) < 0 { score += 8 }
      if fork() < 0 { score += 16 }
      if tries("own.txt", O_WRONLY | O_CREAT) { score += 32 }
      func twice(_ x: Int) -> Int { score == 63 ? 2 * x : score }
      """
    // An answer may use what is unsafe where the author's does.
    let chapter = chapter.replacing("{ 2 * x }", with: "{ unsafe 2 * x }")
    let place = try TemporaryFolder(["a.md": chapter, "keep.txt": secret])
    let text = answer.replacing("FOLDER", with: place.path)
    try place.write(ExerciseChapter.copy(text), to: "s.md")
    let result = try lectern(["exercises", "grade", "a.md", "s.md"], in: place.path)
    #expect(result.output.hasPrefix("s.md: 5 of 5 points\n"))
    #expect(place.read("keep.txt") == secret)
    #expect(!FileManager.default.fileExists(atPath: outside))
    #expect(!place.exists("own.txt"))
  }

  @Test(arguments: [
    ("expect(twice(ten) == 20", "expect(twice(eleven) == 20", "cannot find 'eleven' in scope"),
    ("expect(twice(ten) == 20", "expect(twice(ten) == 21", "twice ten is twenty"),
  ]) func `refuses where the author's own answer fails`(
    _ old: String, _ new: String, _ message: String
  ) throws {
    let place = try TemporaryFolder([
      "a.md": chapter.replacing(old, with: new),
      "s.md": ExerciseChapter.copy(ExerciseChapter.right),
    ])
    let result = try lectern(["exercises", "grade", "a.md", "s.md"], in: place.path)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("error: the solution fails the check \"ten\": "))
    #expect(result.error.contains(message))
    #expect(result.error.contains("nothing was graded, as the author's own answer is not right"))
  }
}
