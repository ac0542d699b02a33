/// The second phase: finds the inlines of one block's text.
struct InlineParser {
  private let buffer: InlineBuffer
  private let options: MarkdownOptions
  /// The definitions of the document, with what is left of their budget.
  var references: ReferenceTable

  init(_ buffer: InlineBuffer, references: ReferenceTable, options: MarkdownOptions) {
    self.buffer = buffer
    self.references = references
    self.options = options
  }

  /// Returns the inlines of the whole text.
  mutating func inlines() -> [Inline] {
    let bytes = buffer.bytes
    guard !bytes.isEmpty else { return [] }
    return [
      Inline(.text(String(markdown: bytes)), bytes: buffer.fileRange(0..<bytes.count))
    ]
  }
}
