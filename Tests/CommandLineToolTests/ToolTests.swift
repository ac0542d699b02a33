import CommandLineTool
import Foundation
import Testing

@Suite struct `The tool as a process` {
  @Test(arguments: ["--version", "--help", "", "render --help", "help why", "clean"])
  func `ends with 0 when all is well`(line: String) throws {
    let place = try TemporaryFolder()
    let words = line.split(separator: " ").map(String.init)
    #expect(try lectern(words, in: place.path).status == 0)
  }

  @Test(arguments: ["rendr", "render --frsh", "render nowhere", "render", "inspect no.md", "why"])
  func `ends with 2 when it was used wrongly`(line: String) throws {
    let place = try TemporaryFolder()
    let words = line.split(separator: " ").map(String.init)
    #expect(try lectern(words, in: place.path).status == 2)
  }

  @Test(arguments: ["circle.md", "circles"])
  func `says what is wrong on standard error, with a way on`(name: String) throws {
    let place = try TemporaryFolder(["circles.md": "# Circles\n"])
    let result = try lectern(["render", name], in: place.path)
    #expect(result.output.isEmpty)
    #expect(
      result.error == """
        lectern: error: '\(name)' does not exist
        hint: did you mean 'circles.md'?

        """)
  }

  @Test func `renders a chapter without cells, and does not write it twice`() throws {
    let place = try TemporaryFolder(["book/a.md": "# A <b>\n", "book/b.md": "# B\n"])
    let first = try lectern(["render", "book", "-o", "out"], in: place.path)
    #expect(first.status == 0)
    #expect(first.error.isEmpty)
    #expect(first.output.contains("rendered 2 chapters in "))
    #expect(place.read("out/a.html")?.contains("<h1") == true)
    let written = try FileManager.default.attributesOfItem(atPath: place["out/a.html"])
    _ = try lectern(["render", "book", "-o", "out", "-q"], in: place.path)
    let kept = try FileManager.default.attributesOfItem(atPath: place["out/a.html"])
    #expect(written[.modificationDate] as? Date == kept[.modificationDate] as? Date)
    #expect(written[.systemFileNumber] as? Int == kept[.systemFileNumber] as? Int)

    let cleaned = try lectern(["clean", "--all", "-o", "out"], in: place.path)
    #expect(cleaned.status == 0)
    #expect(!place.exists("out"))
    #expect(!place.exists(".lectern"))
    #expect(place.exists("book/a.md"))
  }

  @Test func `a chapter with a mistake is not run, and its page shows the mistake`() throws {
    let place = try TemporaryFolder([
      "bad.md": "# Bad\n\n```swift .input\n%%tab nowhere\n1\n```\n", "good.md": "# Good\n",
    ])
    let result = try lectern(["render", "."], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("bad.md:4:7: error: "))
    #expect(result.output.contains("1 failed"))
    #expect(place.exists("_site/good.html"))
    let page = try #require(place.read("_site/bad.html"))
    #expect(page.contains("bad.md:4:7"))
    #expect(page.contains("unknown tab 'nowhere'"))
    #expect(!page.contains("class=\"out echo"))
  }

  @Test func `an empty line parts what is wrong with one chapter from the next`() throws {
    let bad = "# Bad\n\n```swift .input\n%%tab nowhere\n1\n```\n"
    let place = try TemporaryFolder(["a.md": bad, "b.md": bad])
    let told = try lectern(["render", "."], in: place.path).error
    let blocks = told.split(separator: "\n\n").map { $0.prefix(2) }
    #expect(blocks == ["a.", "b."])
  }

  @Test func `a chapter can be one file`() throws {
    let place = try TemporaryFolder([
      "book/book.json": "{}", "book/a.md": "# A\n\nSee [b](b.md).\n", "book/b.md": "# B\n",
    ])
    let result = try lectern(["render", "book/a.md", "--single", "out/a b.html"], in: place.path)
    #expect(result.status == 0, "\(result.error)")
    let page = try #require(place.read("out/a b.html"))
    #expect(page.contains("See <a >b</a>."))
    #expect(!page.contains("src="))
    let names = try FileManager.default.contentsOfDirectory(atPath: place["out"])
    #expect(names == ["a b.html"])
    #expect(!place.exists("_site"))

    let both = try lectern(["render", "book", "--single", "x.html"], in: place.path)
    #expect(both.status == 2)
    #expect(both.error.contains("--single makes a file of one chapter, and these are 2"))
    let folder = try lectern(
      ["render", "book/a.md", "--single", "x.html", "-o", "out"], in: place.path)
    #expect(folder.status == 2)
    #expect(!place.exists("x.html"))
  }

  @Test(arguments: ["a.md", "a.png", "..", ".html", "page"])
  func `one file never takes the place of what is no page`(file: String) throws {
    let place = try TemporaryFolder(["book.json": "{}", "a.md": "# A\n", "a.png": "picture"])
    let result = try lectern(["render", "a.md", "--single", file], in: place.path)
    #expect(result.status == 2)
    #expect(
      result.error.contains("--single writes an HTML page, and '\(file)' is no name for one"))
    #expect(place.read("a.md") == "# A\n")
    #expect(place.read("a.png") == "picture")
  }

  @Test func `a mistake in the book is reported at its place`() throws {
    let place = try TemporaryFolder(["book.json": "{\n  titel: 'x'\n}\n", "a.md": "# A\n"])
    let result = try lectern(["render"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("book.json:2:3: error: unknown key 'titel'\n"))
    #expect(place.exists("_site/a.html"))
  }

  @Test func `a mistake in a layout is told once, however many pages have it`() throws {
    let place = try TemporaryFolder([
      "book.json": "{ author: 'A. Author' }", "a.md": "# A\n", "b.md": "# B\n",
      "templates/page.html": "<main>{{content}}</main>{{authr}}\n",
    ])
    let result = try lectern(["render"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.ranges(of: "templates/page.html:1:25: error: ").count == 1)
    #expect(result.error.contains("did you mean 'author'?"))
    #expect(result.output.contains("2 failed"))
    #expect(place.read("_site/b.html")?.contains("B") == true)
  }

  @Test func `a mistake in a table of contents is told once, at its line`() throws {
    let place = try TemporaryFolder([
      "book.json": "{}", "index.md": "# T\n\n  ```toc\n  :maxdepth: 2\n\n  a\n  onne\n  ```\n",
      "a.md": "# A\n",
    ])
    let result = try lectern(["render"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.ranges(of: "error: ").count == 1)
    #expect(result.error.hasPrefix("index.md:7:3: error: there is no chapter 'onne'\n"))
  }

  @Test func `a link to a place that another page lacks is an error`() throws {
    let place = try TemporaryFolder([
      "book.json": "{}", "a.md": "# A\n\n[x](b.md#her)\n", "b.md": "# B\n\n## Here\n",
    ])
    let result = try lectern(["render", "a.md"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("a.md:3:1: error: nothing in 'b.md' is called '#her'\n"))
    #expect(result.error.hasSuffix("hint: did you mean '#here'?\n"))
    #expect(place.exists("_site/a.html"))
  }

  @Test func `a file where the pages should go is left alone`() throws {
    let place = try TemporaryFolder(["a.md": "# A\n", "_site": "mine"])
    let result = try lectern(["render", "a.md"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.contains("'_site' is a file"))
    #expect(place.read("_site") == "mine")
  }

  @Test func `colours only when asked to, where no terminal is`() throws {
    let place = try TemporaryFolder()
    #expect(try !lectern(["rendr"], in: place.path).error.contains("\u{1B}"))
    let forced = try lectern(["rendr"], in: place.path, environment: ["CLICOLOR_FORCE": "1"])
    #expect(forced.error.contains("\u{1B}[31m"))
  }

  @Test func `ends quietly when nobody reads on`() throws {
    let place = try TemporaryFolder([
      "long.md": String(repeating: "# Heading\n\n```swift .input\n1\n```\n\n", count: 4000)
    ])
    let result = try lectern(
      ["inspect", "long.md"], in: place.path, through: "head -n 1")
    #expect(result.error.isEmpty)
    #expect(!result.output.isEmpty)
  }
}
