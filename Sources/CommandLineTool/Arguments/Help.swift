/// The words of `--help`.
package enum Help {
  /// The version `--version` prints.
  package static let version = "lectern 0.1.0"

  /// Help on all of Lectern.
  package static var overview: String {
    let commands = Command.all.map { ($0.name.rawValue, $0.summary) }
    return """
      \(version): literate notebooks for Swift

      \(wrapped("""
        Lectern runs the Swift cells of Markdown chapters and turns them into finished pages, with \
        everything the cells print and draw.
        """))

      Usage: lectern COMMAND [OPTIONS] [PATH…]

      Commands:
      \(table(commands))

      Options:
      \(table([("-h, --help", "Show this help"), ("-V, --version", "Show the version")]))

      Examples:
        lectern doctor                    check that the machine is ready
        lectern render notebooks --open   render a book and look at it

      'lectern COMMAND --help' tells more about a command.
      """
  }

  /// Help on one command.
  package static func text(for command: Command) -> String {
    let usage = ["lectern", command.name.rawValue, "[OPTIONS]", command.operands]
    return """
      \(wrapped(command.purpose))

      Usage: \(usage.filter { !$0.isEmpty }.joined(separator: " "))

      Options:
      \(table((command.options + [.help]).map { (spelling(of: $0), $0.help) }))

      Examples:
      \(table(command.examples.map { ($0.line, $0.meaning) }))
      """
  }

  private static func spelling(of option: Option) -> String {
    let short = option.short.map { "-\($0), " } ?? "    "
    return short + "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
  }

  private static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { left, right in
      "  " + left + String(repeating: " ", count: width - left.count + 3) + right
    }.joined(separator: "\n")
  }

  /// Breaks a paragraph into lines of at most 78 characters.
  private static func wrapped(_ paragraph: String, to width: Int = 78) -> String {
    var lines: [String] = []
    for word in paragraph.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
