import Foundation
import TestSupport
import Testing

/// The steps of the script that measures PyTorch, in its order.
private let stepNames = [
  "circles-mlp", "softmax-regression", "fashion-mlp", "cifar-cnn", "bilstm", "sgemm-1024",
  "elementwise-1m", "tiny-add",
]

@Suite struct `The benchmark tool` {
  @Test func `has the steps that are measured of PyTorch`() throws {
    let result = try bench("steps", "--list")
    #expect(result.status == 0 && result.error.isEmpty)
    #expect(result.output.split(separator: "\n").map(String.init) == stepNames)
  }

  @Test func `prints a step as the script for PyTorch does`() throws {
    let line = try bench("steps", "--only", "tiny-add", "--threads", "1").output
    let found = try #require(
      line.wholeMatch(of: /\{"step": "tiny-add", "microseconds": (\d+\.\d{1,2})\}\n/))
    #expect((Double(found.output.1) ?? 0) > 0)
  }

  @Test(arguments: [
    ("products", "square-16", "gflops"), ("memory", "no-grad-1m", "resident"),
    ("markdown", "backticks", "total"), ("resume", "plain", "start"),
  ])
  func `prints lines of JSON`(command: String, row: String, key: String) throws {
    let result = try bench(command, "--only", row)
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let value = try JSONDecoder().decode(JSON.self, from: Data(line.utf8))
      #expect(value[key].number >= 0, "\(line)")
    }
  }

  @Test(arguments: [
    ("", "it needs a command"), ("stepps", "unknown command 'stepps'"),
    ("steps --fast", "unknown option '--fast'"), ("steps --only", "'--only' needs a value"),
    ("steps --only tiny", "'steps' has no row 'tiny'"), ("steps memory", "one command at a time"),
    ("steps --threads 0", "'0' is no value for '--threads'"),
    ("markdown --input /nowhere.md", "'/nowhere.md' cannot be read"),
    ("steps --input /proc/self/stat", "'steps' measures no files"),
  ])
  func `explains what is wrong with its arguments`(line: String, message: String) throws {
    let result = try bench(line.split(separator: " ").map(String.init))
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.error.contains("lectern-bench: ") && result.error.contains(message))
    #expect(result.error.contains("--help"))
  }

  @Test func `tells how it is used`() throws {
    let result = try bench("--help")
    #expect(result.status == 0)
    for word in ["steps", "products", "memory", "--only NAME", "--threads N", "ABACUS_THREADS"] {
      #expect(result.output.contains(word), "\(word)")
    }
  }

  private func bench(_ words: String...) throws -> (status: Int32, output: String, error: String) {
    try bench(words)
  }

  /// Runs the tool that was built beside the tests.
  private func bench(_ words: [String]) throws -> (status: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "lectern-bench")
    process.arguments = words
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // What is written is less than a pipe holds.
    process.waitUntilExit()
    return (
      process.terminationStatus,
      String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
      String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    )
  }
}
