import NotebookModel
import SourceText
import Testing

@Suite struct `Tabs` {
  private let declaration = "```{.swift .input}\ntab.interact_select(['Scratch', 'concise'])\n```\n"

  /// A Swift cell whose first line is `first`.
  private func cell(_ first: String) -> String { "```swift .input\n\(first)\n```\n" }

  /// The tabs of each cell that is no prose and no declaration.
  private func tabs(_ notebook: Notebook) -> [[String]] {
    notebook.cells.filter { $0.kind == .cell }.map(\.tabs)
  }

  @Test func `a cell belongs to the tabs it names, in declared order and spelling`() {
    let notebook = notebook(
      declaration + cell("%%tab CONCISE, scratch") + cell("#@tab concise")
        + cell("// @tab scratch") + cell("%%tab all"))
    #expect(notebook.diagnostics.isEmpty)
    #expect(notebook.tabs == ["Scratch", "concise"])
    #expect(
      tabs(notebook) == [
        ["Scratch", "concise"], ["concise"], ["Scratch"], ["Scratch", "concise"],
      ])
    #expect(notebook.programs == ["Scratch", "concise"])
  }

  @Test func `a tab nobody declared is told once where none is declared, with a way on`() {
    let text = cell("%%tab jax") + cell("#@tab JAX") + cell("%%tab mxnet, jax")
    let missing = notebook(text).diagnostics
    #expect(missing.map(\.position.line) == [2, 8])
    #expect(missing.allSatisfy { $0.message.hasSuffix("this chapter declares no tabs") })
    #expect(missing.allSatisfy { $0.hint?.contains("book.json") == true })
    #expect(notebook(declaration + text).diagnostics.count == 4)
  }

  @Test func `an untagged cell belongs to the default tab when another is tagged`() {
    let notebook = notebook(declaration + cell("a") + cell("%%tab concise"))
    #expect(tabs(notebook) == [["Scratch"], ["concise"]])
    #expect(notebook.programs == ["Scratch", "concise"])
  }

  @Test func `a chapter without tagged cells has one unnamed program`() {
    let notebook = notebook(declaration + cell("a") + "text\n" + cell("b"))
    #expect(notebook.tabs.isEmpty && notebook.programs == [""])
    #expect(notebook.cells.allSatisfy { $0.tabs == [""] })
  }

  @Test func `a tab block's cells inherit its tabs unless tagged themselves`() {
    let notebook = notebook(
      declaration + ":begin_tab:`concise`\ntext\n" + cell("a") + cell("%%tab scratch")
        + "more\n:end_tab:\nafter\n" + cell("b"))
    #expect(notebook.diagnostics.isEmpty)
    #expect(tabs(notebook) == [["concise"], ["Scratch"], ["Scratch"]])
    let prose = notebook.cells.filter { $0.kind == .prose }
    #expect(prose.map(\.tabs) == [["concise"], ["concise"], ["Scratch", "concise"]])
    #expect(prose.map(\.lines) == [4...5, 12...13, 14...14])
  }

  @Test func `when only prose differs, each cell runs in every tab`() {
    let notebook = notebook(declaration + ":begin_tab:`concise`\ntext\n:end_tab:\n" + cell("a"))
    #expect(tabs(notebook) == [["Scratch", "concise"]])
    #expect(notebook.programs == ["Scratch", "concise"])
  }

  @Test func `a tab that no cell names has no program`() {
    let notebook = notebook(declaration + cell("%%tab all") + cell("%%tab concise"))
    #expect(notebook.programs == ["concise"])
    let all = self.notebook(declaration + cell("%%tab all"))
    #expect(all.programs == ["Scratch"])
  }

  @Test func `the chapter's own tabs win over the book's`() {
    let own = notebook(declaration + cell("%%tab concise"), tabs: ["book"])
    #expect(own.tabs == ["Scratch", "concise"])
    let book = notebook(cell("%%tab BOOK"), tabs: ["book", "other"])
    #expect(book.tabs == ["book", "other"] && tabs(book) == [["book"]])
    #expect(book.programs == ["book"])
  }

  @Test func `a chapter of prose has nothing to run`() {
    #expect(notebook("text").programs.isEmpty)
    #expect(notebook("```{.python .input}\nx\n```").programs.isEmpty)
  }

  private func notebook(_ text: String, tabs: [String] = []) -> Notebook {
    Notebook(parsing: Array(text.utf8), path: "a.md", tabs: tabs)
  }
}

@Suite struct `Exercises` {
  @Test func `roles keep what is written`() {
    let notebook = notebook(
      """
      ```swift .input
      %%exercise accuracy points=2
      ```
      ```swift .input
      %%solution accuracy
      ```
      ```swift .input
      %%check accuracy points=1.5 name="ties count once" hidden
      ```
      ```swift .input
      %%wrong accuracy expect='off by one'
      ```
      """)
    #expect(notebook.diagnostics.isEmpty)
    #expect(
      notebook.cells.map(\.role) == [
        .exercise(id: "accuracy", points: 2), .solution(id: "accuracy"),
        .check(id: "accuracy", points: 1.5, name: "ties count once", isHidden: true),
        .wrong(id: "accuracy", expect: "off by one"),
      ])
  }
}
