import Testing

@Suite(.timeLimit(.minutes(20))) struct `Variables that the runtime heeds` {
  @Test(arguments: [
    ("ABACUS_LEVEL", "base", "avx2"), ("ABACUS_THREADS", "1", "2"),
    ("LECTERN_DATA", "none", "/nowhere"),
  ])
  func `are what outputs depend on`(name: String, first: String, second: String) throws {
    let cell = "import Foundation\nprint(ProcessInfo.processInfo.environment[\"\(name)\"] ?? \"\")"
    let place = try TemporaryFolder(["a.md": "```{.swift .input}\n\(cell)\n```\n"])
    func output(_ command: String, _ value: String) throws -> String {
      try lectern([command, "a.md"], in: place.path, environment: [name: value]).output
    }
    #expect(try output("run", first).contains(first + "\n"))
    #expect(try output("why", first).contains("is fresh"))
    #expect(
      try output("why", second)
        .contains("runs      the variable '\(name)' is not what it was last time"))
    #expect(try output("run", second).contains(second + "\n"))
    #expect(try output("run", first).contains(first + "\n"))
  }
}
