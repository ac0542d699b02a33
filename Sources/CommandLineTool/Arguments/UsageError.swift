/// Why a command line cannot be obeyed.
package enum UsageError: Error, Hashable {
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, command: String?, nearest: String?)
  case optionBeforeCommand(String)
  case missingValue(option: String, value: String)
  case unexpectedValue(option: String, value: String)
  case badValue(option: String, value: String, expected: String)
  case tooFewPaths(command: String, wanted: Int)
  case tooManyPaths(command: String, limit: Int, extra: String)
  case contradiction(String, String)
  case notUTF8(argument: String)
}
