import CellOutput
import Testing

@Suite struct `Names across cells` {
  @Test func `may be declared again, and what was compiled before keeps the old one`() async throws
  {
    let results = try await Chapter.results(
      of: "let x = 3\nfunc useX() -> Int { x }", "let x = \"new\"", "(x, useX())",
      "func useX() -> Int { 100 }", "useX()")
    #expect(results.map(\.echo) == [nil, nil, "(\"new\", 3)", nil, "100"])
  }

  @Test func `may be read and declared anew in one cell`() async throws {
    let results = try await Chapter.results(
      of: "let x = 1\nlet other = [1]", "print(\"old \\(x)\")\nlet x = x + 1\nprint(\"new \\(x)\")",
      "let x = other.map { x in x + 10 }[0] + x", "x", "var x = (x: x, y: [x])\nx.x")
    #expect(results[1].text == "old 1\nnew 2\n")
    #expect(results[3].echo == "13")
    #expect(results[4].echo == "13")
  }

  @Test func `of types may be declared anew, old values keep the old type`() async throws {
    let results = try await Chapter.results(
      of: "struct Point { var x = 1 }\nlet old = Point()", "struct Point { var y = 2 }",
      "(Point().y, old.x)", "print([Point()], old)")
    #expect(results[2].echo == "(2, 1)")
    #expect(results[3].text == "[Point(y: 2)] Point(x: 1)\n")
  }

  @Test func `of extension members may be declared anew`() async throws {
    let results = try await Chapter.results(
      of:
        "extension Int { func twice() -> Int { self * 2 } }\nfunc old(_ n: Int) -> Int { n.twice() }",
      "3.twice()", "extension Int { func twice() -> Int { self * 20 } }", "(3.twice(), old(3))")
    #expect(results.map(\.echo) == [nil, "6", nil, "(60, 6)"])
  }

  @Test func `of generics, protocols and conformances added later work together`() async throws {
    let results = try await Chapter.results(
      of: "protocol Named { var name: String { get } }",
      "func shout<T: Named>(_ value: T) -> String { value.name.uppercased() }",
      "struct Dog { let age = 3 }\n\"\\(Dog())\"",
      "extension Dog: Named, CustomStringConvertible {\n  var name: String { \"rex\" }\n  var description: String { \"a dog\" }\n}",
      "(shout(Dog()), \"\\(Dog())\")")
    #expect(results[2].echo == "\"Dog(age: 3)\"")
    #expect(results[4].echo == "(\"REX\", \"a dog\")")
  }

  @Test func `may be written in any script`() async throws {
    let results = try await Chapter.results(
      of: "let größe = 2\nlet 数 = 3\nfunc 🦊(_ π: Int) -> Int { π * größe }", "🦊(数)")
    #expect(results[1].echo == "6")
  }

  @Test func `that a guard binds hold for the cells after`() async throws {
    let results = try await Chapter.results(
      of: "guard let v = Int(\"3\"), let w = Int(\"4\") else { fatalError() }\nv",
      "import Foundation\nv + w", "extension Int: @retroactive Error {}\nlet v = v * 10\nv",
      "(v, w)")
    #expect(results.map(\.echo) == ["3", "7", "30", "(30, 4)"])
  }

  @Test func `of imported modules hold for the cells after`() async throws {
    let results = try await Chapter.results(
      of: "import Foundation", "sqrt(16.0)", "let text = String(format: \"%.2f\", 1.5)\ntext")
    #expect(results.map(\.echo) == [nil, "4.0", "\"1.50\""])
  }

  @Test func `of modules imported on a condition hold for the cells after`() async throws {
    let results = try await Chapter.results(
      of: "#if canImport(FoundationNetworking)\nimport FoundationNetworking\n#endif",
      "extension Int: Error {}", "URLRequest.self")
    #expect(results.map(\.status) == [.finished, .finished, .finished])
    #expect(results[2].echo == "URLRequest")
  }

  @Test func `that only a later cell declares are not in scope`() async throws {
    let results = try await Chapter.results(of: "func f() -> Int { later }", "let later = 1")
    #expect(results[0].failure?.message == "cannot find 'later' in scope")
    #expect(results[0].failure?.line == 2)
    #expect(results[0].failure?.column == 19)
    #expect(results[1].status == .notRun)
  }

  @Test(arguments: [
    ("for x in 8..<9 { print(x) }", "8\n"),
    ("if let x = Optional(x + 1) { print(x) }", "4\n"),
    ("if case let x? = Optional(8), x > 1 { print(x) }", "8\n"),
    ("switch 8 { case let x: print(x) }", "8\n"),
    ("switch 3 { case x: print(\"the same\")\n default: print(\"other\") }", "the same\n"),
    ("do { let x = 8; print(x) }", "8\n"),
    ("print([1].map { n in\n  let x = n + x\n  return x\n})", "[4]\n"),
    ("func f(_ x: Int) -> Int { x * 2 }\nprint(f(x: 4))\nfunc f(x: Int) -> Int { x }", "4\n"),
    ("struct S { var x = 8; func f() -> Int { x } }\nprint(S().f())", "8\n"),
  ])
  func `that code has of its own are not the older ones`(
    source: String, text: String
  ) async throws {
    let results = try await Chapter.results(of: "let x = 3", source + "\nlet x = x + 1", "x")
    #expect(results[1].text == text)
    #expect(results[2].echo == "4")
  }

  @Test func `may be exchanged, unwrapped and observed where they are declared anew`() async throws
  {
    let results = try await Chapter.results(
      of: "let a = 1, b = 2\nlet maybe: Int? = 3\nvar seen = 0", "let (a, b) = (b, a)", "(a, b)",
      "let a = 7, c = a", "c", "if let maybe { print(maybe) }\nlet maybe = 4",
      "var seen = 1 { didSet { print(\"from\", oldValue, \"to\", seen) } }\nseen = 5",
      "seen = seen + 1")
    #expect(results[2].echo == "(2, 1)")
    #expect(results[4].echo == "7")
    #expect(results[5].text == "3\n")
    #expect(results[6].text == "from 1 to 5\n")
    #expect(results[7].text == "from 5 to 6\n")
  }

  @Test func `of types are the new ones for functions in the same cell`() async throws {
    let results = try await Chapter.results(
      of: "struct Point { var x = 1 }",
      "func show(_ p: Point) -> Int { p.y }\nstruct Point { var y = 2 }\nshow(Point())")
    #expect(results[1].echo == "2")
  }
}
