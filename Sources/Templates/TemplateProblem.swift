import SourceText

/// What can be wrong with a template.
enum TemplateProblem {
  case unclosedTag
  case emptyTag
  case badName(String)
  case rawTag
  case unclosedSection(String)
  case unopenedSection(String)
  case crossedSections(opened: String, closed: String)
  case tooDeep
  case unknownVariable(String, nearest: String?)
  case unknownPartial(String, nearest: String?)
  case partialOutside(String)
  case endlessPartial(String)
}

extension TemplateProblem {
  /// The problem in words.
  var message: String {
    switch self {
    case .unclosedTag: "'{{' has no '}}'"
    case .emptyTag: "a tag names nothing"
    case .badName(let name): "'\(name)' is not a name a template can use"
    case .rawTag: "'{{{…}}}' is not part of the language"
    case .unclosedSection(let name): "section '\(name)' is never closed"
    case .unopenedSection(let name): "section '\(name)' was never opened"
    case .crossedSections(let opened, let closed):
      "'{{/\(closed)}}' stands where section '\(opened)' must be closed first"
    case .tooDeep: "more than 64 sections lie in one another"
    case .unknownVariable(let name, _): "nothing is called '\(name)' here"
    case .unknownPartial(let name, _): "there is no template '\(name)'"
    case .partialOutside(let name): "template '\(name)' lies outside the folder of templates"
    case .endlessPartial(let name): "template '\(name)' contains itself without end"
    }
  }

  /// What to try next.
  var hint: String? {
    switch self {
    case .unknownVariable(_, let nearest?), .unknownPartial(_, let nearest?):
      "did you mean '\(nearest)'?"
    case .rawTag: "write '{{name}}'; markup is put as it stands, text is escaped"
    case .unclosedSection(let name): "add '{{/\(name)}}'"
    default: nil
    }
  }

  /// The diagnostic for this problem at `name`'s place in `file`.
  func diagnostic(at position: SourcePosition, length: Int, in file: String) -> Diagnostic {
    Diagnostic(.error, message, file: file, at: position, length: max(1, length), hint: hint)
  }
}
