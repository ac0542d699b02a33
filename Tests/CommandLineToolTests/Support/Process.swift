import Foundation

/// What a process left behind.
struct Ended {
  let status: Int32
  let output: String
  let error: String
}

/// Runs the built tool in a folder, by the command `starter` and its output through the shell command
/// `filter` if there are such.
func lectern(
  _ words: [String], in folder: String, environment: [String: String] = [:],
  by starter: String = "", through filter: String? = nil
) throws -> Ended {
  let process = try start(
    words, in: folder, environment: environment, by: starter, through: filter)
  return try process.wait()
}

/// Starts the built tool in a folder.
func start(
  _ words: [String], in folder: String, environment: [String: String] = [:],
  by starter: String = "", through filter: String? = nil,
  input: FileHandle = .nullDevice
) throws -> Running {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/sh")
  let command = filter.map { "\"$0\" \"$@\" | \($0)" } ?? "exec \(starter) \"$0\" \"$@\""
  process.arguments = ["-c", command, toolURL.path] + words
  process.currentDirectoryURL = URL(filePath: folder)
  var variables = ProcessInfo.processInfo.environment
  for name in ["NO_COLOR", "CLICOLOR_FORCE", "CI"] { variables[name] = nil }
  process.environment = variables.merging(environment) { $1 }
  return try Running(process, input: input)
}

/// A process under way, whose output goes to files so that it never waits for a reader.
struct Running {
  let process: Process
  private let output: URL
  private let error: URL

  init(_ process: Process, input: FileHandle = .nullDevice) throws {
    self.process = process
    let base = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    output = base.appendingPathExtension("out")
    error = base.appendingPathExtension("err")
    for file in [output, error] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    process.standardInput = input
    try process.run()
  }

  /// What it has put out until now.
  func outputSoFar() throws -> String {
    String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }

  func wait() throws -> Ended {
    process.waitUntilExit()
    defer { for file in [output, error] { try? FileManager.default.removeItem(at: file) } }
    return Ended(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
  }
}

/// The tool beside the test bundle.
private let toolURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  .deletingLastPathComponent().appending(path: "lectern")
