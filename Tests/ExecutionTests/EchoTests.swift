import CellOutput
import Testing

@Suite struct `The value of a cell's last expression` {
  @Test func `is echoed, unless a semicolon silences it or it is Void`() async throws {
    let results = try await Chapter.results(
      of: "let x = 6 * 7\nx", "x + 1;", "print(x)", "(x, \"a\")", "\"text\"", "x == 42 // yes",
      "let y = 1; [y, x]", "var z = 1\nz = 2", "if x > 1 { x }")
    #expect(
      results.map(\.echo) == [
        "42", nil, nil, "(42, \"a\")", "\"text\"", "true", "[1, 42]", nil, nil,
      ])
    #expect(results[2].text == "42\n")
    #expect(results.allSatisfy { $0.status == .finished })
  }
}
