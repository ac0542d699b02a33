import NotebookModel
import Testing

func notebook(_ text: String, tabs: [String] = []) -> Notebook {
  Notebook(parsing: Array(text.utf8), path: "a.md", tabs: tabs)
}

@Suite struct `Reading cells` {
  @Test func `prose and cells follow one another and cover the file`() {
    let notebook = notebook(
      """
      # Circles

      ```{.swift .input}
      let x = 1
      print(x)
      ```

      Some *prose*.
      ```swift
      notRun()
      ```
      """)
    #expect(notebook.diagnostics.isEmpty)
    #expect(notebook.cells.map(\.kind) == [.prose, .cell, .prose])
    #expect(notebook.cells.map(\.lines) == [1...1, 3...6, 8...11])
    #expect(notebook.cells[1].source == "let x = 1\nprint(x)")
    #expect(notebook.cells[1].sourceLine == 4)
    #expect(notebook.cells.allSatisfy { $0.tabs == [""] })
    #expect(notebook.programs == [""])
    #expect(notebook.cells.flatMap { Array($0.bytes) } == Array(0..<notebook.bytes.count))
  }

  @Test(arguments: [
    "{.swift .input}", "{.input .swift n=3}", "swift .input", "{ .swift .input }", "{.input}",
    "swift {.input}", "{.Swift .INPUT caption=\"a } b\"}",
  ])
  func `the class input makes a Swift cell`(info: String) {
    let notebook = notebook("```\(info)\n1\n```")
    #expect(notebook.cells.map(\.kind) == [.cell] && notebook.diagnostics.isEmpty)
    #expect(notebook.cells.first?.language == "swift")
  }

  @Test func `a cell in another language is foreign`() {
    let cells = notebook("```{.python .input  n=7}\n%%time\nx = 1\n```").cells
    #expect(cells.map(\.kind) == [.foreign] && cells.first?.language == "python")
    #expect(cells.first?.options.others == ["n": "7"])
    #expect(cells.first?.source == "%%time\nx = 1")
  }

  @Test func `directive lines are not part of the source, and lines are those of the file`() {
    let notebook = notebook(
      """
      ```{.swift .input}
      tab.interact_select(['Scratch', "concise"])
      ```
      ```{.swift .input}
      %%tab CONCISE, scratch
      %%cell hide-input, timeout=2.5, caption="a, b"

      let x = 1
      ```
      """)
    #expect(notebook.diagnostics.isEmpty)
    #expect(notebook.tabs == ["Scratch", "concise"])
    #expect(notebook.cells.map(\.kind) == [.declaration, .cell])
    let cell = notebook.cells[1]
    #expect(cell.tabs == ["Scratch", "concise"])
    #expect(cell.options.hidesInput && !cell.options.hidesOutput)
    #expect(cell.options.timeout == 2.5 && cell.options.caption == "a, b")
    #expect(cell.source == "\nlet x = 1" && cell.sourceLine == 7)
  }

  @Test func `a cell in a list records what was taken off each line`() {
    let cell = notebook("- text\n\n  ```swift .input\n  let x = 1\n\n    y\n  ```\n").cells[1]
    #expect(cell.source == "let x = 1\n\n  y" && cell.lines == 3...7)
    #expect(cell.indentation == [2, 0, 2])
  }
}
