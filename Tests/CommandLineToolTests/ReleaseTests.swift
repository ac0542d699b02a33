import TestSupport
import Testing

private let chapter = """
  # Dots

  See :numref:`chap_other`, [the *other* one](../other.md) and :citet:`Ada.1843`; here is $\\R$.

  ![A dot](dot.svg)

  ```{.swift .input}
  %%tab a
  let name = "points.csv", missing = "nothing.csv"
  ```

  ```{.swift .input}
  %%tab b
  let name = "../secret.csv"
  ```

  ```{.swift .input}
  %%tab all
  %%exercise one
  let one = 0
  ```

  ```{.swift .input}
  %%hint one
  As in :ref:`chap_other`.
  ```

  ```{.swift .input}
  %%tab all
  %%solution one
  let one = Int("answers.csv") ?? 1
  ```

  """

private let book = [
  "book.json": "{\"tabs\": [\"a\", \"b\"], \"macros\": {\"R\": \"\\\\mathbb{R}\"}}",
  "index.md": "# Book\n\n```toc\npart/dots\nother\n```\n",
  "other.md": "# The_other\n:label:`chap_other`\n\n:bibliography:`ada.bib`\n",
  "ada.bib": "@book{Ada.1843, author = {Ada Lovelace}, title = {Notes}, year = 1843}\n",
  "part/dots.md": chapter,
  "part/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
  "part/points.csv": "1,2\n", "part/answers.csv": "1\n", "secret.csv": "3\n",
]

@Suite(.timeLimit(.minutes(20))) struct `lectern exercises release` {
  private func released(_ more: [String] = []) throws -> (TemporaryFolder, Ended) {
    let place = try TemporaryFolder(book)
    let words = ["exercises", "release", "part/dots.md", "-o", "out/dots.md"] + more
    return (place, try lectern(words, in: place.path))
  }

  @Test func `says in words what only the book could`() throws {
    let (place, result) = try released()
    #expect(result.status == 0)
    let copy = try #require(place.read("out/dots.md"))
    #expect(
      copy.contains("See The\\_other, the *other* one and Lovelace (1843); here is $\\R$.\n"))
    #expect(copy.contains("%%hint one\nAs in The\\_other.\n"))
    #expect(!copy.contains("%%solution"))
  }

  @Test func `declares the tabs that the book declares`() throws {
    let (place, _) = try released()
    let copy = try #require(place.read("out/dots.md"))
    #expect(copy.contains("tab.interact_select(['a', 'b'])\n```\n\n```{.swift .input}\n%%tab a"))
    let inspected = try lectern(["inspect", "dots.md"], in: place.path + "/out")
    #expect(inspected.status == 0)
    #expect(inspected.output.contains("tabs a, b"))
  }

  @Test func `brings the files along that the copy shows or reads`() throws {
    let (place, result) = try released()
    #expect(
      result.output == """
        released out/dots.md (1 exercise)
        released out/dot.svg
        released out/points.csv

        """)
    #expect(place.read("out/points.csv") == "1,2\n")
    #expect(place.read("out/answers.csv") == nil)
    #expect(place.read("secret.csv") == "3\n")
  }

  @Test func `warns of what does not go along`() throws {
    let (_, result) = try released()
    #expect(
      result.error
        == "lectern: warning: the TeX commands of the book's 'macros' do not go along: \\R\n")
  }

  @Test func `replaces no other file without being told to`() throws {
    let place = try TemporaryFolder(
      book.merging(["out/points.csv": "mine", "out/dot.svg": book["part/dot.svg"] ?? ""]) { $1 })
    let words = ["exercises", "release", "part/dots.md", "-o", "out/dots.md"]
    let refused = try lectern(words, in: place.path)
    #expect(refused.status == 1)
    #expect(refused.error.contains("'out/points.csv' is there already"))
    #expect(place.read("out/dots.md") == nil)
    #expect(place.read("out/points.csv") == "mine")
    #expect(try lectern(words + ["--force"], in: place.path).status == 0)
    #expect(place.read("out/points.csv") == "1,2\n")
  }

  @Test func `says what checks are worth that shared points with hidden ones`() throws {
    let text = """
      ```{.swift .input}
      %%exercise e points=5
      ```
      ```{.swift .input}
      %%check e name="one"\t
      ```
      ```{.swift .input}
      %%check e hidden points=2
      ```
      ```{.swift .input}
      %%check e points=0.5
      ```

      """
    let place = try TemporaryFolder(["a.md": text])
    let result = try lectern(["exercises", "release", "a.md", "-o", "b.md"], in: place.path)
    #expect(result.status == 0)
    #expect(
      place.read("b.md")
        == text.replacing("name=\"one\"", with: "name=\"one\" points=2.5")
        .replacing("```{.swift .input}\n%%check e hidden points=2\n```\n", with: ""))
  }

  @Test func `holds what it needs of the book's library, tab by tab`() throws {
    let tabs = "```{.swift .input}\ntab.interact_select(['a', 'b'])\n```\n"
    let place = try TemporaryFolder([
      "book.json": "{}", "index.md": "```toc\none\ntwo\n```\n",
      "one.md": tabs + """
        ```{.swift .input}
        %%tab a
        import Glibc
        func three() -> Int { // @save
          abs(-3)
        }
        ```
        ```{.swift .input}
        %%tab b
        // @save
        func three() -> Int { 2 + 1 }
        ```

        """,
      "two.md": tabs + """
        ```{.swift .input}
        %%tab all
        import BookLibrary

        print("three is", three())
        ```

        """,
    ])
    let words = ["exercises", "release", "two.md", "-o", "out/two.md"]
    let result = try lectern(words, in: place.path)
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    let copy = try #require(place.read("out/two.md"))
    #expect(!copy.contains("BookLibrary"))
    #expect(!copy.contains("@save"))
    #expect(copy.contains("%%tab b\n%%cell hide\nfunc three() -> Int { 2 + 1 }\n```\n"))
    let run = try lectern(["run", "two.md"], in: place.path + "/out")
    #expect(run.status == 0)
    #expect(run.output.ranges(of: "three is 3").count == 2)
  }

  @Test func `puts pictures into a notebook of Jupyter`() throws {
    let place = try TemporaryFolder(book)
    let words = ["exercises", "release", "part/dots.md", "--ipynb", "-o", "dots.ipynb"]
    #expect(try lectern(words, in: place.path).status == 0)
    let notebook = try #require(place.read("dots.ipynb"))
    #expect(notebook.contains("attachment:dot.svg"))
    #expect(notebook.contains("<summary>Hint</summary>"))
    #expect(!notebook.contains("answers.csv"))
  }
}
