import TestSupport
import Testing

private let chapter =
  "# Twice\n\n" + ExerciseChapter.twice + """

    ```{.swift .input}
    %%wrong twice expect="is twenty"
    func twice(_ x: Int) -> Int { x + 2 }
    ```

    ```{.swift .input}
    print(twice(21))
    ```

    """

@Suite(.timeLimit(.minutes(20))) struct `lectern exercises` {
  @Test func `lists what there is to do`() throws {
    let place = try TemporaryFolder(["a.md": chapter])
    let result = try lectern(["exercises", "list", "a.md"], in: place.path)
    #expect(result.status == 0)
    #expect(result.output == "a.md:7: twice, 2 points\n")
  }

  @Test func `is content with a chapter whose answers are as they should be`() throws {
    let place = try TemporaryFolder(["a.md": chapter])
    let words = [
      "exercises", "check", "a.md", "--report", "json=r.json", "--report", "junit=r.xml",
    ]
    let result = try lectern(words, in: place.path)
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    #expect(result.output.hasPrefix("passed a.md (3 checks)\n"))
    #expect(place.read("r.json")?.contains("\"cases\" : 3") == true)
    #expect(place.read("r.xml")?.contains("tests=\"3\" failures=\"0\" errors=\"0\"") == true)
    // The solution runs where it stands; the starter and the wrong answer do not.
    let run = try lectern(["run", "a.md"], in: place.path)
    #expect(run.output.contains("42\n"))
  }

  @Test(arguments: [
    ("{ 0 }", "{ 2 * x }", "a.md:7: error: the starter passes all its checks (twice)"),
    (
      "{ 2 * x }", "{ 3 * x }",
      "a.md:19:1: error: the solution fails the check \"ten\": twice ten is twenty (twice)"
    ),
    ("{ x + 2 }", "{ x + x }", "a.md:22: error: this wrong answer passes all its checks (twice)"),
    (
      "is twenty\"\n", "is thirty\"\n",
      "a.md:22: error: this wrong answer fails, but no message contains \"is thirty\" (twice)"
    ),
    ("{ 0 }", "{ zero }", "a.md:9:31: error: the starter stops: cannot find 'zero' in scope"),
  ]) func `finds`(_ old: String, _ new: String, _ complaint: String) throws {
    let place = try TemporaryFolder(["a.md": chapter.replacing(old, with: new, maxReplacements: 1)])
    let result = try lectern(["exercises", "check", "a.md"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.hasPrefix(complaint))
  }

  @Test func `releases a copy without what is the author's`() throws {
    let hidden =
      chapter + """
        ```{.swift .input}
        %%check twice hidden
        expect(twice(3) == 6)
        ```

        The end.

        """
    let place = try TemporaryFolder(["a.md": hidden])
    let result = try lectern(["exercises", "release", "a.md", "-o", "out/a.md"], in: place.path)
    #expect(result.status == 0)
    #expect(
      place.read("out/a.md") == """
        # Twice

        ```{.swift .input}
        let ten = 10
        ```

        ```{.swift .input}
        %%exercise twice
        func twice(_ x: Int) -> Int { 0 }
        ```

        ```{.swift .input}
        %%check twice points=2 name="ten"
        expect(twice(ten) == 20, "twice ten is twenty")
        ```

        ```{.swift .input}
        print(twice(21))
        ```

        The end.

        """)
    let words = ["exercises", "release", "a.md", "-o", "a.ipynb", "--ipynb"]
    #expect(try lectern(words, in: place.path).status == 0)
    let copy = try #require(place.read("a.ipynb"))
    #expect(copy.contains("func twice(_ x: Int) -> Int { 0 }"))
    #expect(copy.contains("The end."))
    for secret in ["2 * x", "x + 2", "twice(3)", "%%solution", "%%wrong", "hidden"] {
      #expect(!copy.contains(secret))
    }
  }

  @Test func `releases nothing over a file that is there, nor over the chapter`() throws {
    let place = try TemporaryFolder(["a.md": chapter, "b.md": "mine"])
    let over = try lectern(["exercises", "release", "a.md", "-o", "b.md"], in: place.path)
    #expect(over.status == 1)
    #expect(place.read("b.md") == "mine")
    let words = ["exercises", "release", "a.md", "-o", "./a.md", "--force"]
    #expect(try lectern(words, in: place.path).status == 2)
    #expect(place.read("a.md") == chapter)
  }

  @Test func `has to be told what to do`() throws {
    let place = try TemporaryFolder([:])
    let result = try lectern(["exercises", "chek"], in: place.path)
    #expect(result.status == 2)
    #expect(result.error.contains("did you mean 'check'?"))
  }
}
