package import Markup

/// What a name in a template stands for.
package indirect enum TemplateValue: Hashable, Sendable {
  /// Text, escaped where it is put.
  case text(String)
  /// Finished markup, put as it stands.
  case markup(HTML)
  /// Whether a section is shown.
  case flag(Bool)
  /// Values a section is repeated for.
  case list([TemplateValue])
  /// Names a section or page can use.
  case record([String: TemplateValue])

  /// Nothing: puts nothing, shows only inverted sections.
  package static let none = TemplateValue.flag(false)
}

extension TemplateValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral
{
  package init(stringLiteral value: String) { self = .text(value) }
  package init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, TemplateValue)...) {
    self = .record(Dictionary(elements) { _, last in last })
  }
  package init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension TemplateValue {
  /// What the value puts where a template names it.
  var html: HTML {
    switch self {
    case .text(let text): "\(text)"
    case .markup(let html): html
    case .flag, .list, .record: HTML()
    }
  }

  /// The values a section is shown for: none when it is empty, one unless it is a list.
  var items: [TemplateValue] {
    switch self {
    case .list(let values): values
    case .flag(let isShown): isShown ? [self] : []
    case .text(let text): text.isEmpty ? [] : [self]
    case .markup(let html): html.markup.isEmpty ? [] : [self]
    case .record: [self]
    }
  }
}
