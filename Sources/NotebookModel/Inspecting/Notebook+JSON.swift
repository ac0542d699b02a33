import SourceText

extension Notebook {
  /// The notebook as JSON, in the schema that this target's README documents.
  package var json: String {
    JSON.object([
      JSONMember("schema", .integer(1)),
      JSONMember("path", .string(path)),
      JSONMember("tabs", .strings(tabs)),
      JSONMember("programs", .strings(programs)),
      JSONMember("cells", .array(cells.map(\.json))),
      JSONMember("diagnostics", .array(diagnostics.map(\.json))),
    ]).text + "\n"
  }
}

extension Cell {
  private var attributes: [JSONMember] {
    options.others.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) }
  }

  fileprivate var json: JSON {
    .object([
      JSONMember("index", .integer(index)),
      JSONMember("kind", .string(kind.rawValue)),
      JSONMember("language", .string(language)),
      JSONMember("lines", .array([.integer(lines.lowerBound), .integer(lines.upperBound)])),
      JSONMember("tabs", .strings(tabs)),
      JSONMember("options", .object(options.written)),
      JSONMember("attributes", .object(attributes)),
      JSONMember("role", role?.json ?? .null),
      JSONMember("sourceLine", .integer(sourceLine)),
      JSONMember("source", .string(source)),
    ])
  }
}

extension CellOptions {
  /// The options that are set, by their names in the language, in the order it describes them.
  var written: [JSONMember] {
    OptionRule.all.compactMap { rule in
      switch rule.value {
      case .flags(let flags):
        guard flags.count == 1, let flag = flags.first, self[keyPath: flag] else { return nil }
        return JSONMember(rule.name, .bool(true))
      case .number(let number, _):
        return self[keyPath: number].map {
          JSONMember(rule.name, .number($0))
        }
      case .text(let text):
        return self[keyPath: text].map {
          JSONMember(rule.name, .string($0))
        }
      }
    }
  }
}

extension CellRole {
  /// The directive without its marks: `exercise`, `solution`, `check`, `wrong`, `hint`.
  var name: String {
    switch self {
    case .exercise: "exercise"
    case .solution: "solution"
    case .check: "check"
    case .wrong: "wrong"
    case .hint: "hint"
    }
  }

  /// The options of the role that are set.
  var written: [JSONMember] {
    var members: [JSONMember] = []
    switch self {
    case .exercise(_, let points):
      if let points { members.append(JSONMember("points", .number(points))) }
    case .solution, .hint: break
    case .check(_, let points, let name, let isHidden):
      if let points { members.append(JSONMember("points", .number(points))) }
      if let name { members.append(JSONMember("name", .string(name))) }
      if isHidden { members.append(JSONMember("hidden", .bool(true))) }
    case .wrong(_, let expect):
      if let expect { members.append(JSONMember("expect", .string(expect))) }
    }
    return members
  }

  fileprivate var json: JSON {
    .object([JSONMember("role", .string(name)), JSONMember("exercise", .string(id))] + written)
  }
}

extension JSON {
  fileprivate static func strings(_ strings: [String]) -> JSON { .array(strings.map(JSON.string)) }
}
