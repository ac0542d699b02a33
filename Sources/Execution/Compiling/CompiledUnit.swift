/// A unit that is ready to be loaded.
struct CompiledUnit: Sendable {
  /// The module's name, which its entry function and files are named after.
  let module: String
  /// The folder that holds the library and the module.
  let folder: String
  /// The cells in it, as positions in the program.
  let cells: Range<Int>
  /// Names the interface and that of all units before it, whatever their bodies.
  let interface: String
  /// Where columns of its cells are not those of the chapter.
  let insertions: [UnitSource.Insertion]

  var library: String { "\(folder)/\(module).so" }
  var entry: String { "\(module)_main" }
}

/// What became of compiling a unit.
enum Compilation: Sendable {
  case compiled(CompiledUnit, warnings: [CompilerMessage])
  /// The compiler refused it; there is at least one error.
  case refused([CompilerMessage], insertions: [UnitSource.Insertion])
  /// Cancelled on the way.
  case stopped
}

/// One thing the compiler said.
struct CompilerMessage: Hashable, Sendable {
  enum Severity: String, Sendable { case error, warning, note, remark }

  var severity: Severity
  /// The file as the compiler knows it; empty when it named none.
  var file: String
  var line: Int
  var column: Int
  var text: String
  /// What it added below, as notes.
  var notes: [String] = []
}

extension CompilerMessage {
  /// Reads what the compiler wrote in LLVM's style: `FILE:LINE:COLUMN: SEVERITY: TEXT`, with the
  /// source and a caret on the lines below.
  static func all(in text: String) -> [CompilerMessage] {
    var messages: [CompilerMessage] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    for (index, line) in lines.enumerated() {
      let isExcerpt = index + 1 < lines.count && lines[index + 1].isCaretLine
      guard !isExcerpt, let message = CompilerMessage(line: String(line)) else { continue }
      if message.severity == .note, !messages.isEmpty {
        messages[messages.count - 1].notes.append(message.text)
      } else {
        messages.append(message)
      }
    }
    return messages
  }

  private init?(line: String) {
    for severity in [Severity.error, .warning, .note, .remark] {
      guard let mark = line.firstRange(of: " \(severity.rawValue): ") else { continue }
      let place = line[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      let text = String(line[mark.upperBound...])
      if place.count >= 4, place.last == "", let number = Int(place[place.count - 3]),
        let column = Int(place[place.count - 2])
      {
        self.init(
          severity: severity, file: place.dropLast(3).joined(separator: ":"), line: number,
          column: column, text: text)
        return
      }
      if place.count <= 2, severity == .error {  // `<unknown>:0: error: …`, `error: …`
        self.init(severity: severity, file: "", line: 0, column: 0, text: text)
        return
      }
    }
    return nil
  }
}

extension Substring {
  /// Whether the line marks places in the one above it.
  fileprivate var isCaretLine: Bool {
    utf8.contains(UInt8(ascii: "^")) && utf8.allSatisfy { " \t~^".utf8.contains($0) }
  }
}
