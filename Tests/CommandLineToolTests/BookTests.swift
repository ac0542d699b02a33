import CommandLineTool
import SourceText
import Testing

@Suite struct `Reading book.json` {
  private func read(_ text: String) -> (book: Book, problems: [String]) {
    let (book, diagnostics) = Book.reading(Array(text.utf8), path: "book.json")
    return (
      book,
      diagnostics.map {
        "\($0.position.line):\($0.position.column): \($0.message)"
          + ($0.hint.map { " (\($0))" } ?? "")
      }
    )
  }

  @Test func `takes comments, trailing commas, bare names and single quotes`() {
    let (book, problems) = read(
      """
      // A course
      {
        title: 'Läsning', /* its
        name */ "author": "A. \\u00c5 \\ud83d\\ude00",
        tabs: ["scratch", "concise",],
        cellTimeout: +1.5e1,
      }
      """)
    #expect(problems.isEmpty)
    #expect(book.title == "Läsning")
    #expect(book.author == "A. Å 😀")
    #expect(book.tabs == ["scratch", "concise"])
    #expect(book.cellTimeout == 15)
    #expect(book.language == "en")
  }

  @Test func `takes a module's name for the library`() {
    #expect(read("{library: 'Course_2'}").book.library == "Course_2")
    #expect(read("{}").book.library == "BookLibrary")
    for name in ["2nd", "my kit", "Abacus", "", "é"] {
      #expect(
        read("{library: '\(name)'}").problems == [
          "1:11: 'library' has to be the name of a module, such as \"CourseKit\""
        ])
    }
  }

  @Test func `takes commands for formulas, with the backslash and without`() {
    let (book, problems) = read(#"{macros: {R: "\\mathbb{R}", "\\norm": "\\|#1\\|"}}"#)
    #expect(problems.isEmpty)
    #expect(book.macros == ["R": #"\mathbb{R}"#, "norm": #"\|#1\|"#])
  }

  @Test(arguments: ["{R: 1}", "['R']", "{R2: 'x'}", "{'': 'x'}", "{'\\\\a b': 'x'}"])
  func `refuses commands that TeX could not read`(macros: String) {
    #expect(read("{macros: \(macros)}").problems.first?.contains("'macros' has to be TeX") == true)
  }

  @Test func `takes tolerances and an environment for tests`() {
    let (book, problems) = read(
      "{rtol: 1e-4, atol: 0, chapterTolerances: {'part/circles': {atol: 0.5}},"
        + " testEnvironment: {LECTERN_DATA: 'none'}}")
    #expect(problems.isEmpty)
    #expect(book.tolerance.relative == 1e-4)
    #expect(book.tolerance.absolute == 0)
    #expect(book.chapterTolerances["part/circles"]?.relative == nil)
    #expect(book.chapterTolerances["part/circles"]?.absolute == 0.5)
    #expect(book.testEnvironment == ["LECTERN_DATA": "none"])
    let slips = [
      "{rtol: -1}", "{atol: '0'}", "{chapterTolerances: {a: 1}}",
      "{chapterTolerances: {a: {tol: 1}}}", "{testEnvironment: {A: 1}}",
      "{testEnvironment: {'A=B': 'c'}}",
    ]
    for slip in slips { #expect(read(slip).problems.count == 1, "\(slip)") }
  }

  @Test func `names every unknown key and wrong value at its place`() {
    let (book, problems) = read(
      "{\n  titel: \"x\",\n  tabs: \"a\",\n  memoryLimit: -1,\n  title: 'T'\n}")
    #expect(book.title == "T")
    #expect(problems.count == 3)
    #expect(problems.first == "2:3: unknown key 'titel' (did you mean 'title'?)")
    #expect(problems.dropFirst().first?.hasPrefix("3:9: 'tabs' has to be a list") == true)
    #expect(problems.last == "4:16: 'memoryLimit' has to be a number of MiB above 0")
  }

  @Test(arguments: ["en", "de-CH-1996", "zh-Hant-TW", "sr-Latn"])
  func `takes a language`(tag: String) {
    let (book, problems) = read("{language: '\(tag)'}")
    #expect(problems.isEmpty)
    #expect(book.language == tag)
  }

  @Test(arguments: ["", "e", "en_US", "en-", "en us", "en\" onload=x", "englishes", "日本"])
  func `refuses a language that no page could name`(tag: String) {
    let (book, problems) = read("{language: '\(tag)'}")
    #expect(problems == ["1:12: 'language' has to be a language tag such as \"en\""])
    #expect(book.language == "en")
  }

  @Test func `knows themes and the address of a repository`() {
    let (book, problems) = read("{theme: 'dark', repository: 'https://example.org/me/course'}")
    #expect(problems.isEmpty)
    #expect(book.theme == "dark")
    #expect(book.repository == "https://example.org/me/course")
    #expect(Book().theme == "auto")
    #expect(
      read("{theme: 'black', repository: 'example.org'}").problems == [
        "1:9: 'theme' has to be \"auto\", \"light\" or \"dark\"",
        "1:30: 'repository' has to be an address that begins with https://",
      ])
    #expect(read("{repo: 'x'}").problems.first?.hasPrefix("1:2: unknown key 'repo' (") == true)
    #expect(
      read("{repositry: 'x'}").problems
        == ["1:2: unknown key 'repositry' (did you mean 'repository'?)"])
  }

  @Test(arguments: [
    ("", "1:1: the file ends where a value has to stand"),
    ("[1]", "1:1: a book is an object in braces, not a list"),
    ("{title: 'a' author: 'b'}", "1:13: 'a' stands where ',' or '}' has to follow a member"),
    ("{\"title: 1}", "1:2: the text has no closing quote"),
    ("{title}", "1:7: '}' stands where ':' has to follow 'title'"),
    ("{title: yes}", "1:9: 'yes' is no value; text stands in quotes"),
    ("{title: 'a', title: 'b'}", "1:14: 'title' is given twice"),
    ("{} {}", "1:4: '{' stands after the value"),
    ("{ /* ", "1:3: the comment has no end"),
    ("{title: 'a',, }", "1:13: ',' stands where a name has to stand"),
    ("{cellTimeout: 1-2}", "1:15: '1-2' is no number"),
  ])
  func `a slip is found where it is`(text: String, problem: String) {
    #expect(read(text).problems == [problem])
  }

  @Test func `nesting without end is refused, not followed`() {
    let text = "{tabs: " + String(repeating: "[", count: 100_000)
    #expect(read(text).problems.first?.contains("nest deeper") == true)
  }

  @Test func `no bytes make the reader fail other than in words`() {
    var random = SystemRandomNumberGenerator()
    let alphabet = Array("{}[]:,'\"\\u09aAe+-./* \n\u{80}".utf8) + [0xFF, 0]
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random))
        .map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
      _ = Book.reading(bytes, path: "book.json")
    }
  }
}
