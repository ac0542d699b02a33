import TestSupport
import Testing

private let copy = """
  # Twice

  ```{.swift .input}
  let ten = 10
  ```

  ```{.swift .input}
  %%exercise twice
  func twice(_ x: Int) -> Int { x + 10 }
  ```

  ```{.swift .input}
  %%hint twice
  Add it to *itself*.
  ```

  ```{.swift .input}
  %%check twice points=2 name="ten"
  expect(twice(ten) == 20, "twice ten is twenty")
  ```

  ```{.swift .input}
  %%check twice points=1 name="small ones"
  expect(twice(0) == 0, "twice nothing is nothing")
  expect(twice(10) == 20)
  expect(twice(2) == 4, "twice two is four")
  ```

  ```{.swift .input}
  %%exercise thrice
  func thrice(_ x: Int) -> Int { x + twice(x) }
  ```

  ```{.swift .input}
  %%check thrice points=4
  expect(thrice(5) == 15, "thrice five is fifteen")
  ```

  ```{.swift .input}
  print(twice(16))
  ```

  """

@Suite(.timeLimit(.minutes(20))) struct `lectern exercises try` {
  @Test func `tells what each check says of an answer, and the points so far`() throws {
    let place = try TemporaryFolder(["a.md": copy])
    let result = try lectern(["exercises", "try", "a.md"], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.output == """
        a.md:7: twice: 2 of 3 points
          passed  ten (2 points)
          failed  small ones (1 point)
                  a.md:24: twice nothing is nothing
                  a.md:26: twice two is four
        a.md:29: thrice: 0 of 4 points
          failed  line 34 (4 points)
                  a.md:36: thrice five is fifteen
        2 of 7 points with the checks in this copy; the teacher may have more

        """)
  }

  @Test func `is content when every check passes`() throws {
    let place = try TemporaryFolder(["a.md": copy.replacing("{ x + 10 }", with: "{ x + x }")])
    let all = try lectern(["exercises", "try", "a.md"], in: place.path)
    #expect(all.status == 0)
    #expect(
      all.output.hasSuffix(
        "7 of 7 points with the checks in this copy; the teacher may have more\n"))
    let one = try lectern(["exercises", "try", "a.md", "thrice", "-q"], in: place.path)
    #expect(one.status == 0)
    #expect(one.output.isEmpty)
  }

  @Test func `tries the other answers when one stops`() throws {
    let text = copy.replacing("{ x + 10 }", with: "{ y }").replacing("x + twice(x)", with: "3 * x")
    let place = try TemporaryFolder(["a.md": text])
    let result = try lectern(["exercises", "try", "a.md"], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.output == """
        a.md:7: twice: 0 of 3 points
          a.md:9:31: the answer stops: cannot find 'y' in scope
          failed  ten (2 points)
          failed  small ones (1 point)
        a.md:29: thrice: 4 of 4 points
          passed  line 34 (4 points)
        4 of 7 points with the checks in this copy; the teacher may have more

        """)
  }

  @Test func `says that a cell before the answer fails`() throws {
    let place = try TemporaryFolder(["a.md": copy.replacing("= 10", with: "= eleven")])
    let result = try lectern(["exercises", "try", "a.md", "twice"], in: place.path)
    #expect(result.status == 1)
    #expect(result.output.contains("a.md:7: the answer stops: a cell before it fails"))
  }

  @Test func `says that a chapter with solutions is the author's`() throws {
    let solution =
      "```{.swift .input}\n%%solution twice\nfunc twice(_ x: Int) -> Int { 2 * x }\n```\n"
    let place = try TemporaryFolder(["a.md": copy + solution])
    let result = try lectern(["exercises", "try", "a.md", "twice"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("what is tried here are its starters"))
    #expect(result.output.hasSuffix("2 of 3 points\n"))
  }

  @Test func `tries what a student wrote in Jupyter`() throws {
    let place = try TemporaryFolder(["a.md": copy])
    let words = ["exercises", "release", "a.md", "--ipynb", "-o", "b.ipynb"]
    #expect(try lectern(words, in: place.path).status == 0)
    let notebook = try #require(place.read("b.ipynb"))
    try place.write(notebook.replacing("{ x + 10 }", with: "{ x + x }"), to: "b.ipynb")
    let result = try lectern(["exercises", "try", "b.ipynb"], in: place.path)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("b.ipynb:7: twice: 3 of 3 points\n"))
  }

  @Test func `names the exercise that was meant`() throws {
    let place = try TemporaryFolder(["a.md": copy])
    let result = try lectern(["exercises", "try", "a.md", "thrise"], in: place.path)
    #expect(result.status == 2)
    #expect(result.error.contains("there is no exercise 'thrise' in this chapter"))
    #expect(result.error.contains("did you mean 'thrice'?"))
  }

  @Test func `runs answers where they stand when the copy is rendered`() throws {
    let place = try TemporaryFolder(["a.md": copy])
    let result = try lectern(["run", "a.md"], in: place.path)
    #expect(result.status == 0)
    #expect(result.output.contains("26"))
    let idle = copy.replacing("%%exercise thrice\n", with: "%%exercise thrice\n%%cell no-run\n")
      .replacing("print(twice(16))", with: "func thrice() {}\nprint(thrice(5))")
    let other = try TemporaryFolder(["a.md": idle])
    #expect(try lectern(["run", "a.md"], in: other.path).status == 1)
  }
}
