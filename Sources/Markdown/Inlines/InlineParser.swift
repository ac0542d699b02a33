/// The second phase: finds the inlines of one block's text in a single pass.
struct InlineParser {
  /// A `[` or `![` that may begin a link or an image.
  struct Bracket {
    /// The node of its text.
    var node: Int
    /// The first byte after it.
    var start: Int
    var isImage: Bool
    /// The top of the delimiter stack when it was met.
    var delimiters: Int
    /// Whether another bracket was met after it, so that the text is no label.
    var hasBracketInside = false
  }

  let buffer: InlineBuffer
  let options: MarkdownOptions
  /// The definitions of the document, with what is left of their budget.
  var references: ReferenceTable
  var list = InlineList()
  var delimiters = Delimiters()
  var brackets: [Bracket] = []
  /// Brackets below this number, images apart, may not become links: one stands inside.
  var linksBegin = 0
  /// The next byte to look at, and the first that is in no inline yet.
  var index = 0
  var textStart = 0
  var searches = FailedSearches()
  /// The slide mark that is open.
  var slide: SlideMark?

  /// The rules that are switched on, by the first byte of what they read.
  private let rules: InlineRules

  init(
    _ buffer: InlineBuffer, references: ReferenceTable, options: MarkdownOptions,
    rules: InlineRules
  ) {
    self.buffer = buffer
    self.references = references
    self.options = options
    self.rules = rules
  }

  var bytes: [UInt8] { buffer.bytes }

  /// Returns the inlines of the whole text.
  mutating func inlines() -> [Inline] {
    let bytes = buffer.bytes
    while index < bytes.count {
      while index < bytes.count, !rules.mayBegin[Int(bytes[index])] { index += 1 }
      if let slide, index >= slide.end { close(slide) }
      guard index < bytes.count else { break }
      let start = index
      for rule in rules.byFirst[Int(bytes[index])] where rule.parse(&self) { break }
      if index == start { index += 1 }
    }
    flush(upTo: index)
    delimiters.resolve(above: -1, in: &list)
    return list.inlines(of: buffer)
  }

  /// Makes text of the bytes before `end` that are in no inline.
  mutating func flush(upTo end: Int) {
    if textStart < end { list.append(.text, textStart..<end) }
    textStart = end
  }

  /// Adds an inline that covers the bytes from the current one to `end`, and goes on after it.
  @discardableResult
  mutating func add(_ kind: InlineList.Node.Kind, upTo end: Int) -> Int {
    flush(upTo: index)
    let node = list.append(kind, index..<end)
    (index, textStart) = (end, end)
    return node
  }

  func byte(at index: Int) -> UInt8? { index < buffer.bytes.count ? buffer.bytes[index] : nil }
}

/// The searches that found nothing up to the end: repeating them would take time that grows with
/// the square of the text.
struct FailedSearches {
  private var starts: [String: Int] = [:]

  /// Returns where `terminator` begins at or after `start`, as `search` finds it.
  mutating func find(
    _ terminator: String, from start: Int, search: (Int) -> Int?
  ) -> Int? {
    if let failed = starts[terminator], start >= failed { return nil }
    let found = search(start)
    if found == nil { starts[terminator] = start }
    return found
  }
}
