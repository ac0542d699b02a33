import Markdown
import NotebookModel
import SourceText
import Testing

@Suite struct `Hints` {
  private let chapter = """
    [home]: https://example.org

    ```{.swift .input}
    %%tab b
    %%exercise sum
    ```
    ```{.swift .input}
    %%hint sum
    # Begin

    with $a$, then see [home].
    %%cell is no directive here
    ```
    ```{.markdown .input}
    %%tab a
    %%hint sum
    Second.
    ```
    """

  @Test func `are Markdown that does not run`() throws {
    let notebook = notebook(chapter)
    #expect(notebook.diagnostics.isEmpty)
    let hints = notebook.cells.filter { $0.role == .hint(id: "sum") }
    #expect(hints.map(\.kind) == [.foreign, .foreign])
    #expect(hints.map(\.language) == ["markdown", "markdown"])
    #expect(hints.map(\.sourceLine) == [9, 17])
    #expect(notebook.programs == ["b"])
    #expect(hints.first?.source.hasPrefix("# Begin\n\nwith") == true)
  }

  @Test func `belong to the tabs of their exercise, unless they are tagged`() {
    let hints = notebook(chapter).cells.filter { $0.role == .hint(id: "sum") }
    #expect(hints.map(\.tabs) == [["b"], ["a"]])
  }

  @Test func `have their blocks in the tree, at their places, with the definitions of the file`()
    throws
  {
    let notebook = notebook(chapter)
    let block = try #require(notebook.document.blocks.first { $0.lines.lowerBound == 7 })
    #expect(block.children.map(\.kind) == [.heading(level: 1), .paragraph])
    #expect(block.children.map(\.lines) == [9...9, 11...12])
    let text = try #require(block.children.last)
    func written(_ inline: Inline?) -> String? {
      inline.map { String(decoding: notebook.bytes[$0.bytes], as: UTF8.self) }
    }
    #expect(written(text.content.first { $0.kind == .math("a", isDisplay: false) }) == "$a$")
    let link = Inline.Kind.link(destination: "https://example.org", title: "")
    #expect(written(text.content.first { $0.kind == link }) == "[home]")
  }

  @Test func `hold fences, which are no cells`() throws {
    let notebook = notebook(
      "```{.swift .input}\n%%exercise e\n```\n"
        + "````{.swift .input}\n%%hint e\n```{.swift .input}\n%%hint e\nx\n```\n````\n")
    #expect(notebook.cells.count == 2)
    let inner = try #require(notebook.document.blocks.last?.children.first)
    #expect(inner.lines == 6...9)
    #expect(inner.children.isEmpty)
  }

  @Test func `keep their places in a list`() throws {
    let notebook = notebook(
      "- ```{.swift .input}\n  %%exercise e\n  ```\n- ```{.swift .input}\n"
        + "  %%hint e\n  Some *text*\n  - a\n  ```\n")
    #expect(notebook.diagnostics.isEmpty)
    let item = try #require(notebook.document.blocks.first?.children.last)
    let hint = try #require(item.children.first)
    #expect(hint.children.map(\.lines) == [6...6, 7...7])
    let emphasis = try #require(hint.children.first?.content.first { $0.kind == .emphasis })
    #expect(String(decoding: notebook.bytes[emphasis.bytes], as: UTF8.self) == "*text*")
  }

  @Test func `take no options of cells that run`() {
    let text = "```{.swift .input}\n%%cell timeout=3\n%%hint e\n```\n"
    let messages = notebook("```{.swift .input}\n%%exercise e\n```\n" + text).diagnostics
    #expect(
      messages.map(\.message) == [
        "'timeout' means nothing here: cells in markdown are shown and never run"
      ])
    #expect(messages.map(\.position.line) == [5])
  }

  @Test func `of an exercise that is not there are mistakes`() {
    let mistakes = notebook(
      "```{.swift .input}\n%%exercise sum\n```\n```{.swift .input}\n%%hint som\n```\n"
    ).diagnostics
    #expect(mistakes.map(\.message) == ["no exercise is named 'som'"])
    #expect(mistakes.map(\.hint) == ["did you mean 'sum'?"])
  }

  @Test func `in other languages are mistakes`() {
    let mistakes = notebook("```{.python .input}\n%%hint e\n```\n").diagnostics
    #expect(
      mistakes.map(\.message) == [
        "'%%hint' means nothing here: cells in python are shown and never run"
      ])
  }

  private func notebook(_ text: String) -> Notebook {
    Notebook(parsing: Array(text.utf8), path: "a.md", tabs: ["a", "b"])
  }
}
