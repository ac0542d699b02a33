extension CheckCase {
  /// The case as an annotation of GitHub's workflows, in one line.
  ///
  /// The form is `::error file=…,line=…,title=…::message`, in which `%`, line ends and, in
  /// properties, `:` and `,` are escaped with `%` (GitHub's "Workflow commands").
  package var annotation: String {
    let title = [verdict.rawValue, group].filter { !$0.isEmpty }.joined(separator: ", ")
    let properties = [
      "file=\(Self.escaped(file, isProperty: true))", "line=\(line)",
      "title=\(Self.escaped(title, isProperty: true))",
    ]
    let text = ([message] + details).joined(separator: "\n")
    return "::error \(properties.joined(separator: ","))::\(Self.escaped(text, isProperty: false))"
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
