import CellOutput
import Foundation
import Jupyter
import NotebookModel
import SourceText
import Testing

/// Exports a chapter and reads the file as any JSON reader does.
func exported(
  _ chapter: String, tab: String? = "", results: [String: [Int: CellResult]] = [:],
  in surroundings: ChapterSurroundings = ChapterSurroundings()
) throws -> [String: Any] {
  let notebook = Notebook(parsing: Array(chapter.utf8), path: "a.md")
  let exporter = NotebookExporter(notebook, results: results, in: surroundings)
  let data = Data(exporter.jupyterNotebook(tab: tab).fileText.utf8)
  return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
}

/// The cells of an exported chapter.
func exportedCells(
  _ chapter: String, tab: String? = "", results: [String: [Int: CellResult]] = [:],
  in surroundings: ChapterSurroundings = ChapterSurroundings()
) throws -> [[String: Any]] {
  let file = try exported(chapter, tab: tab, results: results, in: surroundings)
  return try #require(file["cells"] as? [[String: Any]])
}

extension [String: Any] {
  /// The lines under `name` in one piece.
  func text(_ name: String) -> String? { (self[name] as? [String])?.joined() }
}

@Suite struct `An exported notebook` {
  @Test func `says what it is, as nbformat 4.5 wants it`() throws {
    let file = try exported("# A\n\n```{.swift .input}\n1\n```\n")
    #expect(file["nbformat"] as? Int == 4)
    #expect(file["nbformat_minor"] as? Int == 5)
    let metadata = try #require(file["metadata"] as? [String: Any])
    let kernel = try #require(metadata["kernelspec"] as? [String: String])
    #expect(kernel == ["display_name": "Swift", "language": "swift", "name": "swift"])
    #expect((metadata["language_info"] as? [String: String])?["name"] == "swift")
  }

  @Test func `is written as Jupyter writes it`() throws {
    let notebook = Notebook(parsing: Array("# A \"quoted\" é\n".utf8), path: "a.md")
    let text = NotebookExporter(notebook).jupyterNotebook(tab: "").fileText
    #expect(text.hasPrefix("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n   \"id\": \""))
    #expect(text.contains("   \"source\": [\n    \"# A \\\"quoted\\\" é\"\n   ]\n"))
    #expect(text.hasSuffix(" \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n"))
  }

  @Test func `shows cells without their directives`() throws {
    let cells = try exportedCells(
      "text\n\n```{.swift .input}\n%%cell hide-input\nlet x = 1\nx\n```\n")
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code"])
    #expect(cells.map { $0.text("source") } == ["text", "let x = 1\nx"])
    #expect(cells[1]["source"] as? [String] == ["let x = 1\n", "x"])
    #expect(cells[1]["execution_count"] is NSNull)
    let metadata = try #require(cells[1]["metadata"] as? [String: Any])
    #expect(metadata["tags"] as? [String] == ["hide-input"])
    #expect((metadata["jupyter"] as? [String: Bool])?["source_hidden"] == true)
  }

  @Test func `has ids that stay when something else changes`() throws {
    func ids(_ chapter: String) throws -> [String] {
      try exportedCells(chapter).compactMap { $0["id"] as? String }
    }
    let cell = "```{.swift .input}\n1\n```\n\n"
    let one = try ids("# A\n\n" + cell + "b\n\n" + cell)
    let two = try ids("# Changed\n\n" + cell + "b\n\n" + cell)
    #expect(Set(one).count == 4)
    #expect(Array(one.dropFirst()) == Array(two.dropFirst()))
    #expect(one[3] == one[1] + "-2")
    let isValid = one.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil }
    #expect(isValid)
    #expect(try ids("```{.swift .input #first}\n1\n```\n") == ["first"])
  }

  @Test func `has the cells of its tab, and the chosen branch of a condition`() throws {
    let chapter = `A round trip through Jupyter`.tabbed
    let scratch = try exportedCells(chapter, tab: "Scratch")
    #expect(
      scratch.map { $0.text("source")?.prefix(9) }
        == [
          "# Title", "For all.", "Only scra", "let x = 1", "print(1)", "2", "The end",
        ].map { $0.prefix(9) })
    let concise = try exportedCells(chapter, tab: "concise")
    #expect(
      concise.compactMap { $0.text("source") } == [
        "# Title", "For all.", "let x = 2", "print(x)", "The end",
      ])
  }

  @Test func `holds all tabs at once, named, when asked to`() throws {
    let cells = try exportedCells(`A round trip through Jupyter`.tabbed, tab: nil)
    let sources = cells.compactMap { $0.text("source") }
    #expect(sources.contains("%%tab scratch\nlet x = 1"))
    #expect(sources.contains { $0.hasPrefix("**scratch**\n\n\nOnly scratch") })
    let code = try #require(cells.first { $0.text("source") == "let x = 2" })
    #expect((code["metadata"] as? [String: Any])?["tags"] as? [String] == ["tab:concise"])
  }

  @Test func `is in the language of its cells when none is Swift`() throws {
    let file = try exported("```{.python .input}\nx = 1\n```\n")
    let metadata = try #require(file["metadata"] as? [String: Any])
    #expect((metadata["language_info"] as? [String: String])?["name"] == "python")
    let cells = try #require(file["cells"] as? [[String: Any]])
    #expect(cells.map { $0["cell_type"] as? String } == ["code"])
  }

  @Test func `shows cells of other languages as text beside Swift`() throws {
    let cells = try exportedCells(
      "```{.swift .input}\n1\n```\n\n```{.python .input}\nx = '```'\n```\n")
    #expect(cells.map { $0["cell_type"] as? String } == ["code", "markdown"])
    #expect(cells[1].text("source") == "````python\nx = '```'\n````")
  }

  @Test func `warns of bytes that are no text`() {
    let notebook = Notebook(parsing: Array("# A\n\ncaf".utf8) + [0xE9, 0x0A], path: "a.md")
    let diagnostics = NotebookExporter(notebook).diagnostics
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(diagnostics.map(\.position) == [SourcePosition(line: 3, column: 4)])
  }
}
