import Foundation
import Jupyter
import NotebookModel
import SourceText
import Testing

/// A notebook file of `cells`, each the members of its object.
private func file(_ cells: [String], metadata: String = "{}") -> NotebookFile {
  let text = """
    {"nbformat": 4, "nbformat_minor": 5, "metadata": \(metadata), "cells": [
    \(cells.map { "{\($0)}" }.joined(separator: ",\n"))
    ]}
    """
  return NotebookFile(Array(text.utf8), path: "n.ipynb")
}

private func chapter(_ cells: [String], metadata: String = "{}") throws -> ImportedChapter {
  try #require(ImportedChapter(of: file(cells, metadata: metadata), name: "my lesson"))
}

private let swift = #"{"kernelspec": {"language": "swift", "name": "swift", "display_name": "S"}}"#

@Suite struct `A chapter made of a notebook` {
  @Test func `holds text, code and raw cells in their order`() throws {
    let chapter = try chapter(
      [
        ##""cell_type": "markdown", "metadata": {}, "source": ["# A\n", "\n", "text"]"##,
        #""cell_type": "code", "metadata": {}, "source": "let x = 1\nx", "outputs": [{}]"#,
        #""cell_type": "raw", "metadata": {"format": "text/latex"}, "source": "$x$""#,
        #""cell_type": "code", "metadata": {}, "source": "", "outputs": []"#,
      ], metadata: swift)
    #expect(
      chapter.text == """
        # A

        text

        ```{.swift .input}
        let x = 1
        x
        ```

        ```latex
        $x$
        ```

        ```{.swift .input}
        ```

        """)
    #expect(chapter.counts == [.markdown: 1, .code: 2, .raw: 1])
    #expect(chapter.cellsWithOutputs == 1)
    #expect(chapter.diagnostics.isEmpty)
  }

  @Test(arguments: [
    (#"{"language_info": {"name": "R"}}"#, "r"),
    (#"{"kernelspec": {"name": "julia-1.6", "display_name": "J"}}"#, "julia"), ("{}", "python"),
    (#"{"kernelspec": {"language": "C++17 }\n```"}}"#, "c++17"),
  ])
  func `shows code of other languages as such`(metadata: String, language: String) throws {
    let chapter = try chapter([#""cell_type": "code", "source": "x""#], metadata: metadata)
    #expect(chapter.text == "```{.\(language) .input}\nx\n```\n")
  }

  @Test func `keeps what extensions a Python notebook loads`() throws {
    let chapter = try chapter([#""cell_type": "code", "source": "%load_ext autoreload\nx""#])
    let notebook = Notebook(parsing: Array(chapter.text.utf8), path: "n.md")
    #expect(notebook.diagnostics.isEmpty)
    #expect(notebook.cells.map(\.kind) == [.foreign])
    #expect(notebook.cells.map(\.source) == ["%load_ext autoreload\nx"])
  }

  @Test func `takes options from tags and tabs from first lines`() throws {
    let chapter = try chapter(
      [
        ##""cell_type": "markdown", "source": "# A""##,
        #""cell_type": "code", "source": "%%tab one\n1""#,
        #""cell_type": "code", "source": "2", "metadata": {"tab": ["two"]}"#,
        #""cell_type": "code", "source": "3", "metadata": {"tags": ["hide_input", "x"]}"#,
        #""cell_type": "code", "source": "4", "metadata": {"tags": ["raises-exception"]}"#,
      ], metadata: swift)
    #expect(
      chapter.text == """
        # A

        ```{.swift .input}
        %load_ext lectern.tab
        tab.interact_select(['one', 'two'])
        ```

        ```{.swift .input}
        %%tab one
        1
        ```

        ```{.swift .input}
        %%tab two
        2
        ```

        ```{.swift .input}
        %%cell hide-input
        3
        ```

        ```{.swift .input}
        %%cell expect-error
        4
        ```

        """)
    let notebook = Notebook(parsing: Array(chapter.text.utf8), path: "n.md")
    #expect(notebook.diagnostics.isEmpty)
    #expect(notebook.tabs == ["one", "two"])
  }

  @Test func `closes what a text leaves open, and says so`() throws {
    let chapter = try chapter([
      #""cell_type": "markdown", "source": "````\nopen\n```""#,
      #""cell_type": "markdown", "source": "<!-- open\n\ntext""#,
      #""cell_type": "code", "source": "```\n````""#,
    ])
    #expect(
      chapter.text
        == "````\nopen\n```\n````\n\n<!-- open\n\ntext\n-->\n\n"
        + "`````{.python .input}\n```\n````\n`````\n")
    #expect(chapter.diagnostics.map(\.position.line) == [2, 3])
    #expect(chapter.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func `has its attachments in files of their own`() throws {
    let picture = #""attachments": {"im 1.png": {"image/png": "iVBO\nRw=="}}"#
    let other = #""attachments": {"im 1.png": {"image/png": "AAAA"}}"#
    let chapter = try chapter([
      #""cell_type": "markdown", "source": "![a](attachment:im%201.png)", \#(picture)"#,
      #""cell_type": "markdown", "source": "<img src='attachment:im 1.png'>", \#(other)"#,
      #""cell_type": "markdown", "source": "![b](attachment:im%201.png)", \#(picture)"#,
    ])
    #expect(
      chapter.text == """
        ![a](my-lesson_files/im-1.png)

        <img src='my-lesson_files/2-im-1.png'>

        ![b](my-lesson_files/im-1.png)

        """)
    #expect(
      chapter.files == [
        .init(path: "my-lesson_files/im-1.png", bytes: [0x89, 0x50, 0x4E, 0x47]),
        .init(path: "my-lesson_files/2-im-1.png", bytes: [0, 0, 0]),
      ])
  }

  @Test func `shortens names of attachments that no file can have`() throws {
    let name = String(repeating: "n", count: 400)
    let chapter = try chapter([
      #""cell_type": "markdown", "source": "![a](attachment:\#(name).png)", "#
        + #""attachments": {"\#(name).png": {"image/png": "AAAA"}}"#
    ])
    let short = "my-lesson_files/" + String(repeating: "n", count: 96) + ".png"
    #expect(chapter.files.map(\.path) == [short])
    #expect(chapter.text == "![a](\(short))\n")
  }

  @Test(arguments: ["../../x.png", "/etc/x.png", ".ssh/x.png", "a/../../x.png", "C:\\\\x.png"])
  func `writes no attachment outside of its folder`(path: String) throws {
    let record =
      #"{"index": 0, "replaced": [["![a](attachment:x.png)", "![a](\#(path))"]]}"#
    let chapter = try chapter([
      #""cell_type": "markdown", "source": "![a](attachment:x.png)", "#
        + #""attachments": {"x.png": {"image/png": "AAAA"}}, "metadata": {"lectern": \#(record)}"#
    ])
    #expect(chapter.files.map(\.path) == ["my-lesson_files/x.png"])
  }

  @Test func `brings a picture back to where it was`() throws {
    let bytes = Array("# A\n\n![a](img/b%20c.png)\n:width:`40px`\n".utf8)
    let notebook = Notebook(parsing: bytes, path: "a.md")
    let exporter = NotebookExporter(
      notebook, in: ChapterSurroundings(label: { _ in nil }, file: { _ in [1, 2, 3] }))
    let text = exporter.jupyterNotebook(tab: "").fileText
    let file = NotebookFile(Array(text.utf8), path: "a.ipynb")
    let chapter = try #require(ImportedChapter(of: file, name: "other"))
    #expect(Array(chapter.text.utf8) == bytes)
    #expect(chapter.files == [.init(path: "img/b c.png", bytes: [1, 2, 3])])
  }

  @Test func `puts dollars around formulas that have none`() throws {
    let chapter = try chapter([
      #""cell_type": "markdown", "source": "a\n\n\\begin{align*}\nx &= 1\n\\end{align*}\n\nb""#,
      #""cell_type": "markdown", "source": "$$\n\\begin{align}\nx\n\\end{align}\n$$""#,
      #""cell_type": "markdown", "source": "`\\begin{align}` and `\\end{align}`""#,
    ])
    #expect(
      chapter.text == #"""
        a

        $$\begin{align*}
        x &= 1
        \end{align*}$$

        b

        $$
        \begin{align}
        x
        \end{align}
        $$

        `\begin{align}` and `\end{align}`

        """#)
  }

  @Test func `leaves out the marks around contents that d2l's notebooks have`() throws {
    let chapter = try chapter([
      #""cell_type": "markdown", "source": ":begin_tab:toc\n - [a](a.ipynb)\n:end_tab:\n""#
    ])
    #expect(chapter.text == " - [a](a.ipynb)\n")
  }

  @Test(arguments: [2, 3])
  func `reads worksheets of older formats`(format: Int) throws {
    let text = """
      {"nbformat": \(format), "metadata": {"name": ""}, "worksheets": [{"cells": [
        {"cell_type": "heading", "level": 2, "source": ["Title"]},
        {"cell_type": "code", "language": "python", "input": ["x = 1", "x"], "prompt_number": 1}
      ]}]}
      """
    let file = NotebookFile(Array(text.utf8), path: "n.ipynb")
    let chapter = try #require(ImportedChapter(of: file, name: "n"))
    #expect(chapter.text == "## Title\n\n```{.python .input}\nx = 1\nx\n```\n")
  }

  @Test func `keeps cells of later formats as JSON`() throws {
    let chapter = try chapter([#""cell_type": "future", "more": [1]"#])
    #expect(
      chapter.text == "```json\n{\n \"cell_type\": \"future\",\n \"more\": [\n  1\n ]\n}\n```\n")
  }

  @Test func `tags new cells of a tab's notebook with the tab`() throws {
    let old = `A round trip through Jupyter`.tabbed
    let notebook = Notebook(parsing: Array(old.utf8), path: "a.md")
    var made = NotebookExporter(notebook).jupyterNotebook(tab: "concise")
    made.cells.insert(JupyterCell(id: "new", .code, "let new = 1"), at: 3)
    made.cells.append(JupyterCell(id: "last", .markdown, "The very end\n"))
    let file = NotebookFile(Array(made.fileText.utf8), path: "a.ipynb")
    let text = try #require(ImportedChapter(of: file, name: "a")).text
    let new = "```{.swift .input}\n%%tab concise\nlet new = 1\n```\n\n"
    let place = try #require(old.range(of: ":end_tab:\n\n\n```{.swift .input}\n%%tab all"))
    var expected = old
    expected.insert(contentsOf: new, at: old.index(place.lowerBound, offsetBy: 12))
    #expect(text.contains(new))
    #expect(
      text.replacingOccurrences(of: new, with: "").hasSuffix("2\n```\nThe end\n\nThe very end\n"))
    #expect(Notebook(parsing: Array(text.utf8), path: "a.md").diagnostics.isEmpty)
  }

  @Test func `takes a cell that was turned into text as text`() throws {
    let notebook = Notebook(parsing: Array("```{.swift .input}\n1\n```\n".utf8), path: "a.md")
    var made = NotebookExporter(notebook).jupyterNotebook(tab: "")
    made.cells[0].kind = .markdown
    let file = NotebookFile(Array(made.fileText.utf8), path: "a.ipynb")
    #expect(ImportedChapter(of: file, name: "a")?.text == "1\n")
  }
}
