import CommandLineTool
import Foundation
import Testing

@Suite struct `lectern new book` {
  @Test func `makes a book that renders at once and passes lint`() throws {
    let place = try TemporaryFolder()
    let made = try lectern(["new", "book", "my-trees"], in: place.path)
    #expect(made.status == 0, "\(made.error)")
    #expect(
      made.output == """
        made my-trees/book.json
        made my-trees/first-steps.md
        made my-trees/index.md
        next: lectern render my-trees --open

        """)
    #expect(place.read("my-trees/index.md")?.hasPrefix("# My trees\n") == true)
    let linted = try lectern(["lint", "my-trees", "--strict"], in: place.path)
    #expect(linted.output == "checked 2 chapters: nothing is wrong\n")
    let rendered = try lectern(["render", "my-trees"], in: place.path)
    #expect(rendered.status == 0, "\(rendered.error)")
    #expect(place.read("_site/index.html")?.contains("My trees") == true)
    let page = try #require(place.read("_site/first-steps.html"))
    // 0, 1, 2, 3, 4 doubled and one more.
    #expect(page.contains("1., 3., 5., 7., 9."))
    #expect(page.contains("<svg"))
  }

  @Test(arguments: [
    ("a b", "\"a b\""), ("<script>", "'<script>'"), ("$HOME", "'$HOME'"),
    ("it's a `b`", "'it'\\''s a `b`'"), ("ünder", "ünder"), ("~", "'~'"),
  ])
  func `tells what to do next in words that a shell takes as they are`(
    name: String, word: String
  ) throws {
    let place = try TemporaryFolder()
    let made = try lectern(["new", "book", name], in: place.path)
    #expect(made.status == 0, "\(made.error)")
    #expect(made.output.hasSuffix("next: lectern render \(word) --open\n"))
  }

  @Test(arguments: [
    ("k-means_by-hand", "K means by hand"), ("K-means by hand", "K-means by hand"),
  ])
  func `has the title that its name is likely to mean`(name: String, title: String) throws {
    let place = try TemporaryFolder()
    #expect(try lectern(["new", "book", name], in: place.path).status == 0)
    #expect(place.read("\(name)/index.md")?.hasPrefix("# \(title)\n") == true)
  }

  @Test func `spells its name as each file wants it`() throws {
    let place = try TemporaryFolder()
    let name = "Say \"*hi*\" & C# \\ [x]"
    #expect(try lectern(["new", "book", name], in: place.path).status == 0)
    #expect(
      place.read("\(name)/index.md")?.hasPrefix("# Say \"\\*hi\\*\" & C\\# \\\\ \\[x\\]\n") == true)
    let json = try #require(place.read("\(name)/book.json"))
    #expect(json.contains("\"title\": \"Say \\\"*hi*\\\" & C# \\\\ [x]\","))
    #expect(try lectern(["lint", name, "--strict"], in: place.path).status == 0)
  }

  @Test(arguments: ["book.json", "index.md", "first-steps.md"])
  func `overwrites nothing`(file: String) throws {
    let place = try TemporaryFolder(["trees/\(file)": "mine"])
    let result = try lectern(["new", "book", "trees"], in: place.path)
    #expect(result.status == 2)
    #expect(
      result.error
        == "lectern: error: 'trees/\(file)' exists already, and nothing is overwritten\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place["trees"]) == [file])
    #expect(place.read("trees/\(file)") == "mine")
  }

  @Test(arguments: [
    ["new"], ["new", "thing"], ["new", "book"], ["new", "book", "a", "b"], ["new", "book", ""],
    ["new", "chapter"], ["new", "chapter", "…"], ["new", "chapter", "A"],
    ["new", "chapter", "A", "--in", "nowhere"],
  ])
  func `and chapter end with 2 when used wrongly, and say how to`(words: [String]) throws {
    let place = try TemporaryFolder()
    let result = try lectern(words, in: place.path)
    #expect(result.status == 2)
    #expect(result.error.contains("hint: ") || words == ["new", "book", "a", "b"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path).isEmpty)
  }
}

@Suite struct `lectern new chapter` {
  private let book = [
    "book.json": "{title: 'T'}",
    "index.md": "# T\r\n\r\n  ```toc\r\n  :maxdepth: 2\r\n\r\n  one\r\n\r\n  ```\r\n\r\nEnd.\r\n",
    "one.md": "# One\n",
  ]

  @Test(arguments: [
    ("Über naïve Bäume", "uber-naive-baume"), ("Weiß, Ærø & Łódź", "weiss-aero-lodz"),
    ("What's *new* in C++?", "whats-new-in-c"), ("決定木 とは", "決定木-とは"),
    ("1.2  Gradients -- again", "1-2-gradients-again"), ("One", "one-2"), ("INDEX", "index-2"),
    ("Readme", "readme-2"), ("हिन्दी", "हिन्दी"), ("Tiếng Việt", "tieng-viet"), ("Ёлка", "ёлка"),
    (
      "A title that goes on and on until nobody can remember how it began or why",
      "a-title-that-goes-on-and-on-until-nobody-can-remember-how-it"
    ),
  ])
  func `is named after its title`(title: String, name: String) throws {
    let place = try TemporaryFolder(book)
    let result = try lectern(["new", "chapter", title], in: place.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(
      result.output == "made \(name).md\nadded '\(name)' to the contents in index.md\n")
    #expect(place.exists("\(name).md"))
  }

  @Test func `is added to the table of contents, whose other lines stay`() throws {
    let place = try TemporaryFolder(book)
    for title in ["Two", "Three", "Two"] {
      #expect(
        try lectern(["new", "chapter", title, "--in", place.path], in: "/").status == 0)
    }
    #expect(
      place.read("index.md")
        == "# T\r\n\r\n  ```toc\r\n  :maxdepth: 2\r\n\r\n  one\r\n  two\r\n  three\r\n  two-2\r\n\r\n"
        + "  ```\r\n\r\nEnd.\r\n")
    #expect(place.read("two-2.md")?.hasPrefix("# Two\n") == true)
    #expect(try lectern(["lint", place.path, "--strict"], in: "/").status == 0)
  }

  @Test func `in a folder is listed by the nearest table of contents`() throws {
    let place = try TemporaryFolder(book)
    try place.write("# Part\n\n```toc\nx\n```", to: "part/index.md")
    try place.write("# X\n", to: "part/x.md")
    try place.write("# Deep\n", to: "part/deep/y.md")
    let result = try lectern(["new", "chapter", "New", "--in", "part/deep"], in: place.path)
    #expect(result.output.hasSuffix("added 'deep/new' to the contents in part/index.md\n"))
    #expect(place.read("part/index.md") == "# Part\n\n```toc\nx\ndeep/new\n```")
    #expect(place.read("part/deep/new.md")?.hasPrefix("# New\n") == true)
  }

  @Test(arguments: [
    ("```toc\n```\n", "```toc\nnew\n```\n"), ("```toc", "```toc\nnew\n"),
    ("```toc\na", "```toc\na\nnew\n"), ("```toc\nnew\n```\n", "```toc\nnew\n```\n"),
    ("```toc\n:numbered:\n```\n", "```toc\n:numbered:\nnew\n```\n"),
    ("~~~~ toc\na\n~~~\nb\n~~~~\n", "~~~~ toc\na\n~~~\nb\nnew\n~~~~\n"), ("no toc\n", "no toc\n"),
    (
      "```toc\na\n```\n\n````\n```toc\nx\n```\n````\n",
      "```toc\na\nnew\n```\n\n````\n```toc\nx\n```\n````\n"
    ),
  ])
  func `knows tables of contents of all shapes`(before: String, after: String) throws {
    let place = try TemporaryFolder(["book.json": "{}", "index.md": before])
    #expect(try lectern(["new", "chapter", "New"], in: place.path).status == 0)
    #expect(place.read("index.md") == after)
    #expect(place.exists("new.md"))
  }

  @Test func `begins as the book's own scaffold says`() throws {
    let place = try TemporaryFolder(book)
    try place.write("# {{title}}\n\nMine.\n", to: "templates/scaffold/chapter.md")
    #expect(try lectern(["new", "chapter", "Two _things_"], in: place.path).status == 0)
    #expect(place.read("two-things.md") == "# Two \\_things\\_\n\nMine.\n")
  }

  @Test func `tells what is wrong with a scaffold, and makes nothing`() throws {
    let place = try TemporaryFolder(book)
    try place.write("# {{titel}}\n", to: "templates/scaffold/chapter.md")
    let result = try lectern(["new", "chapter", "Two"], in: place.path)
    #expect(result.status == 1)
    #expect(result.error.hasPrefix("templates/scaffold/chapter.md:1:3: error: "))
    #expect(!place.exists("two.md"))
  }
}
