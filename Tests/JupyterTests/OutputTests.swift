import CellOutput
import Foundation
import Jupyter
import Testing

@Suite struct `Outputs in a notebook` {
  private func outputs(
    _ outputs: [Output], _ status: CellResult.Status = .finished
  ) throws -> [[String: Any]] {
    let cells = try exportedCells(
      "```{.swift .input}\n1\n```\n", results: ["": [0: CellResult(status, outputs: outputs)]])
    return try #require(cells.first?["outputs"] as? [[String: Any]])
  }

  @Test func `are streams, with neighbours in one piece`() throws {
    let outputs = try outputs([
      .text(.standardOutput, "one\n"), .text(.standardOutput, "two"), .text(.standardError, "oh\n"),
    ])
    #expect(outputs.map { $0["output_type"] as? String } == ["stream", "stream"])
    #expect(outputs.map { $0["name"] as? String } == ["stdout", "stderr"])
    #expect(outputs.map { $0["text"] as? [String] } == [["one\n", "two"], ["oh\n"]])
  }

  @Test func `are figures, with text for those who see none`() throws {
    let figure = FigureData(title: "Curves", panels: [])
    let output = try #require(
      try outputs([.display(Display("image/svg+xml", "<svg></svg>", figure: figure))]).first)
    #expect(output["output_type"] as? String == "display_data")
    let data = try #require(output["data"] as? [String: Any])
    #expect(data.text("image/svg+xml") == "<svg></svg>")
    #expect(data.text("text/plain") == "[figure: Curves]")
  }

  @Test func `are pictures in base 64 and tables in HTML`() throws {
    let picture = Display([.init(mime: "image/png", bytes: [0x89, 0x50, 0x4E])])
    let table = Display([
      .init(mime: "text/html", bytes: Array("<table>".utf8)),
      .init(mime: "text/plain", bytes: Array("a b".utf8)),
    ])
    let data = try outputs([.display(picture), .display(table)])
      .compactMap { $0["data"] as? [String: Any] }
    #expect(data[0]["image/png"] as? String == "iVBO")
    #expect(data[1].text("text/html") == "<table>")
    #expect(data[1].text("text/plain") == "a b")
  }

  @Test func `are results with the number of their cell`() throws {
    let cell = "```{.swift .input}\n1\n```\n\n"
    let cells = try exportedCells(
      cell + cell + cell,
      results: [
        "": [
          0: CellResult(.finished), 1: CellResult(.finished, outputs: [.echo("1")]),
          2: CellResult(.notRun),
        ]
      ])
    #expect(cells.map { $0["execution_count"] as? Int } == [1, 2, nil])
    let output = try #require((cells[1]["outputs"] as? [[String: Any]])?.first)
    #expect(output["output_type"] as? String == "execute_result")
    #expect(output["execution_count"] as? Int == 2)
    #expect((output["data"] as? [String: Any])?.text("text/plain") == "1")
  }

  @Test func `are errors with their place, frames and hint`() throws {
    let failure = Failure(
      .crash, "index out of range", file: "book/a.md", line: 4, column: 2, hint: "count first",
      frames: ["a.md:4:2 in f()"])
    let output = try #require(try outputs([.failure(failure)], .failed).first)
    #expect(output["output_type"] as? String == "error")
    #expect(output["ename"] as? String == "Crash")
    #expect(output["evalue"] as? String == "index out of range")
    #expect(
      output["traceback"] as? [String] == [
        "a.md:4:2: error: index out of range", "  at a.md:4:2 in f()", "hint: count first",
      ])
  }

  @Test func `of several tabs stand once when they are equal, else under the tab's name`() throws {
    func texts(_ two: String) throws -> [String?] {
      let chapter = """
        ```{.swift .input}
        tab.interact_select("a", "b")
        ```
        ```{.swift .input}
        %%tab all
        1
        ```
        ```{.swift .input}
        %%tab b
        ```
        ```{.swift .input}
        %%tab a
        ```
        """
      let results = ["a": "one", "b": two].mapValues {
        [1: CellResult(.finished, outputs: [.text(.standardOutput, $0)])]
      }
      let cells = try exportedCells(chapter, tab: nil, results: results)
      let outputs = try #require(cells.first?["outputs"] as? [[String: Any]])
      return outputs.map {
        $0.text("text") ?? ($0["data"] as? [String: Any])?.text("text/markdown")
      }
    }
    #expect(try texts("one") == ["one"])
    #expect(try texts("two") == ["**a**", "one", "**b**", "two"])
  }
}
