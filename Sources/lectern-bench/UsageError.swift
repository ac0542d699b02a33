/// Why a command line cannot be obeyed.
enum UsageError: Error {
  case noCommand
  case tooManyCommands(String)
  case unknownCommand(String)
  case unknownOption(String)
  case missingValue(String, String)
  case notThreads(String)
  case unknownName(String, Command)
  case noFiles(Command)
  case unreadable(String)
}

extension UsageError {
  /// What is wrong, in lower case, without a full stop.
  var message: String {
    switch self {
    case .noCommand: "it needs a command: \(Self.commands)"
    case .tooManyCommands(let word): "one command at a time, but '\(word)' came on top"
    case .unknownCommand(let word): "unknown command '\(word)'; there are \(Self.commands)"
    case .unknownOption(let word): "unknown option '\(word)'"
    case .missingValue(let option, let expected): "option '\(option)' needs a value: \(expected)"
    case .notThreads(let text): "'\(text)' is no value for '--threads', which takes 1 to 64"
    case .unknownName(let name, let command):
      "'\(command.name)' has no row '\(name)'; it has \(command.names.joined(separator: ", "))"
    case .noFiles(let command): "'\(command.name)' measures no files; 'markdown' does"
    case .unreadable(let path): "'\(path)' cannot be read"
    }
  }

  private static var commands: String {
    Command.all.map { "'\($0.name)'" }.joined(separator: ", ")
  }
}
