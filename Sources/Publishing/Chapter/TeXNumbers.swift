/// What the TeX of a formula says about numbers, row by row.
struct TeXNumbers {
  /// A row with what `\label` and `\tag` say in it.
  struct Row: Equatable {
    var labels: [String] = []
    var tag: String?
  }

  /// The rows that say something.
  private(set) var rows: [Row] = []
  /// The labels that `\ref` and `\eqref` refer to.
  private(set) var references: [String] = []
  private var row = Row()
  /// For each environment around the current place, whether its rows are those of the formula.
  private var environments: [Bool] = []
  /// How many of them have rows of their own.
  private var matrices = 0

  /// Reads `tex` in one pass; what macros stand for is not looked at.
  init(_ tex: String) {
    let bytes = Array(tex.utf8)
    var index = 0
    while let backslash = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
      let name = bytes[(backslash + 1)...].prefix { $0.isASCIILetter }
      index = max(backslash + 2, name.endIndex)
      guard index <= bytes.count else { break }
      if name.isEmpty {
        if bytes[backslash + 1] == UInt8(ascii: "\\"), matrices == 0 { endRow() }
      } else if (3...5).contains(name.count) {
        // Names so short cost no memory of their own; most commands go no further than here.
        let command = String(decoding: name, as: UTF8.self)
        guard Self.commands.contains(command),
          let (word, end) = Self.argument(in: bytes, at: index)
        else { continue }
        take(word, of: command)
        index = end
      }
    }
    endRow()
  }

  /// The environments whose rows can each have a number.
  private static let numbered: Set<String> = [
    "align", "gather", "alignat", "flalign", "eqnarray", "equation",
  ]

  /// The commands that count here.
  private static let commands: Set = ["label", "tag", "ref", "eqref", "begin", "end"]

  /// Takes the argument of one of `commands`.
  private mutating func take(_ word: String, of command: String) {
    switch command {
    case "label": row.labels.append(word)
    case "tag": row.tag = word
    case "ref", "eqref": references.append(word)
    case "begin":
      let hasNumbers = Self.numbered.contains(word.hasSuffix("*") ? String(word.dropLast()) : word)
      environments.append(hasNumbers)
      if !hasNumbers { matrices += 1 }
    default: if environments.popLast() == false { matrices -= 1 }
    }
  }

  private mutating func endRow() {
    if row != Row() { rows.append(row) }
    row = Row()
  }

  /// Returns the text in braces at `start` and the first byte after it.
  private static func argument(in bytes: [UInt8], at start: Int) -> (String, end: Int)? {
    var index = start
    while index < bytes.count,
      bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "*")
    {
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return nil }
    let text = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "{") }
    guard text.endIndex < bytes.count, bytes[text.endIndex] == UInt8(ascii: "}") else { return nil }
    return (String(decoding: text, as: UTF8.self).trimmed, text.endIndex + 1)
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
