import Foundation
import FoundationXML

/// The schema of JUnit reports that Jenkins publishes (jenkins-junit.xsd), for holding ours against.
public enum JUnitSchema {
  /// What an element must have, and what it may have.
  private struct Rule {
    var required: Set<String> = []
    var allowed: Set<String>
    var children: Set<String> = []
  }

  /// The elements that matter here.
  private static let rules = [
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

  /// What is wrong with `report`; empty when it is as the schema says.
  public static func faults(of report: String) -> [String] {
    guard let root = XMLElementTree.parsing(report) else { return ["it is no XML"] }
    var faults = root.name == "testsuites" ? [] : ["it begins with <\(root.name)>"]
    var waiting = [root]
    while let element = waiting.popLast() {
      waiting += element.children
      guard let rule = rules[element.name] else {
        faults.append("unknown element <\(element.name)>")
        continue
      }
      let names = Set(element.attributes.keys)
      faults += rule.required.subtracting(names).map { "<\(element.name)> has no '\($0)'" }
      faults += names.subtracting(rule.allowed).map { "<\(element.name)> has '\($0)'" }
      faults += Set(element.children.map(\.name)).subtracting(rule.children)
        .map { "<\(element.name)> holds <\($0)>" }
      faults += wrongNumbers(of: element)
    }
    return faults
  }

  private static func wrongNumbers(of element: XMLElementTree) -> [String] {
    var faults: [String] = []
    for name in ["tests", "failures", "errors", "skipped"] {
      if let text = element.attributes[name], Int(text) == nil {
        faults.append("'\(name)' is \(text)")
      }
    }
    if let time = element.attributes["time"], time.wholeMatch(of: /\d+\.\d{3}/) == nil {
      faults.append("'time' is \(time)")
    }
    return faults
  }
}

/// An element of an XML file, with what is in it.
public final class XMLElementTree {
  public let name: String
  public let attributes: [String: String]
  public private(set) var children: [XMLElementTree] = []
  public private(set) var text = ""

  private init(_ name: String, _ attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The outermost element of `text`, or `nil` when that is no XML.
  public static func parsing(_ text: String) -> XMLElementTree? {
    let parser = XMLParser(data: Data(text.utf8))
    let reader = Reader()
    parser.delegate = reader
    return parser.parse() ? reader.root : nil
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var root: XMLElementTree?
    private var open: [XMLElementTree] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let element = XMLElementTree(name, attributes)
      open.last?.children.append(element)
      root = root ?? element
      open.append(element)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { open.last?.text += text }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }
  }
}
