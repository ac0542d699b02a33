import Foundation
import Markup
import SourceText
import Templates
import Testing

private func render(
  _ text: String, _ values: TemplateValue = [:], partials: [String: String] = [:]
) -> (html: HTML, diagnostics: [Diagnostic]) {
  let library = TemplateLibrary(templates: partials.merging(["page": text]) { first, _ in first })
  let rendering = library.render("page", values)
  return (rendering.html, library.diagnostics + rendering.diagnostics)
}

@Suite struct `Filling in a template` {
  @Test func `text is escaped and markup is not`() {
    let values: TemplateValue = ["a": .text("<b>&\""), "b": .markup(HTML(trusting: "<b>x</b>"))]
    #expect(
      render("{{a}}|{{ b }}", values).html.markup == "&lt;b&gt;&amp;&quot;|<b>x</b>")
  }

  @Test func `a value is never read as a template`() {
    #expect(render("{{a}}", ["a": "{{b}}", "b": "no"]).html.markup == "{{b}}")
  }

  @Test(arguments: [
    (TemplateValue.flag(true), "yes"), (.flag(false), "no"), (.text(""), "no"), (.text("x"), "yes"),
    (.list([]), "no"), (.record([:]), "yes"), (.markup(HTML()), "no"),
  ])
  func `a section is shown for what is there, its inverse for what is not`(
    value: TemplateValue, shown: String
  ) {
    #expect(render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", ["a": value]).html.markup == shown)
  }

  @Test func `a section repeats for each item and sees the names around it`() {
    let values: TemplateValue = ["all": [["n": "1"], ["n": "2"]], "end": ";"]
    #expect(render("{{#all}}{{n}}{{end}}{{/all}}", values).html.markup == "1;2;")
  }

  @Test func `a dot is the item and dots reach into records`() {
    let values: TemplateValue = ["all": ["x", "y"], "page": ["title": "T"]]
    #expect(render("{{#all}}{{.}}{{/all}}{{page.title}}", values).html.markup == "xyT")
  }

  @Test func `tags alone on a line leave no line behind`() {
    let text = "a\n  {{#s}}\nb\n  {{/s}}\n{{! two\nlines }}\nc {{! kept }}\n"
    #expect(render(text, ["s": true]).html.markup == "a\nb\nc \n")
  }

  @Test func `a partial sees what the template around it sees`() {
    let html = render("[{{> item}}]", ["n": "1"], partials: ["item": "<{{n}}>"]).html
    #expect(html.markup == "[<1>]")
  }

  @Test func `a partial may contain itself as long as the data ends`() {
    let values: TemplateValue = ["n": "1", "inner": [["n": "2", "inner": []]]]
    let html = render(
      "{{> item}}", values, partials: ["item": "{{n}}{{#inner}}({{> item}}){{/inner}}"]
    ).html
    #expect(html.markup == "1(2)")
  }
}

@Suite struct `What is wrong with a template` {
  @Test(arguments: [
    ("a\n {{#s}}", "page.html:2:2: error: section 's' is never closed"),
    ("{{/s}}", "page.html:1:1: error: section 's' was never opened"),
    (
      "{{#a}}{{/b}}{{/a}}",
      "page.html:1:7: error: '{{/b}}' stands where section 'a' must be closed first"
    ),
    ("x {{ y", "page.html:1:3: error: '{{' has no '}}'"),
    ("{{}}", "page.html:1:1: error: a tag names nothing"),
    ("{{a b}}", "page.html:1:1: error: 'a b' is not a name a template can use"),
    ("{{{a}}}", "page.html:1:1: error: '{{{…}}}' is not part of the language"),
    ("é{{titel}}", "page.html:1:3: error: nothing is called 'titel' here"),
    ("{{> footr}}", "page.html:1:1: error: there is no template 'footr'"),
    (
      "{{> ../secret}}",
      "page.html:1:1: error: template '../secret' lies outside the folder of templates"
    ),
    ("{{> page}}", "page.html:1:1: error: template 'page' contains itself without end"),
  ])
  func `each mistake is reported at its place`(text: String, expected: String) {
    let rendering = render(
      text, ["a": true, "title": "T", "s": true], partials: ["footer": ""])
    let found = rendering.diagnostics.map {
      "\($0.file):\($0.position.line):\($0.position.column): \($0.severity): \($0.message)"
    }
    #expect(found == [expected])
  }

  @Test func `the nearest name is offered`() {
    let hints = render("{{titel}}{{> footr}}", ["title": "T"], partials: ["footer": ""])
      .diagnostics.map(\.hint)
    #expect(hints == ["did you mean 'title'?", "did you mean 'footer'?"])
  }

  @Test func `all else is still rendered`() {
    #expect(render("a{{x}}b{{#c}}d", ["c": true]).html.markup == "abd")
  }

  @Test func `a hundred thousand opened sections end in words`() {
    let text = String(repeating: "{{#s}}", count: 100_000)
    #expect(render(text, ["s": true]).diagnostics.count == 100_000)
  }
}

@Suite struct `Folders of templates` {
  @Test func `a book's own file comes before the one that ships`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in [
      ("own/page.html", "own {{> foot}}"), ("ours/page.html", "ours"), ("ours/foot.html", "foot"),
      ("ours/style.css", "ours"), ("ours/inner/deep.html", "{{"),
    ] {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let library = TemplateLibrary(folders: ["own", "ours"].map { root.appending(path: $0).path })
    #expect(library.render("page", [:]).html.markup == "own foot")
    #expect(library.file("style.css") == Array("ours".utf8))
    #expect(library.file("script.js") == nil)
    #expect(library.diagnostics.isEmpty)
  }

  @Test func `a folder that is not there is reported`() {
    let library = TemplateLibrary(folders: ["/nowhere/at/all"])
    #expect(library.diagnostics.map(\.file) == ["/nowhere/at/all"])
  }

  @Test func `takes nothing that is no file of the folder`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    let own = root.appending(path: "own")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: root.appending(path: "secret.css"))
    try Data("here".utf8).write(to: own.appending(path: "here.css"))
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: own.appending(path: "out.css").path, withDestinationPath: "../secret.css")
    try manager.createSymbolicLink(
      atPath: own.appending(path: "in.css").path, withDestinationPath: "here.css")
    #expect(unsafe mkfifo(own.appending(path: "pipe.css").path, 0o600) == 0)
    let library = TemplateLibrary(folders: [own.path])
    #expect(library.file("out.css") == nil)
    #expect(library.file("pipe.css") == nil)
    #expect(library.file("in.css") == Array("here".utf8))
    #expect(
      library.diagnostics.map { URL(filePath: $0.file).lastPathComponent } == [
        "out.css", "pipe.css",
      ])
  }
}
