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
  }

  let program: String
  let arguments: [String]
  var directory: String?

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
      program, arguments, directory: directory, descriptors: [-1, output, error])
    guard let status = child.wait(until: cancellation) else { return nil }
    return Answer(
      status: status, output: FileContent.all(of: output), error: FileContent.all(of: error))
  }
}
