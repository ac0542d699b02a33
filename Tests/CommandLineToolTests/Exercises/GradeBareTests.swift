import Foundation
import TestSupport
import Testing

/// Line 7 of the acceptance of exercises.
@Suite(.timeLimit(.minutes(20))) struct `lectern exercises grade in a bare place` {
  private let answers = (1...4).map { "func twice(_ x: Int) -> Int { x == 3 ? 6 : \($0) }" }
  private let words = ["exercises", "grade", "course/a.md", "in", "--json", "-q"]

  private func place() throws -> TemporaryFolder {
    var files = ["course/a.md": ExerciseChapter.graded, "tmp/.keep": "", ".lectern/.keep": ""]
    for (number, answer) in answers.enumerated() {
      files["in/\(number).md"] = ExerciseChapter.copy(answer)
    }
    return try TemporaryFolder(files)
  }

  /// The points of each submission that could be graded, and the faults of the others.
  private func grades(in text: String) throws -> [String] {
    let json = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    return json["submissions"].array.map { submission in
      let fault = submission["fault"].string
      return fault.isEmpty ? "\(submission["points"].integer)" : fault
    }
  }

  @Test func `needs neither a terminal nor a home`() throws {
    let place = try place()
    let result = try lectern(
      words, in: place.path, by: "env -u HOME -u TERM -u XDG_CACHE_HOME -u TMPDIR")
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    #expect(try grades(in: result.output) == ["3", "3", "3", "3"])
  }

  @Test(.enabled(if: canMount)) func `reads a course it cannot write to`() throws {
    let place = try place()
    let readOnly = isolated("mount --bind course course && mount -o remount,ro,bind course")
    let result = try lectern(
      words + ["--report", "csv=course/grades.csv"], in: place.path, by: readOnly)
    #expect(result.status == 1)
    #expect(result.error.contains("cannot write 'course/grades.csv': read-only file system"))
    #expect(try grades(in: result.output) == ["3", "3", "3", "3"])
  }

  @Test(.enabled(if: canMount), arguments: ["4k", "64k"])
  func `grades nobody when there is no room for the cache`(_ size: String) throws {
    let place = try place()
    let full = isolated("mount -t tmpfs -o size=\(size) tmpfs .lectern")
    let result = try lectern(words, in: place.path, by: full)
    #expect(result.status == 1)
    #expect(result.error.lowercased().contains("no space left on device"), "\(result.error)")
    let grades = result.output.isEmpty ? [] : try grades(in: result.output)
    #expect(grades == [])
  }

  @Test(.enabled(if: canMount), arguments: ["200k", "300k", "400k", "600k"])
  func `says who was not graded when the room for the cache runs out`(_ size: String) throws {
    let place = try place()
    let full = isolated("mount -t tmpfs -o size=\(size) tmpfs .lectern")
    let result = try lectern(words, in: place.path, by: full)
    let grades = result.output.isEmpty ? [] : try grades(in: result.output)
    for grade in grades where grade != "3" {
      #expect(grade.hasPrefix("'twice' could not be graded: "), "\(grade)")
    }
    #expect(result.status == (grades == ["3", "3", "3", "3"] ? 0 : 1))
  }

  @Test(.enabled(if: canMount)) func `grades nobody where answers have no folder`() throws {
    let place = try place()
    let full = isolated("mount -t tmpfs -o size=4k,nr_inodes=2 tmpfs tmp")
    let result = try lectern(
      words, in: place.path, environment: ["TMPDIR": place["tmp"]], by: full)
    #expect(result.status == 1)
    #expect(try grades(in: result.output) == [])
    #expect(result.error.contains("course/a.md:10:1: error: the solution could not be tried: "))
    #expect(result.error.contains("nothing was graded"))
  }
}
