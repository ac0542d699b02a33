import Foundation
import Testing

private let chapter = """
  # Numbers :label:`sec_n`

  ![A dot](dot.svg)

  ```{.swift .input}
  %load_ext lectern.tab
  tab.interact_select("one", "two")
  ```

  ```{.swift .input}
  %%tab one
  print("from one")
  6 * 7
  ```

  ```{.swift .input}
  %%tab two
  [1, 2][2]
  ```

  Next is [the other](part/b.md), see :numref:`sec_b`.

  """

private let book = [
  "a.md": chapter, "dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "part/b.md": "# B :label:`sec_b`\n\nBack to [numbers](../a.md#x).\n",
]

@Suite struct `Exporting notebooks with the tool` {
  private func cells(_ text: String?) throws -> [[String: Any]] {
    let data = Data(try #require(text).utf8)
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(file["cells"] as? [[String: Any]])
  }

  @Test func `writes one a tab, with outputs, and takes them back`() throws {
    let place = try TemporaryFolder(book)
    let result = try lectern(["export", "ipynb", ".", "-o", "out"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("a.md:18:7: error: "))
    #expect(result.output.contains("exported 2 chapters"))
    let one = try cells(place.read("out/a-one.ipynb"))
    let outputs = one.compactMap { $0["outputs"] as? [[String: Any]] }.joined()
    #expect(outputs.map { $0["output_type"] as? String } == ["stream", "execute_result"])
    #expect((one[0]["attachments"] as? [String: Any])?.keys.sorted() == ["dot.svg"])
    let prose = one.compactMap { ($0["source"] as? [String])?.joined() }.joined()
    #expect(prose.contains("[the other](part/b.ipynb), see [B](part/b.ipynb#sec_b)."))
    let two = try cells(place.read("out/a-two.ipynb"))
    let errors = two.compactMap { $0["outputs"] as? [[String: Any]] }.joined()
    #expect(errors.map { $0["output_type"] as? String } == ["error"])
    #expect(place.read("out/part/b.ipynb")?.contains("[numbers](../a-one.ipynb#x)") == true)

    for name in ["a-one", "a-two"] {
      let back = try lectern(
        ["import", "out/\(name).ipynb", "-o", "back/\(name).md"], in: place.path)
      #expect(back.status == 0)
      #expect(place.read("back/\(name).md") == chapter)
      #expect(place.read("back/dot.svg") == book["dot.svg"])
    }
    let clean = try lectern(["clean", "--all", "-o", "out"], in: place.path)
    #expect(clean.status == 0)
    #expect(!place.exists("out"))
  }

  @Test func `writes one tab, or all of them in one notebook`() throws {
    let place = try TemporaryFolder(book)
    func names(_ words: String...) throws -> [String] {
      let all = ["export", "ipynb", "a.md", "--no-run", "-q", "-o", "out"] + words
      #expect(try lectern(all, in: place.path).status == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: place["out"])
      try FileManager.default.removeItem(atPath: place["out"])
      return names.filter { $0.hasSuffix(".ipynb") }.sorted()
    }
    #expect(try names("--tab", "TWO") == ["a-two.ipynb"])
    #expect(try names("--all-tabs") == ["a.ipynb"])
  }

  @Test(arguments: [
    ("export", "'lectern export' has to be told what to make: ipynb"),
    ("export ipnb a.md", "did you mean 'ipynb'?"),
    ("export ipynb a.md --tab one --all-tabs", "'--tab' and '--all-tabs' cannot both be meant"),
    ("export ipynb a.md --tab on", "did you mean 'one'?"),
    ("export ipynb b.md", "'b.md' does not exist"),
  ])
  func `says what is wrong with a command`(line: String, message: String) throws {
    let place = try TemporaryFolder(book)
    let result = try lectern(line.split(separator: " ").map(String.init), in: place.path)
    #expect(result.status == 2)
    #expect(result.error.contains(message))
  }

  @Test func `leaves notebooks of others alone`() throws {
    let place = try TemporaryFolder(["a.md": "# A\n", "_notebooks/a.ipynb": "mine"])
    let refused = try lectern(["export", "ipynb", "a.md"], in: place.path)
    #expect(refused.status == 1)
    #expect(refused.error.contains("'_notebooks/a.ipynb' is there"))
    #expect(place.read("_notebooks/a.ipynb") == "mine")
    #expect(try lectern(["export", "ipynb", "a.md", "--force"], in: place.path).status == 0)
    #expect(try lectern(["export", "ipynb", "a.md"], in: place.path).status == 0)
    #expect(place.read("_notebooks/a.ipynb")?.contains("\"nbformat\": 4") == true)
  }
}

@Suite struct `Importing notebooks with the tool` {
  private static let notebook = """
    {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
    {"cell_type": "markdown", "source": "![](attachment:a.png)",
     "attachments": {"a.png": {"image/png": "AAAA"}}},
    {"cell_type": "code", "source": "1", "outputs": [{}]}]}
    """

  @Test func `writes the chapter beside it, and never over a file`() throws {
    let place = try TemporaryFolder(["in/n.ipynb": Self.notebook])
    let first = try lectern(["import", "in/n.ipynb"], in: place.path)
    #expect(first.error.isEmpty)
    #expect(
      first.output
        == "imported in/n.md (2 cells: 1 text, 1 code; 1 file; outputs of 1 left out)\n")
    #expect(place.exists("in/n_files/a.png"))
    try place.write("changed", to: "in/n.md")
    let second = try lectern(["import", "in/n.ipynb"], in: place.path)
    #expect(second.status == 1)
    #expect(second.error.contains("'in/n.md' is there already"))
    #expect(place.read("in/n.md") == "changed")
    #expect(try lectern(["import", "in/n.ipynb", "--force", "-q"], in: place.path).status == 0)
    #expect(place.read("in/n.md")?.hasPrefix("![](n_files/a.png)\n") == true)
  }

  @Test func `writes nothing when a picture would replace another one`() throws {
    let place = try TemporaryFolder(["n.ipynb": Self.notebook, "n_files/a.png": "mine"])
    let result = try lectern(["import", "n.ipynb"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("'n_files/a.png' is there already"))
    #expect(!place.exists("n.md"))
  }

  @Test func `takes several into a folder, and tells which are damaged`() throws {
    let place = try TemporaryFolder([
      "a.ipynb": Self.notebook, "b.ipynb": "{\"nbformat\": 4,", "book/x.md": "",
    ])
    let result = try lectern(["import", "a.ipynb", "b.ipynb", "-o", "book"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("b.ipynb:1:16: error: the file ends where a name has to stand"))
    #expect(place.exists("book/a.md"))
    #expect(!place.exists("book/b.md"))
    #expect(
      try lectern(["import", "a.ipynb", "b.ipynb", "-o", "c.md"], in: place.path).status == 2)
  }

  @Test func `says where there is no notebook`() throws {
    let place = try TemporaryFolder(["lesson.ipynb": Self.notebook])
    let missing = try lectern(["import", "leson.ipynb"], in: place.path)
    #expect(missing.status == 2)
    #expect(missing.error.contains("did you mean 'lesson.ipynb'?"))
    #expect(try lectern(["import", "."], in: place.path).status == 1)
    #expect(try lectern(["import", "/dev/zero"], in: place.path).error.contains("is no file"))
    let made = FileManager.default.createFile(atPath: place["huge.ipynb"], contents: nil)
    let huge = try #require(made ? FileHandle(forWritingAtPath: place["huge.ipynb"]) : nil)
    try huge.truncate(atOffset: 600 << 20)
    let refused = try lectern(["import", "huge.ipynb"], in: place.path)
    #expect(refused.status == 1)
    #expect(refused.error.contains("'huge.ipynb' has 600 MiB"))
  }
}
