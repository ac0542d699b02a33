import SourceText

extension Diagnostic {
  var json: JSON {
    .object([
      JSONMember("severity", .string(severity.rawValue)),
      JSONMember("message", .string(message)),
      JSONMember("file", .string(file)),
      JSONMember("line", .integer(position.line)),
      JSONMember("column", .integer(position.column)),
      JSONMember("length", .integer(length)),
      JSONMember("hint", hint.map(JSON.string) ?? .null),
    ])
  }
}

extension [Diagnostic] {
  /// The diagnostics as `lint --format json` prints them: with the members `inspect` gives them.
  package var json: String {
    JSON.object([JSONMember("schema", .integer(1)), JSONMember("diagnostics", .array(map(\.json)))])
      .text
  }
}
