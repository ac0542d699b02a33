import CellOutput
import Markup
import NotebookModel
import Publishing
import Testing

/// Texts that would be markup if any path forgot to escape, and what betrays it.
private let payloads = [
  "<x-evil>", "\"><x-evil>", "</pre></code><x-evil>", "</script><x-evil>", "' x-evil=\"1\" <x-evil",
  "<!--<x-evil>", "&lt;x-evil&gt;<x-evil>", "]]><x-evil>", "\u{1B}[31m<x-evil>\u{1B}[0m",
  "\u{1B}]8;;\"><x-evil>\u{7}<x-evil>", "{{content}}<x-evil>", "<svg onload=x-evil>",
]

@Suite struct `What is not the author's is never markup` {
  @Test(arguments: payloads) func `in anything a cell prints`(payload: String) {
    let failure = Failure(
      .thrown, payload, file: "dir/\(payload)", line: 1, hint: payload, frames: [payload])
    let html = Chapter(cell("x")).with(
      .text(.standardOutput, payload), .text(.standardError, payload), .echo(payload),
      .display(Display("text/plain", payload)), .display(Display("text/unknown", payload)),
      .failure(failure), status: .failed
    ).html
    expectHarmless(html)
    #expect(!html.contains("\u{1B}"))
  }

  @Test(arguments: payloads.filter { !$0.contains("\u{1B}") && !$0.contains("\"") })
  func `in sources, options, names and info strings`(payload: String) {
    let html = Chapter(
      cell("// \(payload)", tabs: "a", head: "%%cell caption=\"\(payload)\" label=f")
        + cell("let s = \"\(payload)\"", tabs: "b") + cell("x", head: "%%exercise \(payload)")
        + cell("y", head: "%%check \(payload) name=\"\(payload)\"")
        + "```{.python .input}\n# \(payload)\n```\n\n```\(payload)\n\(payload)\n```\n\n"
        + "```toc\n\(payload)\n```\n"
    ).with(.echo("1"), tab: "a").html
    expectHarmless(html)
  }

  @Test(arguments: payloads) func `in the names of tabs, of the book and of its chapters`(
    payload: String
  ) {
    var chapter = Chapter(cell("one", tabs: "a") + cell("two", tabs: "b"), tabs: ["a", "b"])
    chapter.site = Site(
      title: payload, language: payload, folder: "/nowhere",
      chapters: [.init(path: "chapter.md", title: payload), .init(path: "b.md", title: payload)])
    chapter.notebook.tabs = [payload, "b"]
    for index in chapter.notebook.cells.indices where chapter.notebook.cells[index].tabs == ["a"] {
      chapter.notebook.cells[index].tabs = [payload]
    }
    chapter.notebook.programs = chapter.notebook.tabs
    let publisher = Publisher(site: chapter.site, templates: shippedTemplates)
    expectHarmless(publisher.page(for: chapter.notebook, at: "chapter.md").html.markup)
    expectHarmless(publisher.index().html.markup)
  }

  private func expectHarmless(_ html: String) {
    #expect(html.contains("x-evil"), "the text itself is shown")
    #expect(!html.contains("<x-evil"))
    #expect(!html.contains("<svg onload"))
    #expect(!html.contains(" x-evil=\"1\""))
  }
}

@Suite struct `Terminal text` {
  private func shown(_ text: String) -> String {
    Chapter(cell("x")).with(.text(.standardOutput, text)).html
      .between("<pre class=\"out\">", "</pre>")
  }

  @Test(arguments: [
    ("\u{1B}[31mred\u{1B}[0m plain", "<span class=\"ansi-red\">red</span> plain"),
    (
      "\u{1B}[1;4mx\u{1B}[22my",
      "<span class=\"ansi-bold ansi-underline\">x</span><span class=\"ansi-underline\">y</span>"
    ),
    ("\u{1B}[38;5;196mx\u{1B}[mz", "xz"),
    ("\u{1B}[38;2;1;2;3;1mx", "<span class=\"ansi-bold\">x</span>"),
    ("a\u{1B}[2Kb\u{1B}[?25lc", "abc"), ("\u{1B}]0;title\u{7}text", "text"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"), ("a\u{8}\u{0}b\u{7F}", "ab"),
    ("\u{1B}", ""), ("x\u{1B}[", "x"), ("x\u{1B}[999999999999999999999mz", "xz"),
    ("\u{1B}(Bx", "x"),
    ("10%\r20%\r30%\nnext", "30%\nnext"), ("one\r\ntwo\r\n", "one\ntwo"),
    ("é\u{1B}[32mü", "é<span class=\"ansi-green\">ü</span>"),
    ("\u{1B}[92mx", "<span class=\"ansi-green\">x</span>"),
    ("\u{1B}[41mx", "<span class=\"ansi-on-red\">x</span>"),
  ])
  func `shows what a terminal would`(text: String, html: String) {
    #expect(shown(text) == html)
  }
}
