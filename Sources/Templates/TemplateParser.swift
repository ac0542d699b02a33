import SourceText

/// Reads a template once, from the front.
struct TemplateParser {
  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var line = 1
  private var lineStart = 0
  private(set) var diagnostics: [Diagnostic] = []
  /// The sections open at `index`, outermost first, each with the nodes before it.
  private var open: [(name: Template.Name, isInverted: Bool, before: [Template.Node])] = []
  private var nodes: [Template.Node] = []

  init(text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
  }

  /// Returns the nodes of the whole text.
  mutating func parse() -> [Template.Node] {
    while index < bytes.count { readText() }
    while let section = open.popLast() {
      report(.unclosedSection(section.name.text), at: section.name)
      nodes = section.before + nodes
    }
    return nodes
  }

  /// Reads text up to the next tag, and the tag.
  private mutating func readText() {
    let start = index
    while index < bytes.count, !bytes[index...].starts(with: "{{".utf8) { index += 1 }
    var end = index
    let position = advance(from: start, to: index)
    let lineStart = lineStart
    guard index < bytes.count else { return appendText(start..<end) }
    guard let tag = readTag(at: position) else { return appendText(start..<end) }
    let indent = bytes[start..<end].reversed().prefix { $0 == space || $0 == tab }.count
    if tag.standsAlone, let rest = restOfBlankLine(), end - indent == lineStart {
      end -= indent
      _ = advance(from: index, to: rest)
      index = rest
    }
    appendText(start..<end)
    apply(tag)
  }

  private mutating func appendText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    nodes.append(.text(String(decoding: bytes[range], as: UTF8.self)))
  }
}

// MARK: Tags

extension TemplateParser {
  /// What stands between `{{` and `}}`.
  private struct Tag {
    var sigil: UInt8?
    var name: Template.Name
    /// Whether a line with nothing but this tag leaves no line behind.
    var standsAlone: Bool { sigil != nil }
  }

  /// Reads the tag at `index`, or reports why it isn't one.
  private mutating func readTag(at position: SourcePosition) -> Tag? {
    let start = index + 2
    let isComment = start < bytes.count && bytes[start] == UInt8(ascii: "!")
    guard let end = firstIndex(of: "}}", from: start) else {
      report(.unclosedTag, at: position, length: 2)
      index = bytes.count
      return nil
    }
    index = end + 2
    _ = advance(from: start, to: end)
    let content = bytes[start..<end]
    if content.first == UInt8(ascii: "{") {
      if index < bytes.count, bytes[index] == UInt8(ascii: "}") { index += 1 }
      report(.rawTag, at: position, length: index - start + 2)
      return nil
    }
    let sigil = content.first.flatMap { "#^/>!".utf8.contains($0) ? $0 : nil }
    let body = content.dropFirst(sigil == nil ? 0 : 1)
    let name = String(decoding: body.trimmed, as: UTF8.self)
    let tag = Tag(sigil: sigil, name: Template.Name(text: name, position: position))
    guard !isComment else { return tag }
    return isValid(name, at: position, length: index - start + 2) ? tag : nil
  }

  /// Reports a name that can't be looked up.
  private mutating func isValid(_ name: String, at position: SourcePosition, length: Int) -> Bool {
    guard !name.isEmpty else {
      report(.emptyTag, at: position, length: length)
      return false
    }
    let isName = name.utf8.allSatisfy { $0.isNameByte }
    if !isName { report(.badName(name), at: position, length: length) }
    return isName
  }

  /// Adds what `tag` means to the tree.
  private mutating func apply(_ tag: Tag) {
    switch tag.sigil {
    case nil: nodes.append(.variable(tag.name))
    case UInt8(ascii: ">"): nodes.append(.partial(tag.name))
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      guard open.count < deepest else { return report(.tooDeep, at: tag.name) }
      open.append((tag.name, tag.sigil == UInt8(ascii: "^"), nodes))
      nodes = []
    case UInt8(ascii: "/"): close(tag.name)
    default: break
    }
  }

  /// Ends the innermost section, which should be called `name`.
  private mutating func close(_ name: Template.Name) {
    guard let section = open.last else { return report(.unopenedSection(name.text), at: name) }
    guard section.name.text == name.text else {
      return report(.crossedSections(opened: section.name.text, closed: name.text), at: name)
    }
    open.removeLast()
    nodes = section.before + [.section(section.name, isInverted: section.isInverted, nodes)]
  }
}

// MARK: Bytes

extension TemplateParser {
  /// Counts the lines of a stretch, and returns the position of its end.
  private mutating func advance(from start: Int, to end: Int) -> SourcePosition {
    for at in start..<end where bytes[at] == newline {
      line += 1
      lineStart = at + 1
    }
    return SourcePosition(line: line, column: end - lineStart + 1)
  }

  /// Returns where the next line begins if nothing but blanks is left on this one.
  private func restOfBlankLine() -> Int? {
    let end = bytes[index...].firstIndex { $0 != space && $0 != tab && $0 != carriageReturn }
    guard let end else { return bytes.count }
    return bytes[end] == newline ? end + 1 : nil
  }

  private func firstIndex(of mark: StaticString, from start: Int) -> Int? {
    let mark = Array("\(mark)".utf8)
    return bytes.indices.dropFirst(start).first { bytes[$0...].starts(with: mark) }
  }

  private mutating func report(_ problem: TemplateProblem, at name: Template.Name) {
    report(problem, at: name.position, length: name.text.utf8.count + 5)
  }

  private mutating func report(
    _ problem: TemplateProblem, at position: SourcePosition, length: Int
  ) {
    diagnostics.append(problem.diagnostic(at: position, length: length, in: file))
  }
}

/// How many sections may lie in one another.
private let deepest = 64
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

extension UInt8 {
  /// Whether the byte may stand in a name: a letter, a digit, or one of `._-`.
  fileprivate var isNameByte: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || "._-/".utf8.contains(self)
  }
}

extension ArraySlice<UInt8> {
  /// The slice without blanks at either end.
  fileprivate var trimmed: ArraySlice {
    let isBlank: (UInt8) -> Bool = { $0 == space || $0 == tab || $0 == newline }
    guard let last = lastIndex(where: { !isBlank($0) }) else { return [] }
    return self[...last].drop(while: isBlank)
  }
}
