package import Markup
package import SourceText

extension TemplateLibrary {
  /// A filled-in template.
  package struct Rendering: Sendable {
    /// The markup; where something was wrong, it lacks that part.
    package var html: HTML
    /// What was wrong, in the order met.
    package var diagnostics: [Diagnostic]
  }

  /// Returns the template `name` with its holes filled from `values`.
  package func render(_ name: String, _ values: TemplateValue) -> Rendering {
    var renderer = TemplateRenderer(templates: templates, scopes: [values])
    renderer.render(name)
    return Rendering(html: renderer.html, diagnostics: renderer.diagnostics)
  }
}

/// Fills in one template.
private struct TemplateRenderer {
  let templates: [String: Template]
  /// The values names are looked up in, outermost first.
  var scopes: [TemplateValue]
  /// The files being rendered, outermost first.
  var files: [String] = []
  var html = HTML()
  var diagnostics: [Diagnostic] = []

  /// Renders the template the caller asked for.
  mutating func render(_ name: String) {
    guard let template = templates[name] else {
      let start = SourcePosition(line: 1, column: 1)
      let problem = TemplateProblem.unknownPartial(name, nearest: nil)
      diagnostics.append(problem.diagnostic(at: start, length: 1, in: "\(name).html"))
      return
    }
    render(template)
  }

  private mutating func render(_ template: Template) {
    files.append(template.file)
    render(template.nodes)
    files.removeLast()
  }

  private mutating func render(_ nodes: [Template.Node]) {
    for node in nodes {
      switch node {
      case .text(let text): html += HTML(trusting: text)
      case .variable(let name): html += value(of: name)?.html ?? HTML()
      case .section(let name, let isInverted, let nodes): render(name, isInverted, nodes)
      case .partial(let name): renderPartial(name)
      }
    }
  }

  private mutating func render(
    _ name: Template.Name, _ isInverted: Bool, _ nodes: [Template.Node]
  ) {
    guard let items = value(of: name)?.items else { return }
    guard !isInverted else { return items.isEmpty ? render(nodes) : () }
    for item in items {
      scopes.append(item)
      render(nodes)
      scopes.removeLast()
    }
  }

  private mutating func renderPartial(_ name: Template.Name) {
    guard !name.text.contains("/"), !name.text.hasPrefix(".") else {
      return report(.partialOutside(name.text), at: name)
    }
    guard let template = templates[name.text] else {
      let nearest = nearest(to: name.text, in: templates.keys.sorted())
      return report(.unknownPartial(name.text, nearest: nearest), at: name)
    }
    guard files.count < deepest else { return report(.endlessPartial(name.text), at: name) }
    render(template)
  }

  /// Returns what `name` stands for, looking from the innermost scope outwards.
  private mutating func value(of name: Template.Name) -> TemplateValue? {
    guard let first = name.path.first else { return scopes.last }
    for case .record(let record) in scopes.reversed() {
      guard var value = record[first] else { continue }
      for part in name.path.dropFirst() {
        guard case .record(let inner) = value, let next = inner[part] else {
          return miss(name, among: value)
        }
        value = next
      }
      return value
    }
    return miss(name, among: .list(scopes))
  }

  /// Reports that `name` stands for nothing; `known` holds the names it could have meant.
  private mutating func miss(_ name: Template.Name, among known: TemplateValue) -> TemplateValue? {
    let names = known.items.flatMap { item -> [String] in
      guard case .record(let record) = item else { return [] }
      return Array(record.keys)
    }
    let wanted = name.path.last ?? name.text
    report(.unknownVariable(name.text, nearest: nearest(to: wanted, in: names.sorted())), at: name)
    return nil
  }

  private mutating func report(_ problem: TemplateProblem, at name: Template.Name) {
    guard diagnostics.count < mostDiagnostics, let file = files.last else { return }
    let length = name.text.utf8.count + 4
    let diagnostic = problem.diagnostic(at: name.position, length: length, in: file)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}

/// How many templates may lie in one another; a contents list nests about this little.
private let deepest = 32
/// How many diagnostics one page reports.
private let mostDiagnostics = 50
