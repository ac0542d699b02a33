internal import ChildProcess
internal import Glibc

/// A program with its arguments, run to its end.
struct Command {
  /// What a program answered.
  struct Answer {
    /// The exit status, or 128 and the number of the signal that ended it.
    var status: Int32
    var output: [UInt8]
    var error: [UInt8]
    /// Whether it was ended because it took too long.
    var isLate = false
  }

  /// What a program may use.
  struct Limits: Sendable {
    /// How long it may take, in seconds.
    var seconds = Double.infinity
    /// How much memory it may have, in bytes; 0 for any.
    var memory = 0
  }

  let program: String
  let arguments: [String]
  var directory: String?
  var limits = Limits()

  init(_ program: String, _ arguments: [String], directory: String? = nil) {
    self.program = program
    self.arguments = arguments
    self.directory = directory
  }

  /// Runs the program and returns what it put out, or `nil` when it was stopped by `cancellation`.
  func run(until cancellation: Cancellation) throws(EnvironmentError) -> Answer? {
    let (output, error) = (lp_memory_file(), lp_memory_file())
    defer {
      close(output)
      close(error)
    }
    let child = try Child(
      program, arguments, directory: directory, descriptors: [-1, output, error],
      dataLimit: limits.memory)
    let status = child.wait(until: cancellation, atMost: limits.seconds)
    guard !cancellation.isCancelled else { return nil }
    return Answer(
      status: status ?? 128 + SIGKILL, output: FileContent.all(of: output),
      error: FileContent.all(of: error), isLate: status == nil)
  }
}
