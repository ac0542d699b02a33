extension UsageError {
  /// What is wrong, in lower case, without a full stop.
  package var message: String {
    switch self {
    case .unknownCommand(let word, _): "unknown command '\(word)'"
    case .unknownOption(let word, nil, _): "unknown option '\(word)'"
    case .unknownOption(let word, let command?, _):
      "'lectern \(command)' has no option '\(word)'"
    case .optionBeforeCommand(let word): "option '\(word)' stands before the command"
    case .missingValue(let option, let value): "option '\(option)' needs a value: \(value)"
    case .unexpectedValue(let option, let value):
      "option '\(option)' takes no value, but '\(value)' was given"
    case .badValue(let option, let value, let expected):
      "'\(value)' is no value for '\(option)', which takes \(expected)"
    case .tooFewPaths(let command, 1): "'lectern \(command)' needs a file"
    case .tooFewPaths(let command, let wanted): "'lectern \(command)' needs \(wanted) paths"
    case .tooManyPaths(let command, 0, let extra):
      "'lectern \(command)' takes no paths, but '\(extra)' was given"
    case .tooManyPaths(let command, let limit, let extra):
      "'lectern \(command)' takes \(limit == 1 ? "one path" : "\(limit) paths"), "
        + "but '\(extra)' came on top"
    case .contradiction(let one, let other): "'\(one)' and '\(other)' cannot both be meant"
    case .notUTF8(let argument): "'\(argument)' is not UTF-8, which names of files have to be"
    }
  }

  /// What to try next.
  package var hint: String {
    switch self {
    case .unknownCommand(_, let nearest?), .unknownOption(_, _, let nearest?):
      "did you mean '\(nearest)'?"
    case .unknownOption(_, let command?, nil), .tooFewPaths(let command, _),
      .tooManyPaths(let command, _, _):
      "'lectern \(command) --help' shows how it is used"
    case .optionBeforeCommand(let option):
      "options follow the command, as in 'lectern render \(option)'"
    default: "'lectern --help' shows what there is"
    }
  }
}
