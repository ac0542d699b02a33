import CellOutput
import Foundation
import Jupyter
import NotebookModel
import Testing

/// Exports `chapter` and imports it again.
func roundTrip(_ chapter: String, tab: String?) throws -> String {
  let notebook = Notebook(parsing: Array(chapter.utf8), path: "a.md")
  let text = NotebookExporter(notebook).jupyterNotebook(tab: tab).fileText
  let file = NotebookFile(Array(text.utf8), path: "a.ipynb")
  return try #require(ImportedChapter(of: file, name: "a")).text
}

@Suite struct `A round trip through Jupyter` {
  /// Chapters that are hard to keep: each is the same bytes afterwards, whichever tabs are written.
  static let chapters = [
    "", "\n\n", "# Title", "# Title\n", "\n\n# Title\n\n\n",
    "text\n```{.swift .input}\n1\n```\ntext right below\n",
    "```swift .input\n```\n", "```{.swift .input}\n\n\n1\n\n\n```",
    "~~~~{.swift .input n=3}\n%%cell hide-input\nprint(\"```\")\n~~~~~~\n",
    "````{.swift .input}\nlet text = \"\"\"\n```\n\"\"\"\n````\n",
    "- item\n\n  ```{.swift .input}\n  let x = 1\n\n  x\n  ```\n\n- next\n",
    "> quoted\n>\n> ```{.swift .input}\n> let x = 1\n> x\n> ```\n> end\n",
    "  ```{.swift .input}\n  1\n ```\n", "- \t```{.swift .input}\n\tlet x = 1\n\t```\n",
    "# A\r\n\r\n```{.swift .input}\r\n%%cell no-run\r\n1\r\n2\r\n```\r\n\r\ntext\r\n",
    "```{.python .input}\n%%tab all\nx = 1\n```\n\n```{.swift .input}\n1\n```\n",
    "# A :label:`sec_a`\n\n$$x^2$$ :eqlabel:`eq_x`\n\nSee :numref:`sec_a`, :eqref:`eq_x`.\n",
    "[**Bold**] and [~~gone~~] and (**both**), $5 and \\$6, `:ref:` `x`\n",
    "<!-- comment\n\nwith a gap -->\n\n<a id=\"x\"></a> before :label:`x`\n",
    "```toc\n:maxdepth: 2\n\none\ntwo\n```\n",
    "Changed text.\n\n$$\\begin{align}x\\end{align}$$\n:eqlabel:`eq_a`\n",
    "trailing spaces  \n\n   \n\t\n",
    "```{.swift .input}\n%%exercise e\n1\n```\n```{.swift .input}\n%%hint e\nA *hint*, $x$.\n```\n",
    "```swift .input\n%%exercise e\n```\n~~~{.markdown .input}\n\n%%hint e\n\n# A\n\n```\nb\n```\n\n~~~\n",
    "- ```{.swift .input}\n  %%exercise e\n  ```\n- ```{.swift .input}\n  %%hint e\n  See :ref:`x`\n  ```\n",
    "```{.swift .input}\nunclosed\n",
    "a\u{2028}b\u{85}c\u{0C}d\n\n```{.swift .input}\n\"\u{1}\"\n```\n",
  ]

  @Test(arguments: chapters) func `keeps a chapter byte for byte`(chapter: String) throws {
    #expect(Array(try roundTrip(chapter, tab: "").utf8) == Array(chapter.utf8))
  }

  static let tabbed = """
    # Title
    ```{.swift .input}
    %load_ext d2lbook.tab
    tab.interact_select(['Scratch', "concise"])
    ```

    For all.

    :begin_tab:`scratch`

    Only scratch, with $x$ and :numref:`nothing`.
    :end_tab:
    ```{.swift .input}
    %%tab scratch
    let x = 1
    ```

    :begin_tab:`concise`
    ```{.swift .input}
    let x = 2
    ```
    :end_tab:


    ```{.swift .input}
    %%tab all
    %%cell label=fig_x, caption="A \\"figure\\""
    if tab.selected("scratch") { print(1) } else { print(x) }
    ```
    ```{.swift .input}
    2
    ```
    The end
    """

  @Test(arguments: ["scratch", "concise", nil])
  func `keeps the other tabs too`(tab: String?) throws {
    #expect(try roundTrip(Self.tabbed, tab: tab) == Self.tabbed)
  }

  @Test func `keeps every chapter of the course`() throws {
    let course = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "notebooks")
    let names = try FileManager.default.contentsOfDirectory(atPath: course.path)
    for name in names where name.hasSuffix(".md") {
      let chapter = try String(contentsOf: course.appending(path: name), encoding: .utf8)
      for tab in [nil, "scratch", "concise"] {
        #expect(try roundTrip(chapter, tab: tab) == chapter, "\(name)")
      }
    }
  }
}

@Suite struct `A chapter that was changed in Jupyter` {
  /// Exports `chapter`, replaces text in the file, and imports it.
  private func edited(
    _ chapter: String, tab: String = "", _ old: String, _ new: String
  ) throws -> String {
    let notebook = Notebook(parsing: Array(chapter.utf8), path: "a.md")
    let text = NotebookExporter(notebook).jupyterNotebook(tab: tab).fileText
    #expect(text.contains(old))
    let file = NotebookFile(Array(text.replacingOccurrences(of: old, with: new).utf8), path: "a")
    return try #require(ImportedChapter(of: file, name: "a")).text
  }

  @Test func `keeps fence, directives and tabs of an edited cell`() throws {
    let old = `A round trip through Jupyter`.tabbed
    let new = try edited(old, tab: "scratch", "\"let x = 1\"", "\"let x = 10\\n\",\n\"x\"")
    #expect(new == old.replacingOccurrences(of: "let x = 1\n", with: "let x = 10\nx\n"))
  }

  @Test func `puts the roles of an edited text back`() throws {
    let chapter = "# A :label:`sec_a`\n\nSee :numref:`sec_a`, it costs $5.\n"
    #expect(
      try edited(chapter, "it costs", "which costs")
        == "# A :label:`sec_a`\n\nSee :numref:`sec_a`, which costs $5.\n")
  }

  @Test func `lengthens a fence that the new code would close`() throws {
    let chapter = "```{.swift .input}\n1\n```\n"
    #expect(
      try edited(chapter, "\"1\"", "\"```\"") == "````{.swift .input}\n```\n````\n")
  }

  @Test func `keeps the indentation of a cell in a list`() throws {
    let chapter = "- item\n\n  ```{.swift .input}\n  let x = 1\n  ```\n"
    #expect(
      try edited(chapter, "\"let x = 1\"", "\"let x = 2\\n\", \"x\"")
        == "- item\n\n  ```{.swift .input}\n  let x = 2\n  x\n  ```\n")
  }
}
