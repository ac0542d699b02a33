import Foundation
import TestSupport
import Testing

/// Line 4 of the acceptance of exercises: a class of two hundred, from the diligent to the hostile.
@Suite(.timeLimit(.minutes(20))) struct `Grading a class of two hundred` {
  private let course = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../notebooks/circles.md").standardizedFileURL

  /// Every kind of student twice, and for the rest of the two hundred those of the usual kinds.
  private func students(_ kinds: [StudentKind]) -> [(name: String, kind: StudentKind)] {
    let usual = kinds.prefix(7)
    return (0..<200).map { number in
      let kind = number < 2 * kinds.count ? kinds[number / 2] : usual[number % usual.count]
      let name = kind.name.replacing(" ", with: "-")
      return ("\(String(1000 + number).dropFirst())-\(name).md", kind)
    }
  }

  @Test func `gives each the right points, and nothing escapes`() throws {
    let place = try TemporaryFolder([
      "outside/keep.txt": "keep me\n", "home/.profile": "keep me, too\n",
      "course/book.json": "{}", "course/data/keep.csv": "1,2\n", "tmp/.keep": "", "work/.keep": "",
    ])
    try place.write(try String(contentsOf: course, encoding: .utf8), to: "course/circles.md")
    let release = ["exercises", "release", "../course/circles.md", "-o", "../copy.md"]
    try #require(try lectern(release, in: place["work"]).status == 0)
    let copy = try #require(place.read("copy.md"))
    let kinds = try StudentKind.all(course: place["course"], outside: place["outside"])
    try #require(kinds.count > 50)
    let students = students(kinds)
    for (name, kind) in students {
      try place.write(kind.submission(of: copy), to: "handed-in/\(name)")
    }
    let kept = ["outside", "home", "course", "handed-in", "tmp"]
    let before = try kept.map { try folderContent(place[$0]) }

    let words = [
      "exercises", "grade", "../course/circles.md", "../handed-in", "--json", "--timeout", "3",
    ]
    let mark = "LECTERN_TEST=\(UUID().uuidString)"
    let result = try lectern(
      words, in: place["work"],
      environment: [
        "LECTERN_TEST": String(mark.dropFirst(13)), "HOME": place["home"], "TMPDIR": place["tmp"],
      ])
    #expect(try processes(marked: mark).isEmpty)
    for (name, content) in zip(kept, before) {
      #expect(try folderContent(place[name]) == content, "\(name) has changed")
    }
    // Two of the class handed in nothing.
    #expect(result.status == 1)
    let json = try JSONDecoder().decode(JSON.self, from: Data(result.output.utf8))
    try compare(json, with: students)
    tellTimes(of: json)
  }

  private func compare(
    _ json: JSON, with students: [(name: String, kind: StudentKind)]
  ) throws {
    let graded = json["submissions"].array
    #expect(graded.map { $0["file"].string } == students.map { "../handed-in/\($0.name)" })
    for (submission, (name, kind)) in zip(graded, students) {
      let checks = submission["checks"].array.filter { $0["exercise"].string == "squares" }
      let messages = checks.map { $0["message"].string }
      #expect(submission["points"].number == Double(kind.total), "\(name): \(messages)")
      #expect(submission["possible"].number == 7, "\(name)")
      if !kind.message.isEmpty {
        #expect(messages.contains { $0.contains(kind.message) }, "\(name): \(messages)")
      }
      // What an answer is to be kept from, it has to have come to.
      if kind.name != "misspelt" {
        #expect(!messages.contains { $0.contains("cannot find") }, "\(name): \(messages)")
      }
    }
  }

  /// Prints how long it took: in all, the chapter's cells, and the answers.
  private func tellTimes(of json: JSON) {
    let chapter = json["chapterSeconds"].number
    let answers = json["submissions"].array.reduce(0) { $0 + $1["seconds"].number }
    let total = json["seconds"].number
    let ratio = total / (chapter + answers)
    print(
      "graded in \(total) s; chapter \(chapter) s, answers \(answers) s; ratio \(ratio)")
  }
}
