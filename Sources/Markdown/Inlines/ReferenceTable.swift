/// The link reference definitions of a document, by normalized label.
struct ReferenceTable {
  /// Where a link goes and what its title says.
  struct Target {
    var destination: String
    var title: String
  }

  /// How many bytes of destinations and titles references may still put in: without a limit a
  /// small file could make a page of a size that is the square of its own.
  var budget = Int.max
  /// The labels of footnotes, normalized.
  var footnotes: Set<String> = []
  /// How long a label may be.
  static let longestLabel = 999
  private var targets: [String: Target] = [:]

  /// Adds a definition; the first of a label counts.
  mutating func define(_ label: ArraySlice<UInt8>, _ target: Target) {
    let label = Self.normalized(label)
    if targets[label] == nil { targets[label] = target }
  }

  /// Returns the definition of `label`, as long as the budget lasts.
  mutating func use(_ label: ArraySlice<UInt8>) -> Target? {
    guard !targets.isEmpty, label.count <= Self.longestLabel,
      let target = targets[Self.normalized(label)]
    else {
      return nil
    }
    budget -= target.destination.utf8.count + target.title.utf8.count
    return budget >= 0 ? target : nil
  }

  /// Folds case and makes each run of white space one space (CommonMark 4.7, "matches").
  static func normalized(_ label: ArraySlice<UInt8>) -> String {
    let words = label.split(whereSeparator: \.isWhitespace).map { String(markdown: $0) }
    return words.joined(separator: " ").lowercased().uppercased()
  }
}

extension BlockParser {
  /// Takes the definitions at the beginning of a paragraph out of it (CommonMark 4.7).
  mutating func takeReferenceDefinitions(from node: Int) {
    guard let first = nodes[node].slices.first, !first.bytes.isEmpty,
      source[first.bytes.lowerBound] == .openBracket
    else { return }
    let buffer = InlineBuffer(nodes[node].slices, of: source)
    let scanner = LinkScanner(bytes: buffer.bytes)
    var offset = 0
    var lines = 0
    while let definition = scanner.definition(at: offset) {
      references.define(
        buffer.bytes[definition.label],
        ReferenceTable.Target(destination: definition.destination, title: definition.title))
      lines += buffer.bytes[offset..<definition.end].count { $0 == .newline }
      offset = definition.end
    }
    guard offset > 0 else { return }
    let isAll = offset == buffer.bytes.count
    nodes[node].isInvisible = isAll
    guard !isAll else { return }
    nodes[node].slices.removeFirst(lines)
    nodes[node].firstLine += lines
    nodes[node].start = nodes[node].slices.first?.bytes.lowerBound ?? nodes[node].start
  }

  /// Ends a paragraph: takes definitions out, and the mark of a task.
  mutating func finishParagraph(_ node: Int) {
    takeReferenceDefinitions(from: node)
    if options.contains(.taskLists), !nodes[node].isInvisible { takeTaskMark(from: node) }
  }

  /// Takes `[ ]` or `[x]` from the first paragraph of an item (GFM 5.3).
  private mutating func takeTaskMark(from node: Int) {
    guard let item = open.last, nodes[item].kind.isItem, nodes[item].children.first == node,
      let slice = nodes[node].slices.first
    else { return }
    let text = source[slice.bytes]
    let mark = text.dropFirst().first ?? 0
    let rest = text.dropFirst(3)
    guard text.first == .openBracket, text.dropFirst(2).first == .closeBracket,
      [.space, UInt8(ascii: "x"), UInt8(ascii: "X")].contains(mark),
      rest.first?.isSpaceOrTab ?? false, !rest.allSatisfy(\.isSpaceOrTab)
    else { return }
    nodes[item].isChecked = mark != .space
    let start = rest.firstIndex { !$0.isSpaceOrTab } ?? rest.endIndex
    nodes[node].slices[0].bytes = start..<slice.bytes.upperBound
  }
}
