import Tensors

/// What the command line asks for.
struct Invocation {
  /// What is measured.
  private(set) var command: Command?
  /// The one name to measure, or nil for all.
  private(set) var only: String?
  /// The file to measure instead of rows.
  private var input: [UInt8]?
  private var wantsHelp = false
  private var wantsList = false

  /// Reads the words after the name of the program.
  init(_ words: some Sequence<String>) throws(UsageError) {
    var words = Array(words)[...]
    while let word = words.popFirst() { try take(word, &words) }
    guard command != nil || wantsHelp else { throw .noCommand }
    if let only, let command, !command.names.contains(only) {
      throw .unknownName(only, command)
    }
    if input != nil, let command, command.measureFile == nil { throw .noFiles(command) }
  }

  /// Does what was asked for.
  func run() {
    guard let command, !wantsHelp else { return write(Invocation.help) }
    if wantsList {
      for name in command.names { write(name) }
    } else if let input, let measureFile = command.measureFile {
      measureFile(input)
    } else {
      command.run(only)
    }
  }
}

extension Invocation {
  private mutating func take(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    switch word {
    case "-h", "--help": wantsHelp = true
    case "--list": wantsList = true
    case "--only": only = try value(of: word, "the name of a row, as --list shows them", &rest)
    case "--input": input = try file(at: try value(of: word, "a file of Markdown", &rest))
    case "--threads": try useThreads(try value(of: word, "a number from 1 to 64", &rest))
    case _ where word.hasPrefix("-"): throw .unknownOption(word)
    default:
      guard let found = Command.all.first(where: { $0.name == word }) else {
        throw .unknownCommand(word)
      }
      guard command == nil else { throw .tooManyCommands(word) }
      command = found
    }
  }

  private func value(
    of option: String, _ expected: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) -> String {
    guard let value = rest.popFirst() else { throw .missingValue(option, expected) }
    return value
  }

  private func file(at path: String) throws(UsageError) -> [UInt8] {
    guard let bytes = contents(ofFile: path) else { throw .unreadable(path) }
    return bytes
  }

  private func useThreads(_ text: String) throws(UsageError) {
    guard let count = Int(text), (1...64).contains(count) else { throw .notThreads(text) }
    setThreads(count)
  }
}

extension Invocation {
  static var help: String {
    let rows = Command.all.map { "  \($0.name.padded(to: 10))  \($0.summary)" }
    return """
      lectern-bench: how fast the tensors and the Markdown reader are, one line of JSON a measurement

      usage: swift run -c release lectern-bench COMMAND [OPTIONS]

      \(rows.joined(separator: "\n"))

      options:
        --only NAME    measure this row alone
        --input FILE   read this file instead of the rows ('markdown', 'resume')
        --list         print the names of the rows, and measure nothing
        --threads N    share large operations among N threads; without it ABACUS_THREADS
                       counts, and without that the number of processors
        -h, --help     print this

      examples:
        swift run -c release lectern-bench steps --threads 2
        swift run -c release lectern-bench products --only square-1024
        swift run -c release lectern-bench markdown --input chapter.md

      Times are those of the best round of several. A debug build measures nothing
      worth knowing.
      """
  }
}

extension String {
  /// The text with spaces after it, at least `width` characters in all.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
