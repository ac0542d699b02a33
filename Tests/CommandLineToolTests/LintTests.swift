import CommandLineTool
import Foundation
import SourceText
import Testing

@Suite struct `lectern lint` {
  private let good = [
    "book.json": "{title: 'T'}", "index.md": "# T\n\n```toc\none\n```\n",
    "one.md": "# One\n\nBack to [the start](index.md#t).\n",
  ]

  @Test func `has nothing to say of a good book`() throws {
    let place = try TemporaryFolder(good)
    let result = try lectern(["lint"], in: place.path)
    #expect(result.status == 0)
    #expect(result.output == "checked 2 chapters: nothing is wrong\n")
    #expect(result.error.isEmpty)
    #expect(!place.exists(".lectern"))
    #expect(!place.exists("_site"))
  }

  @Test(arguments: [("lint", "one.md"), ("test", "one.expected.md")])
  func `does not wait for what a pipe may bring`(command: String, name: String) throws {
    let place = try TemporaryFolder(good.filter { $0.key != name })
    #expect(unsafe mkfifo(place[name], 0o600) == 0)
    let result = try lectern([command, "one.md"], in: place.path)
    #expect(result.status == 1)
    #expect((result.error + result.output).contains("cannot read '\(name)': it is no file"))
  }

  @Test(arguments: [true, false])
  func `says the same of a chapter alone as among the others`(hasBook: Bool) throws {
    let index = "# T\n\n```toc\none\ntoo\n```\n\n:numref:`sec_one` [x](one.md#x)\n"
    var files = ["index.md": index, "one.md": "# One\n:label:`sec_one`\n"]
    if hasBook { files["book.json"] = "{}" }
    let place = try TemporaryFolder(files)
    let all = try lectern(["lint", "."], in: place.path).output
    let alone = try lectern(["lint", "index.md"], in: place.path).output
    #expect(all.contains("index.md:5:1: error: there is no chapter 'too'"))
    #expect(all.contains("index.md:8:19: error: nothing in 'one.md' is called '#x'"))
    #expect(all.hasSuffix("checked 2 chapters: 2 errors\n"))
    #expect(alone.replacing("checked 1 chapter:", with: "checked 2 chapters:") == all)
    #expect(try lectern(["lint", "one.md"], in: place.path).status == 0)
  }

  @Test func `looks at what chapters save, and keeps nothing`() throws {
    let mark = "```swift .input\nfunc f() {\n  // @save\n}\n```\n"
    let place = try TemporaryFolder(good.filter { $0.key != "one.md" })
    try place.write("# One\n\n### Two\n\n" + mark + "\n##### Four\n", to: "one.md")
    let result = try lectern(["lint", "."], in: place.path)
    let told = result.output.split(separator: "\n").filter { $0.hasPrefix("one.md") }
    #expect(
      told.map { $0.prefix(20) } == [
        "one.md:3:1: warning:", "one.md:7:3: error: '", "one.md:11:1: warning",
      ])
    #expect(!place.exists(".lectern"))
    let blind = try lectern(["lint", "."], in: place.path, environment: ["PATH": "/bin"])
    #expect(blind.output.hasSuffix("checked 2 chapters: 2 warnings\n"))
  }

  @Test func `leaves chapters and templates out that are links to elsewhere`() throws {
    let place = try TemporaryFolder([
      "secret.md": "# Secret\n", "styles/page.html": "secret",
      "book/book.json": "{}", "book/index.md": "# T\n\n```toc\none\ntwo\n```\n",
      "book/one.md": "# One\n",
    ])
    for (link, target) in [
      ("two.md", "../secret.md"), ("three.md", "../secret.md"), ("templates", "../styles"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: place["book/\(link)"], withDestinationPath: target)
    }
    let linted = try lectern(["lint", "book"], in: place.path)
    #expect(
      linted.output.contains(
        "book/index.md:5:1: error: the chapter 'two' is a link that leads out of the book's folder")
    )
    #expect(
      linted.output.contains(
        "book/three.md:1:1: warning: the chapter is a link out of the book's folder"))
    let rendered = try lectern(["render", "book"], in: place.path)
    #expect(rendered.status == 1)
    #expect(rendered.error.contains("the templates lie outside the book's folder"))
    let pages = try FileManager.default.contentsOfDirectory(atPath: place["_site"])
    for page in pages where page.hasSuffix(".html") {
      #expect(place.read("_site/\(page)")?.contains("ecret") == false, "\(page)")
    }
  }

  @Test func `says of a link that it leads nowhere`() throws {
    let place = try TemporaryFolder(good)
    try FileManager.default.createSymbolicLink(
      atPath: place["two.md"], withDestinationPath: "nothing.md")
    let result = try lectern(["lint", "two.md"], in: place.path)
    #expect(result.status == 2)
    #expect(
      result.error
        == "lectern: error: 'two.md' is a link to a file that does not exist\n")
  }

  @Test(arguments: [
    ("a pipe", "it is no file"), ("a folder", "is a directory"),
    ("a link", "no such file or directory"),
    ("a gibibyte", "it is too large to be what its name says"),
  ])
  func `says why the book's file cannot be read`(kind: String, reason: String) throws {
    let place = try TemporaryFolder(good.filter { $0.key != "book.json" })
    let path = place["book.json"]
    switch kind {
    case "a pipe": #expect(unsafe mkfifo(path, 0o600) == 0)
    case "a folder": #expect(unsafe mkdir(path, 0o700) == 0)
    case "a link": #expect(unsafe symlink("nothing.json", path) == 0)
    default:
      try place.write("", to: "book.json")
      #expect(unsafe truncate(path, 1 << 30) == 0)
    }
    for words in [["lint"], ["lint", "one.md"], ["lint", "."]] {
      let result = try lectern(words, in: place.path)
      #expect(result.status == 1)
      #expect((result.output + result.error).contains("cannot read 'book.json': \(reason)"))
    }
  }

  @Test func `finds no error in the course`() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let result = try lectern(["lint", "notebooks", "-q"], in: package.path)
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
  }

  @Test func `shows what is wrong where it stands`() throws {
    let place = try TemporaryFolder(good)
    try place.write("# One\n\nBack to [the start](idex.md).\n", to: "one.md")
    let result = try lectern(["lint", "one.md"], in: place.path)
    #expect(result.status == 1)
    #expect(
      result.output == """
        one.md:3:9: error: there is no chapter 'idex.md'
         3 | Back to [the start](idex.md).
           |         ^~~~~~~~~~~~~~~~~~~~
        hint: did you mean 'index.md'?

        checked 1 chapter: 1 error

        """)
  }

  @Test(arguments: [([], 0), (["--strict"], 1), (["--strict", "-q"], 1)] as [([String], Int32)])
  func `fails for warnings only when it is strict`(options: [String], status: Int32) throws {
    let place = try TemporaryFolder(good)
    try place.write("# One\n\n### Two\n", to: "one.md")
    let result = try lectern(["lint"] + options, in: place.path)
    #expect(result.status == status)
    #expect(result.output.isEmpty == options.contains("-q"))
  }

  @Test(arguments: ["lint nowhere", "lint --format xml", "lint", "lint --strickt"])
  func `ends with 2 when it was used wrongly`(line: String) throws {
    let place = try TemporaryFolder()
    #expect(try lectern(line.split(separator: " ").map(String.init), in: place.path).status == 2)
  }

  @Test func `checks tables of contents`() throws {
    let place = try TemporaryFolder(good)
    try place.write("# T\n\n```toc\nonne\n```\n", to: "index.md")
    let result = try lectern(["lint"], in: place.path)
    #expect(result.status == 1)
    #expect(result.output.contains("index.md:4:1: error: there is no chapter 'onne'\n"))
    #expect(result.output.contains("one.md:1:1: warning: the chapter is in no table of contents"))
    #expect(result.output.contains("hint: did you mean 'one'?"))
  }

  @Test func `annotates for GitHub, from the root of the checkout`() throws {
    let place = try TemporaryFolder()
    for (name, text) in good { try place.write(text, to: "course/\(name)") }
    try place.write("# One\n\n[50%](a,b.md)\n", to: "course/one.md")
    let result = try lectern(
      ["lint", "--format", "github"], in: place["course"],
      environment: ["GITHUB_WORKSPACE": place.path])
    #expect(result.status == 1)
    #expect(
      result.output == """
        ::error file=course/one.md,line=3,col=1,endColumn=14::there is no chapter 'a,b.md'

        """)
  }

  @Test func `is JSON for programs`() throws {
    let place = try TemporaryFolder(good)
    try place.write("# One\n\n[x](#two)\n", to: "one.md")
    let result = try lectern(["lint", "--format=json"], in: place.path)
    struct Report: Decodable {
      struct Finding: Decodable {
        var severity, message, file: String
        var line, column, length: Int
        var hint: String?
      }
      var schema: Int
      var diagnostics: [Finding]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    let finding = try #require(report.diagnostics.first)
    #expect(report.schema == 1)
    #expect(report.diagnostics.count == 1)
    #expect(finding.severity == "error")
    #expect(finding.message == "nothing in this chapter is called '#two'")
    #expect((finding.line, finding.column, finding.length) == (3, 1, 9))
  }

  @Test func `spells what would end an annotation`() {
    let finding = Diagnostic(
      .warning, "100% of\r\nit", file: "a:b,c%.md", at: SourcePosition(line: 2, column: 3),
      length: 4, hint: "x, y")
    let report = LintReport(findings: [finding], chapters: 1)
    #expect(
      report.annotations(root: nil)
        == "::warning file=a%3Ab%2Cc%25.md,line=2,col=3,endColumn=7"
        + "::100%25 of%0D%0Ait%0Ahint: x, y\n")
  }
}
