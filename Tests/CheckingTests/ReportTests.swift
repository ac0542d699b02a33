import Checking
import Foundation
import FoundationXML
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
  /// What an element must have, and what it may have.
  private struct Rule {
    var required: Set<String> = []
    var allowed: Set<String>
    var children: Set<String> = []
  }

  /// The elements of jenkins-junit.xsd that matter here.
  private static let schema = [
    "testsuites": Rule(
      allowed: ["name", "time", "tests", "failures", "disabled", "errors"],
      children: ["testsuite"]),
    "testsuite": Rule(
      required: ["name", "tests"],
      allowed: [
        "name", "tests", "failures", "errors", "time", "disabled", "skipped", "timestamp",
        "hostname", "id", "package",
      ],
      children: ["properties", "testcase", "system-out", "system-err"]),
    "testcase": Rule(
      required: ["name"], allowed: ["name", "assertions", "time", "classname", "status"],
      children: ["skipped", "error", "failure", "system-out", "system-err"]),
    "failure": Rule(allowed: ["type", "message"]), "error": Rule(allowed: ["type", "message"]),
    "skipped": Rule(allowed: ["message"]),
  ]

  private func tree() throws -> Element {
    let parser = XMLParser(data: Data(report.junit.utf8))
    let reader = TreeReader()
    parser.delegate = reader
    let isWhole = parser.parse()
    #expect(isWhole)
    return try #require(reader.root)
  }

  @Test func `has the elements and attributes of the schema`() throws {
    var waiting = [try tree()]
    while let element = waiting.popLast() {
      let rule = try #require(Self.schema[element.name])
      let names = Set(element.attributes.keys)
      #expect(rule.required.isSubset(of: names))
      #expect(names.isSubset(of: rule.allowed))
      #expect(Set(element.children.map(\.name)).isSubset(of: rule.children))
      for name in ["tests", "failures", "errors", "skipped"] {
        if let text = element.attributes[name] { #expect(Int(text) != nil) }
      }
      if let time = element.attributes["time"] {
        #expect(time.wholeMatch(of: /\d+\.\d{3}/) != nil)
      }
      waiting += element.children
    }
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

/// An element of an XML file.
private final class Element {
  let name: String
  let attributes: [String: String]
  var children: [Element] = []
  var text = ""

  init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }
}

private final class TreeReader: NSObject, XMLParserDelegate {
  var root: Element?
  private var open: [Element] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let element = Element(name, attributes)
    open.last?.children.append(element)
    root = root ?? element
    open.append(element)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
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
