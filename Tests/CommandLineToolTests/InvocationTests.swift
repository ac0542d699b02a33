import CommandLineTool
import Testing

@Suite struct `Reading a command line` {
  private func settings(_ words: String...) throws -> Settings {
    guard case .command(_, let settings) = try Invocation(parsing: words) else {
      throw UsageError.unknownCommand("help", nearest: nil)
    }
    return settings
  }

  @Test(arguments: [
    ["render", "a.md", "-o", "out"], ["render", "-o", "out", "a.md"],
    ["render", "-oout", "a.md"], ["render", "-o=out", "a.md"],
    ["render", "a.md", "--output", "out"], ["render", "--output=out", "a.md"],
    ["render", "--output=out", "--", "a.md"],
  ])
  func `a value may be spelt in every usual way, before or after paths`(words: [String]) throws {
    guard case .command(let command, let settings) = try Invocation(parsing: words) else {
      Issue.record("no command")
      return
    }
    #expect(command.name == .render)
    #expect(settings.paths == ["a.md"])
    #expect(settings.output == "out")
  }

  @Test func `short flags may stand in a row, the last with its value`() throws {
    let settings = try settings("render", "-qj2", "book")
    #expect(settings.isQuiet)
    #expect(settings.jobs == 2)
    #expect(settings.paths == ["book"])
  }

  @Test func `all that follows two dashes is a path`() throws {
    #expect(try settings("render", "--", "--fresh", "-q").paths == ["--fresh", "-q"])
  }

  @Test func `a tab may be named more than once`() throws {
    #expect(try settings("run", "a.md", "--tab", "x", "--tab=y").tabs == ["x", "y"])
  }

  @Test func `an empty value may be attached to a long name, and is then refused as such`() {
    #expect(throws: UsageError.self) { try settings("render", "--output=") }
  }

  @Test(arguments: [
    (["rendr"], UsageError.unknownCommand("rendr", nearest: "render")),
    (["frobnicate"], .unknownCommand("frobnicate", nearest: nil)),
    (["render", "--frsh"], .unknownOption("--frsh", command: "render", nearest: "--fresh")),
    (["render", "-x"], .unknownOption("-x", command: "render", nearest: nil)),
    (["inspect", "a.md", "--fresh"], .unknownOption("--fresh", command: "inspect", nearest: nil)),
    (["--fresh", "render"], .optionBeforeCommand("--fresh")),
    (["--versoin"], .unknownOption("--versoin", command: nil, nearest: "--version")),
    (["render", "--output"], .missingValue(option: "--output", value: "DIR")),
    (["render", "-o", "--fresh"], .missingValue(option: "-o", value: "DIR")),
    (["render", "--fresh=yes"], .unexpectedValue(option: "--fresh", value: "yes")),
    (["inspect"], .tooFewPaths(command: "inspect", wanted: 1)),
    (["inspect", "a", "b"], .tooManyPaths(command: "inspect", limit: 1, extra: "b")),
    (["doctor", "a"], .tooManyPaths(command: "doctor", limit: 0, extra: "a")),
  ])
  func `a mistake is named`(words: [String], expected: UsageError) {
    #expect(throws: expected) { try Invocation(parsing: words) }
  }

  @Test(arguments: ["0", "-1", "two", "1.5", "", "99999999999999999999"])
  func `a number of processes is a whole number above nought`(value: String) {
    #expect(throws: UsageError.self) { try Invocation(parsing: ["render", "--jobs=\(value)"]) }
  }

  @Test func `every mistake has words and a way on`() {
    let mistakes: [UsageError] = [
      .unknownCommand("x", nearest: nil), .unknownOption("-x", command: nil, nearest: nil),
      .optionBeforeCommand("--fresh"), .missingValue(option: "-o", value: "DIR"),
      .unexpectedValue(option: "-q", value: "1"),
      .badValue(option: "-j", value: "x", expected: "a number"),
      .tooFewPaths(command: "run", wanted: 1),
      .tooManyPaths(command: "doctor", limit: 0, extra: "a"), .notUTF8(argument: "?"),
    ]
    for mistake in mistakes {
      #expect(!mistake.message.isEmpty && !mistake.message.hasSuffix("."))
      #expect(!mistake.hint.isEmpty)
    }
  }
}

@Suite struct `The help` {
  @Test(arguments: Command.all.map(\.name))
  func `of a command tells its purpose, usage, options and examples`(name: Command.Name) throws {
    for words in [[name.rawValue, "--help"], [name.rawValue, "-h"], ["help", name.rawValue]] {
      guard case .help(let command?) = try Invocation(parsing: words) else {
        Issue.record("\(words) is not help")
        continue
      }
      #expect(command.name == name)
      let text = Help.text(for: command)
      #expect(text.contains("Usage: lectern \(name.rawValue) "))
      for option in command.options { #expect(text.contains("--\(option.name)")) }
      for example in command.examples { #expect(text.contains(example.line)) }
      #expect(!command.examples.isEmpty)
    }
  }

  @Test func `is given even where the paths are missing`() throws {
    guard case .help = try Invocation(parsing: ["inspect", "--help"]) else {
      Issue.record("no help")
      return
    }
  }

  @Test func `lists every command`() {
    for command in Command.all { #expect(Help.overview.contains("  \(command.name.rawValue) ")) }
  }

  @Test func `fits on a terminal of 100 columns`() {
    let texts = Command.all.map(Help.text(for:)) + [Help.overview]
    for line in texts.flatMap({ $0.split(separator: "\n") }) { #expect(line.count <= 100) }
  }

  @Test func `every example is a command line that can be read`() throws {
    for example in Command.all.flatMap(\.examples) {
      let words = example.line.split(separator: " ").map(String.init)
      #expect(words.first == "lectern")
      _ = try Invocation(parsing: Array(words.dropFirst()))
    }
  }
}
