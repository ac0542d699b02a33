internal import SourceText

/// What a command line asks for.
package enum Invocation: Sendable {
  /// Help on a command, or on all of Lectern.
  case help(Command?)
  /// The version.
  case version
  /// A command, with what follows it.
  case command(Command, Settings)
}

extension Invocation {
  /// Reads the words that follow the program's name.
  package init(parsing words: [String]) throws(UsageError) {
    guard let first = words.first else {
      self = .help(nil)
      return
    }
    let rest = words.dropFirst()
    switch first {
    case "--help", "-h": self = .help(nil)
    case "--version", "-V": self = .version
    case "help": self = .help(try rest.first.map(Self.command(named:)))
    default:
      if first.hasPrefix("-") { throw Self.misplaced(first) }
      var reader = ArgumentReader(command: try Self.command(named: first))
      self = try reader.read(Array(rest))
    }
  }

  private static func command(named word: String) throws(UsageError) -> Command {
    if let command = Command.all.first(where: { $0.name.rawValue == word }) { return command }
    let names = Command.all.map(\.name.rawValue) + ["help"]
    throw .unknownCommand(word, nearest: nearest(to: word, in: names))
  }

  private static func misplaced(_ word: String) -> UsageError {
    let name = String(word.prefix { $0 != "=" })
    let known = Command.all.flatMap(\.options).map { "--\($0.name)" }
    if known.contains(name) { return .optionBeforeCommand(name) }
    return .unknownOption(
      name, command: nil, nearest: nearest(to: name, in: ["--help", "--version"]))
  }
}

/// Reads what follows a command's name.
private struct ArgumentReader {
  let command: Command
  var settings = Settings()
  var asksForHelp = false

  init(command: Command) { self.command = command }

  mutating func read(_ words: [String]) throws(UsageError) -> Invocation {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        settings.paths += rest
        break
      } else if word.hasPrefix("--") {
        try readLong(word, &rest)
      } else if word.hasPrefix("-"), word != "-" {
        try readShort(word, &rest)
      } else {
        settings.paths.append(word)
      }
    }
    if asksForHelp { return .help(command) }
    try checkPaths()
    return .command(command, settings)
  }

  private mutating func readLong(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let name = String(word.prefix { $0 != "=" })
    let attached = word.count > name.count ? String(word.dropFirst(name.count + 1)) : nil
    guard let option = options.first(where: { "--\($0.name)" == name }) else {
      throw unknown(name)
    }
    if let attached, option.value == nil {
      throw .unexpectedValue(option: name, value: attached)
    }
    try apply(option, spelt: name, attached: attached, &rest)
  }

  /// Reads `-j2`, `-j 2`, and flags in a row such as `-qj2`.
  private mutating func readShort(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.short == letter }) else {
        throw unknown("-\(letter)")
      }
      guard option.value != nil else {
        try apply(option, spelt: "-\(letter)", attached: nil, &rest)
        continue
      }
      let value = letters.first == "=" ? letters.dropFirst() : letters
      let attached = letters.isEmpty ? nil : String(value)
      return try apply(option, spelt: "-\(letter)", attached: attached, &rest)
    }
  }

  private mutating func apply(
    _ option: Option, spelt name: String, attached: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var value = ""
    if let wanted = option.value {
      // A value may begin with a dash only when it is attached: `-o --fresh` is a slip.
      let next = rest.first.flatMap { $0.hasPrefix("-") && $0 != "-" ? nil : $0 }
      guard let found = attached ?? next else {
        throw .missingValue(option: name, value: wanted)
      }
      if attached == nil { rest.removeFirst() }
      value = found
    }
    if option.name == Option.help.name { asksForHelp = true }
    if let mismatch = option.apply(&settings, value) {
      throw .badValue(option: name, value: value, expected: mismatch.expected)
    }
  }

  private var options: [Option] { command.options + [.help] }

  private func unknown(_ name: String) -> UsageError {
    let known = options.map { "--\($0.name)" }
    return .unknownOption(
      name, command: command.name.rawValue,
      nearest: name.hasPrefix("--") ? nearest(to: name, in: known) : nil)
  }

  private func checkPaths() throws(UsageError) {
    let name = command.name.rawValue
    if settings.paths.count < command.paths.lowerBound {
      throw .tooFewPaths(command: name, wanted: command.paths.lowerBound)
    }
    if settings.paths.count > command.paths.upperBound {
      let limit = command.paths.upperBound
      throw .tooManyPaths(command: name, limit: limit, extra: settings.paths[limit])
    }
  }
}
