extension CheckReport {
  /// The report as JUnit XML, by chapter and tab, as the schema that Jenkins publishes has it
  /// (jenkins-junit.xsd: `testsuites` of `testsuite` of `testcase`, which holds at most one of
  /// `skipped`, `error` and `failure`).
  ///
  /// A cell that failed is an `error`; an output that is not the accepted one is a `failure`.
  package var junit: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let groups = suites.flatMap(\.groups)
    text += "<testsuites\(counts(of: cases)) time=\"\(Self.time(seconds))\">\n"
    for group in groups {
      let name = XML.attribute(
        [group.file, group.name].filter { !$0.isEmpty }.joined(separator: " · "))
      let skipped = group.cases.count { $0.verdict == .skipped }
      let time = Self.time(group.cases.reduce(0) { $0 + $1.seconds })
      text += "  <testsuite name=\"\(name)\"\(counts(of: group.cases)) skipped=\"\(skipped)\""
      text += " time=\"\(time)\">\n"
      for item in group.cases { text += element(item, in: group) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private func counts(of cases: [CheckCase]) -> String {
    let errors = cases.count { $0.verdict == .failed }
    let failures = cases.count { $0.verdict.isFailure } - errors
    return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
  }

  private func element(_ item: CheckCase, in group: CheckSuite.Group) -> String {
    let className = Self.className([group.file, group.name])
    var text = "    <testcase classname=\"\(XML.attribute(className))\""
    text += " name=\"\(XML.attribute("line \(item.line): \(item.name)"))\""
    text += " time=\"\(Self.time(item.seconds))\""
    if item.verdict == .passed { return text + "/>\n" }
    if item.verdict == .skipped { return text + ">\n      <skipped/>\n    </testcase>\n" }
    let tag = item.verdict == .failed ? "error" : "failure"
    text += ">\n      <\(tag) type=\"\(item.verdict.rawValue)\""
    text += " message=\"\(XML.attribute(item.message))\">"
    let lines = ["\(item.file):\(item.line): \(item.message)"] + item.details
    text += XML.text(lines.joined(separator: "\n"))
    return text + "</\(tag)>\n    </testcase>\n"
  }

  /// Chapter and tab as a class in packages: `notebooks.circles.scratch`.
  private static func className(_ parts: [String]) -> String {
    let words = parts.filter { !$0.isEmpty }.map { part in
      let path = part.hasSuffix(".md") ? part.dropLast(3) : part[...]
      return path.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: ".")
    }
    return words.joined(separator: ".")
  }

  /// Seconds with three decimals.
  private static func time(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds > 0, seconds < 1e9 else { return "0.000" }
    let thousandths = Int((seconds * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

extension CheckSuite {
  /// The cases of one tab, or of another part of the chapter.
  fileprivate struct Group {
    var file: String
    var name: String
    var cases: [CheckCase]
  }

  /// The cases by group, in the order in which the groups begin.
  fileprivate var groups: [Group] {
    var groups: [Group] = []
    for item in cases {
      if let index = groups.firstIndex(where: { $0.name == item.group }) {
        groups[index].cases.append(item)
      } else {
        groups.append(Group(file: file, name: item.group, cases: [item]))
      }
    }
    return groups
  }
}

/// Text in XML 1.0.
enum XML {
  /// `text` for an attribute in double quotes.
  static func attribute(_ text: String) -> String { escaped(text, breaks: true) }

  /// `text` for the content of an element.
  static func text(_ text: String) -> String { escaped(text, breaks: false) }

  /// Characters that XML 1.0 cannot hold at all become U+FFFD.
  private static func escaped(_ text: String, breaks: Bool) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".unicodeScalars
      case "<": result += "&lt;".unicodeScalars
      case ">": result += "&gt;".unicodeScalars
      case "\"": result += "&quot;".unicodeScalars
      case "\n" where breaks: result += "&#10;".unicodeScalars
      case "\t" where breaks: result += "&#9;".unicodeScalars
      case "\n", "\t": result.append(scalar)
      case "\r": result += "&#13;".unicodeScalars
      case "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
      case _ where scalar.value < 0x20: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
