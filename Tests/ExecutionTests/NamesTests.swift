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

  @Test func `of imported modules hold for the cells after`() async throws {
    let results = try await Chapter.results(
      of: "import Foundation", "sqrt(16.0)", "let text = String(format: \"%.2f\", 1.5)\ntext")
    #expect(results.map(\.echo) == [nil, "4.0", "\"1.50\""])
  }

  @Test func `that only a later cell declares are not in scope`() async throws {
    let results = try await Chapter.results(of: "func f() -> Int { later }", "let later = 1")
    #expect(results[0].failure?.message == "cannot find 'later' in scope")
    #expect(results[0].failure?.line == 2)
    #expect(results[0].failure?.column == 19)
    #expect(results[1].status == .notRun)
  }
}
