import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct `Reports of grades` {
  private func place() throws -> TemporaryFolder {
    try TemporaryFolder([
      "a.md": ExerciseChapter.graded, "none.md": "nothing\n",
      "half.md": ExerciseChapter.copy("func twice(_ x: Int) -> Int { x + 3 }"),
    ])
  }

  private let words = ["exercises", "grade", "a.md", "none.md", "half.md"]
  private let table =
    "submission,exercise,check,points,possible,message,place\r\n"
    + "none.md,twice,ten,0,2,the submission has no cell with '%%exercise twice',\r\n"
    + "none.md,twice,three,0,3,the submission has no cell with '%%exercise twice',\r\n"
    + "half.md,twice,ten,0,2,twice ten is twenty,a.md:17\r\n"
    + "half.md,twice,three,3,3,,\r\n"

  @Test func `are printed in the form that is asked for, and nothing else with them`() throws {
    let place = try place()
    let csv = try lectern(words + ["--csv", "--report", "json=g.json"], in: place.path)
    #expect(csv.status == 0)
    #expect(csv.output == table)
    #expect(csv.error.hasPrefix("graded 2 submissions in "))
    let json = try lectern(words + ["--json", "-q", "--report", "csv=g.csv"], in: place.path)
    #expect(json.error.isEmpty)
    #expect(place.read("g.csv") == table)
    for text in [json.output, try #require(place.read("g.json"))] {
      let sheet = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
      #expect(sheet["submissions"].array.map { $0["points"].number } == [0, 3])
      let seconds = sheet["submissions"].array.map { $0["seconds"].number }
      #expect(seconds[0] == 0 && seconds[1] > 0 && seconds[1] < sheet["seconds"].number)
      #expect(sheet["chapterSeconds"].number > 0)
    }
    let junit = try lectern(words + ["--junit", "-q"], in: place.path)
    #expect(junit.output.hasPrefix("<?xml"))
    #expect(junit.output.contains("tests=\"4\" failures=\"3\" errors=\"0\""))
  }

  @Test(arguments: [
    (["grade", "a.md", "half.md", "--csv", "--json"], "'--csv' and '--json' cannot both be meant"),
    (["check", "a.md", "--junit"], "'--junit' means nothing to 'lectern exercises check'"),
    (["check", "a.md", "--report", "csv=x"], "'csv=x' would be a table of grades"),
    (["grade", "a.md", "half.md", "--timeout", "0"], "'0' is no value for '--timeout'"),
    (["grade", "a.md"], "takes a chapter and at least one submission"),
    (["grade", "b.md", "half.md"], "'b.md' does not exist"),
  ]) func `are refused where they mean nothing`(_ words: [String], _ complaint: String) throws {
    let place = try place()
    let result = try lectern(["exercises"] + words, in: place.path)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.error.contains(complaint), "\(result.error)")
  }

  @Test func `sum up how the class did`() throws {
    let place = try place()
    let result = try lectern(words, in: place.path)
    let pattern =
      /graded 2 submissions in \d+\.\d s \(the chapter \d+\.\d s, the answers \d+\.\d s\)\n/
    #expect(result.output.contains(pattern))
    #expect(result.output.hasSuffix("mean 1.5, median 1.5 of 5 points\n  3  # 1\n  0  # 1\n"))
  }

  @Test func `blame the chapter for its own mistakes, and grade nobody`() throws {
    let place = try place()
    let broken = ExerciseChapter.graded.replacing("let ten = 10", with: "let ten = [10][1]")
    try place.write(broken, to: "a.md")
    let result = try lectern(words, in: place.path)
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("a.md:2:15: error: Index out of range\n"), "\(result.error)")
    #expect(result.error.contains("nothing was graded"))
    #expect(!result.output.contains("points"))
    let check = try lectern(["exercises", "check", "a.md"], in: place.path)
    #expect(check.status == 1)
    #expect(check.error.hasPrefix("a.md:2: error: Index out of range"), "\(check.error)")
  }

  @Test func `keep what was graded when they are interrupted`() throws {
    let place = try place()
    try place.write(ExerciseChapter.copy("while true {}"), to: "slow.md")
    let options = ["slow.md", "half.md", "-j1", "--timeout", "600", "--report", "junit=g.xml"]
    let running = try start(
      words + options + ["--csv", "--report", "json=g.json"], in: place.path)
    // Two are graded when two rows are there.
    while try running.outputSoFar().split(separator: "\r\n").count < 5 {
      try #require(running.process.isRunning)
      usleep(20_000)  // Not by awaiting: other tests may hold all threads that would wake this one.
    }
    usleep(500_000)
    kill(running.process.processIdentifier, SIGINT)
    let result = try running.wait()
    #expect(result.status == 130)
    #expect(result.output == table)
    #expect(result.error.contains("the grades are incomplete: 1 submission of 3 not graded"))
    let text = try #require(place.read("g.json"))
    let sheet = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    #expect(sheet["complete"].number == 0)
    #expect(sheet["missing"].array.map(\.string) == ["slow.md"])
    #expect(sheet["submissions"].array.map { $0["points"].number } == [0, 3])
    #expect(place.read("g.xml")?.contains("<skipped/>") == true)
  }
}
