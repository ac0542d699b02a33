import Foundation
import TestSupport
import Testing

/// Line 6 of the acceptance of exercises: what is written is what is promised.
@Suite(.timeLimit(.minutes(20))) struct `The reports of` {
  private static let schemas = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../templates/schemas")

  /// A chapter with one cell that is as accepted, one that is not, and one that fails.
  private static let changing = """
    ```{.swift .input}
    1 + 1
    ```

    ```{.swift .input}
    print("<&>")
    ```

    ```{.swift .input}
    let none = [Int]()[0]
    ```

    ```{.swift .input}
    3
    ```

    """

  private func place() throws -> TemporaryFolder {
    let right = ExerciseChapter.copy(ExerciseChapter.right)
    return try TemporaryFolder([
      "a.md": ExerciseChapter.graded.replacing("{ 2 * x }", with: "{ 3 * x }"),
      "good.md": ExerciseChapter.graded, "right.md": right,
      "wrong.md": right.replacing("2 * x", with: "Int(\"<&\\u{1B}>\")!"), "b.md": Self.changing,
    ])
  }

  @Test(arguments: [
    ("checks", ["test", "b.md"]), ("checks", ["exercises", "check", "a.md"]),
    ("grades", ["exercises", "grade", "good.md", "right.md", "wrong.md", "none.md"]),
  ]) func `are as their schemas say`(_ schema: String, _ words: [String]) throws {
    let place = try place()
    if schema == "checks" { _ = try lectern(["test", "b.md", "-u"], in: place.path) }
    try place.write(Self.changing.replacing("1 + 1", with: "1 + 2"), to: "b.md")
    let reports = ["--report", "json=r.json", "--report", "junit=r.xml"]
    let result = try lectern(words + reports, in: place.path)
    #expect(result.status == 1)
    let junit = try #require(place.read("r.xml"))
    #expect(JUnitSchema.faults(of: junit) == [])
    #expect(junit.contains("<failure") || junit.contains("<error"))
    let text = try #require(place.read("r.json"))
    let json = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    let faults = try JSONSchema(at: Self.schemas.appending(path: "\(schema).json")).faults(of: json)
    #expect(faults == [])
  }

  @Test(arguments: [
    ("\"schema\": 1", "\"schema\": 2", "$.schema is not 1"),
    ("\"points\": 0", "\"points\": -1", "$.submissions[0].points is below 0"),
    ("\"fault\": \"\", ", "", "$.submissions[0] has no 'fault'"),
    ("\"fault\": \"\"", "\"fault\": 3", "$.submissions[0].fault is no string"),
    ("\"fault\"", "\"x\": 1, \"fault\"", "$.submissions[0] has 'x', which is not in the schema"),
  ]) func `lectern would not pass with`(_ old: String, _ new: String, _ fault: String) throws {
    let good = """
      {"schema": 1, "chapter": "a.md", "complete": true, "missing": [], "seconds": 1.5,
      "chapterSeconds": 0, "submissions": [{"file": "s.md", "points": 0, "possible": 5,
      "fault": "", "seconds": 0.5, "lacking": [], "checks": []}]}
      """
    let schema = try JSONSchema(at: Self.schemas.appending(path: "grades.json"))
    func faults(of text: String) throws -> [String] {
      schema.faults(of: try JSONDecoder().decode(JSON.self, from: Data(text.utf8)))
    }
    #expect(try faults(of: good) == [])
    #expect(try faults(of: good.replacing(old, with: new)) == [fault])
  }
}
