import Checking
import Foundation
import TestSupport
import Testing

private let report = CheckReport(
  [
    CheckSuite(
      file: "notebooks/a.md",
      cases: [
        CheckCase(
          group: "scratch", "print(1 < 2)", file: "notebooks/a.md", line: 7, .passed, seconds: 0.25),
        CheckCase(
          group: "scratch", "let x = \"a\u{1}&b\"", file: "notebooks/a.md", line: 12, .mismatch,
          message: "50% differs,\nhere", details: ["- \u{1B}[1m<b>", "+ ]]> \u{FFFE}"],
          seconds: 1.5),
        CheckCase(
          group: "concise", "boom()", file: "notebooks/a.md", line: 20, .failed, message: "index 7"),
        CheckCase(group: "concise", "after()", file: "notebooks/a.md", line: 25, .skipped),
      ]),
    CheckSuite(file: "b.md", cases: [CheckCase("x", file: "b.expected.md", line: 3, .orphaned)]),
  ], seconds: 2.5)

@Suite struct `A JUnit report` {
  private func tree() throws -> XMLElementTree {
    try #require(XMLElementTree.parsing(report.junit))
  }

  @Test func `has the elements and attributes of the schema`() {
    #expect(JUnitSchema.faults(of: report.junit) == [])
  }

  @Test(arguments: [
    ("<testsuite name", "<suite name"), ("tests=\"2\"", "tests=\"two\""),
    ("time=\"1.500\"", "time=\"1.5\""), (" type=", " kind="), ("<skipped/>", "<ignored/>"),
  ]) func `would not pass the schema with another`(_ word: String, _ other: String) {
    let wrong = report.junit.replacing(word, with: other).replacing(
      "</testsuite>", with: other.hasPrefix("<suite") ? "</suite>" : "</testsuite>")
    #expect(JUnitSchema.faults(of: wrong) != [])
  }

  @Test func `counts by chapter and tab`() throws {
    let root = try tree()
    #expect(root.attributes == ["tests": "5", "failures": "2", "errors": "1", "time": "2.500"])
    #expect(
      root.children.map { $0.attributes["name"] }
        == ["notebooks/a.md · scratch", "notebooks/a.md · concise", "b.md"])
    let (scratch, concise) = (root.children[0], root.children[1])
    #expect(scratch.attributes["tests"] == "2")
    #expect(scratch.attributes["failures"] == "1")
    #expect(scratch.attributes["time"] == "1.750")
    #expect(concise.attributes["errors"] == "1")
    #expect(concise.attributes["skipped"] == "1")
  }

  @Test func `keeps every character that XML can hold`() throws {
    let failed = try tree().children[0].children[1]
    #expect(failed.attributes["name"] == "line 12: let x = \"a\u{FFFD}&b\"")
    #expect(failed.attributes["classname"] == "notebooks.a.scratch")
    let failure = failed.children[0]
    #expect(failure.attributes == ["type": "mismatch", "message": "50% differs,\nhere"])
    #expect(
      failure.text
        == "notebooks/a.md:12: 50% differs,\nhere\n- \u{FFFD}[1m<b>\n+ ]]> \u{FFFD}")
  }
}

@Suite struct `A JSON report` {
  @Test func `has the members of its schema`() throws {
    let json = try JSONDecoder().decode(JSON.self, from: Data(report.json.utf8))
    #expect(json["schema"].integer == 1)
    #expect(json["seconds"].number == 2.5)
    #expect(json["counts"]["cases"].integer == 5)
    #expect(json["counts"]["failed"].integer == 3)
    #expect(json["counts"]["skipped"].integer == 1)
    let chapter = json["chapters"].array[0]
    #expect(chapter["file"].string == "notebooks/a.md")
    #expect(chapter["counts"]["failed"].integer == 2)
    let item = chapter["cases"].array[1]
    #expect(item["group"].string == "scratch")
    #expect(item["name"].string == "let x = \"a\u{1}&b\"")
    #expect(item["file"].string == "notebooks/a.md")
    #expect(item["line"].integer == 12)
    #expect(item["verdict"].string == "mismatch")
    #expect(item["message"].string == "50% differs,\nhere")
    #expect(item["details"].array.map(\.string) == ["- \u{1B}[1m<b>", "+ ]]> \u{FFFE}"])
    #expect(item["seconds"].number == 1.5)
  }
}

@Suite struct `An annotation for GitHub` {
  @Test func `names file and line, and escapes the rest`() {
    var item = report.suites[0].cases[1]
    item.file = "a,b:c%.md"
    item.details = ["x"]
    #expect(
      item.annotation
        == "::error file=a%2Cb%3Ac%25.md,line=12,title=mismatch%2C scratch::"
        + "50%25 differs,%0Ahere%0Ax")
  }
}
