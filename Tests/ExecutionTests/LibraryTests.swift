import CellOutput
import Execution
import Foundation
import SourceText
import Testing

/// One fenced cell, whose first line is the second.
private func cell(_ source: String) -> String { "```{.swift .input}\n\(source)\n```\n" }

@Suite struct `The book's library` {
  @Test func `gives a later chapter what earlier ones saved`() async throws {
    let book = try BookOnDisk([
      "one.md": cell(
        """
        import Foundation
        func twice(_ x: Double) -> Double {  // @save
          floor(2 * x)
        }
        """)
        + cell(
          "// @save\nstruct Pair<A, B> {\n  var a: A, b: B\n}\n"
            + "protocol Shape { var area: Int { get } } #@save"
        ),
      "two.md": cell(
        "#@save\nextension Pair: Shape where A == Int, B == Int {\n  var area: Int { a * b }\n}"
          .replacing("#@save", with: "import BookLibrary\n#@save")),
      "three.md": cell(
        """
        import BookLibrary
        let shape: any Shape = Pair(a: 3, b: 4)
        print(twice(2.3), shape.area)
        """),
    ])
    defer { book.remove() }
    let last = try await book.run("three.md")
    #expect(last.told == [])
    #expect(last.text() == "4.0 12\n")
    #expect(try await book.run("one.md").told == [])
    #expect(try await book.run("two.md").told == [])
  }

  @Test func `has nothing of the chapter itself and of those after it`() async throws {
    let book = try BookOnDisk([
      "one.md": cell("import BookLibrary\nlet a = 1  // @save"),
      "two.md": cell("let b = 2  // @save"),
    ])
    defer { book.remove() }
    let run = try await book.run("one.md")
    #expect(run.told == ["one.md:2:8: no such module 'BookLibrary'"])
    #expect(
      run.diagnostics.first?.hint == "no chapter before this one saves a declaration for this tab")
  }

  @Test func `names a declaration that leans on one that is not saved`() async throws {
    let book = try BookOnDisk([
      "one.md": "# One\n\n"
        + cell(
          "let rate = 0.5\n\n  func step(_ x: Double) -> Double {  // @save\n    rate * x\n  }"),
      "two.md": cell("// nothing\n") + cell("import BookLibrary\nstep(1)"),
    ])
    defer { book.remove() }
    let message =
      "one.md:7:5: 'func step' cannot be saved as it is: cannot find 'rate' in scope"
    let first = try await book.run("one.md")
    #expect(first.told == [message])
    #expect(first.diagnostics[0].hint == "'rate' is declared at line 4, but not saved")
    #expect(first.results[""]?.values.allSatisfy { $0.status == .finished } == true)
    let second = try await book.run("two.md")
    #expect(second.told == ["two.md:6:1: the book's library cannot be compiled", message])
    #expect(second.results[""]?[0]?.status == .finished)
  }

  @Test func `refuses a name that is saved twice`() async throws {
    let book = try BookOnDisk([
      "one.md": cell("func f() -> Int { 1 }  // @save"),
      "two.md": cell("func f() -> Int { 2 }  // @save\nfunc f(_ x: Int) -> Int { x }  // @save"),
    ])
    defer { book.remove() }
    let run = try await book.run("two.md")
    #expect(
      run.told == ["two.md:2:1: 'func f' cannot be saved as it is: invalid redeclaration of 'f()'"])
    #expect(
      run.diagnostics.first?.hint?.hasSuffix("one.md:2, too; save a name once") == true)
    let reviewed = try book.review("two.md")
    #expect(reviewed.map(\.position) == run.diagnostics.map(\.position))
    #expect(reviewed.map(\.hint) == run.diagnostics.map(\.hint))
    #expect(reviewed.map(\.message) == ["'func f' cannot be saved as it is: its name is taken"])
  }

  @Test(arguments: [
    ("func f(a: Int = 1, b: Int) {}", "func f(a: Int = 1, c: Int) {}"),
    ("func f(a: () -> Void = {}, b: Int) {}", "func f(a: () -> Void = {}, c: Int) {}"),
    ("func f() -> Int { 1 }", "func f() -> Double { 1 }"),
    ("extension Int { var a: Int { 1 } }", "extension Int { var b: Int { 2 } }"),
    ("func a() {}", "struct A {}"),
  ])
  func `takes names that a compiler tells apart for different ones`(
    one: String, two: String
  ) async throws {
    let (first, second) = (one.saved, two.saved)
    let book = try BookOnDisk(["one.md": cell(first), "two.md": cell(second)])
    defer { book.remove() }
    #expect(try await book.run("two.md").told == [])
    #expect(try book.review("two.md").isEmpty)
  }

  @Test(arguments: [
    ("func f() {\n  let a = 1  // @save\n}", "3:14: '@save' stands inside 'func f'"),
    ("func f() {\n  // @save\n  let a = 1\n}", "3:3: '@save' stands inside 'func f'"),
    ("@discardableResult\n// @save\nfunc f() -> Int { 1 }", "3:1: '@save' stands inside 'func f'"),
    ("func f(\n  a: Int\n) {  // @save\n}", "4:6: '@save' stands inside 'func f'"),
    ("func f() {\n}  // @save", "3:4: '@save' stands behind 'func f'"),
    ("print(1)  // @save", "2:11: '@save' marks no declaration"),
    ("let a = 1\n#@save", "3:1: '@save' marks no declaration"),
    ("import Foundation  // @save", "2:20: '@save' marks an import"),
    (
      "%%cell no-run\nlet a = 1  // @save",
      "3:12: '@save' stands in a cell that its chapter does not run"
    ),
  ])
  func `is strict about where a mark stands`(source: String, message: String) async throws {
    let book = try BookOnDisk(["one.md": cell(source) + cell("1")])
    defer { book.remove() }
    let run = try await book.run("one.md")
    #expect(run.told == ["one.md:" + message])
    #expect(
      try book.review("one.md") == run.diagnostics.filter { $0.severity == .error })
  }

  @Test func `looks at marks where no cell runs at all`() async throws {
    let book = try BookOnDisk(["one.md": cell("%%cell no-run\nlet a = 1  // @save")])
    defer { book.remove() }
    let message = "one.md:3:12: '@save' stands in a cell that its chapter does not run"
    #expect(try await book.run("one.md").told == [message])
  }

  @Test func `takes text that only mentions a mark for text`() async throws {
    let source =
      "let a = \"\"\"\n  // @save\n  #@save\n  \"\"\"\n// use @save like this\n// @saved\na.count"
    let book = try BookOnDisk(["one.md": cell(source)])
    defer { book.remove() }
    let run = try await book.run("one.md")
    #expect(run.told == [])
    #expect(run.text() == "15")
  }

  @Test func `belongs to a tab as far as cells do`() async throws {
    let tabs = "```{.swift .input}\n%load_ext lectern.tab\ntab.interact_select('a', 'b')\n```\n"
    let book = try BookOnDisk([
      "one.md": tabs + cell("%%tab a\nfunc kind() -> String { \"first\" }  // @save")
        + cell("%%tab b\n#@save\nfunc kind() -> String { \"second\" }")
        + cell("%%tab all\nfunc name() -> String { kind() }  // @save"),
      "two.md": tabs + cell("%%tab all\nimport BookLibrary\nprint(name())")
        + cell("%%tab a\n1;") + cell("%%tab b\n2;"),
    ])
    defer { book.remove() }
    #expect(try await book.run("one.md").told == [])
    let run = try await book.run("two.md")
    #expect(run.told == [])
    #expect(run.text("a") == "first\n")
    #expect(run.text("b") == "second\n")
  }

  @Test func `says where in another chapter a saved function stopped`() async throws {
    let book = try BookOnDisk([
      "one.md": "# One\n\n"
        + cell("func third(_ x: [Int]) -> Int {  // @save\n  let i = 2\n  return x[i]\n}"),
      "two.md": cell("import BookLibrary\nlet y = [1]\nprint(third(y))"),
    ])
    defer { book.remove() }
    let run = try await book.run("two.md")
    let diagnostic = try #require(run.diagnostics.first)
    #expect(diagnostic.message == "Index out of range")
    #expect(diagnostic.file == book.path("two.md"))
    #expect(diagnostic.position.line == 4)
    let place = "\(book.path("one.md")):6:11"
    #expect(
      diagnostic.hint == "it stopped in 'third', saved by another chapter, at \(place)")
    let outputs = try #require(run.results[""]?[0]).outputs
    guard case .failure(let failure)? = outputs.last else {
      Issue.record("no failure: \(outputs)")
      return
    }
    #expect(
      failure.frames.prefix(2).map { String($0.prefix { $0 != " " }) }
        == [place, "\(book.path("two.md")):4:7"])
  }

  @Test func `runs only what may depend on a change again`() async throws {
    func first(_ f: Int, _ g: Int) -> String {
      cell(
        "func f() -> Int { base + \(f) }  // @save\nlet base = 1  // @save\n"
          + "func g() -> Int { \(g) }  // @save"
      )
    }
    let book = try BookOnDisk([
      "one.md": first(1, 1), "two.md": cell("import BookLibrary\nf()"),
      "three.md": cell("import BookLibrary\ng()"), "four.md": cell("1"),
    ])
    defer { book.remove() }
    for name in ["two.md", "three.md", "four.md"] {
      #expect(try await book.run(name).cachedTabs.isEmpty)
    }
    try book.write("Prose moves it.\n\n" + first(2, 1), to: "one.md")
    #expect(try book.reasons("three.md") == [nil])
    #expect(try book.reasons("four.md") == [nil])
    let place = book.path("one.md") + ":4"
    #expect(
      try book.reasons("two.md") == [
        "'func f' of the library, changed at \(place), may matter to the tab"
      ])
    let second = try await book.run("two.md")
    #expect(second.cachedTabs.isEmpty)
    #expect(second.text() == "3")
    #expect(try await book.run("three.md").cachedTabs == [""])
    try book.write(first(2, 1).replacing("base = 1", with: "base = 7"), to: "one.md")
    #expect(try await book.run("two.md").text() == "9")
  }

  @Test func `lets a chapter shadow what it imports`() async throws {
    let book = try BookOnDisk([
      "one.md": cell("func f() -> Int { 1 }  // @save\nlet k = 5  // @save"),
      "two.md": cell("import BookLibrary\nf()") + cell("func f() -> Int { 2 }\nlet k = k + 1")
        + cell("print(f(), k)"),
    ])
    defer { book.remove() }
    let run = try await book.run("two.md")
    #expect(run.told == [])
    #expect(run.text() == "12 6\n")
  }
}

extension String {
  /// The declaration with a mark above it.
  fileprivate var saved: String { "// @save\n" + self }
}
