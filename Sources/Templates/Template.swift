package import SourceText

/// A parsed template: text with named holes, sections and other templates in it.
///
/// The language is the logic-less part of mustache(5): `{{name}}`, `{{#section}}…{{/section}}`,
/// `{{^inverted}}…{{/inverted}}`, `{{> partial}}` and `{{! comment }}`. Whether a value is escaped
/// is decided by its type, so there is no `{{{raw}}}`.
package struct Template: Hashable, Sendable {
  /// The path that diagnostics name.
  package var file: String
  /// The pieces in order.
  var nodes: [Node]
  /// What is wrong with the text, in order of position.
  package var diagnostics: [Diagnostic]

  /// A piece of a template.
  indirect enum Node: Hashable, Sendable {
    case text(String)
    case variable(Name)
    case section(Name, isInverted: Bool, [Node])
    case partial(Name)
  }

  /// A name as written, with its place.
  struct Name: Hashable, Sendable {
    var text: String
    var position: SourcePosition
    /// The parts between dots; a lone dot, the value at hand, has none.
    var path: [String] {
      text == "."
        ? [] : text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Parses `text`; what can't be parsed is reported and left out.
  package init(parsing text: String, file: String) {
    var parser = TemplateParser(text: text, file: file)
    nodes = parser.parse()
    self.file = file
    diagnostics = parser.diagnostics
  }
}
