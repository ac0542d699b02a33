/// A parsed Markdown file.
package struct Document: Hashable, Sendable {
  /// The top-level blocks in file order.
  package var blocks: [Block]

  /// Creates a document of `blocks`.
  package init(blocks: [Block]) { self.blocks = blocks }
}

/// A piece of a document's block structure.
package struct Block: Hashable, Sendable {
  /// What a block is, with what only blocks of this kind have.
  package enum Kind: Hashable, Sendable {
    case paragraph
    case heading(level: Int)
    case thematicBreak
    case blockQuote
    /// `start` is `nil` for a bullet list.
    case list(start: Int?, isTight: Bool)
    /// `isChecked` is `nil` unless the item is a task.
    case item(isChecked: Bool?)
    /// `info` is the whole info string; `literal` the lines without fence and indentation.
    case codeBlock(info: String, literal: String, isFenced: Bool)
    case html(String)
    case table([Alignment])
    case tableRow(isHeader: Bool)
    case tableCell
    /// `:begin_tab:` with its names, or `:end_tab:`.
    case tabMark(Tabs)
    /// What `[^label]:` defines.
    case footnote(label: String)
  }

  /// How a column of a table is set.
  package enum Alignment: Hashable, Sendable { case none, left, center, right }

  /// What a tab mark does.
  package enum Tabs: Hashable, Sendable {
    case begin([String])
    case end
  }

  /// What the block is.
  package var kind: Kind
  /// The lines it covers, from 1, fences included.
  package var lines: ClosedRange<Int>
  /// The bytes of the file it covers.
  package var bytes: Range<Int>
  /// The blocks inside it.
  package var children: [Block]
  /// The inlines of a paragraph, heading or table cell.
  package var content: [Inline]
  /// Where the parts of fenced code stand in the file.
  package var fence: Fence?

  /// Creates a block.
  package init(
    _ kind: Kind, lines: ClosedRange<Int>, bytes: Range<Int>, children: [Block] = [],
    content: [Inline] = []
  ) {
    self.kind = kind
    self.lines = lines
    self.bytes = bytes
    self.children = children
    self.content = content
  }
}

/// Where the parts of a fenced code block stand in the file.
package struct Fence: Hashable, Sendable {
  /// A line of code, without indentation and without what marks the blocks it stands in.
  package struct Line: Hashable, Sendable {
    /// The bytes of the file.
    package var bytes: Range<Int>
    /// How many spaces stand before them in place of a tab that was partly indentation.
    package var spaces: Int
  }

  /// The bytes of the info string.
  package var info: Range<Int>
  /// How many backticks or tildes open it.
  package var length: Int
  /// Whether a closing fence ends it; if not, the end of the file or of its container does.
  package var isClosed: Bool
  /// The lines of the code.
  package var lines: [Line]
}

/// A piece of running text.
package struct Inline: Hashable, Sendable {
  /// What an inline is.
  package enum Kind: Hashable, Sendable {
    case text(String)
    case code(String)
    case emphasis
    case strong
    case strikethrough
    case link(destination: String, title: String)
    case image(destination: String, title: String)
    case html(String)
    case softBreak
    case lineBreak
    /// A role of the notebook language: `` :label:`sec_x` ``, `` :numref:`fig_y` ``.
    case role(name: String, argument: String)
    /// `[^label]`; where no footnote has the label, it is text.
    case footnoteReference(label: String, isDefined: Bool)
    /// TeX between dollars, as it was written.
    case math(String, isDisplay: Bool)
  }

  /// What the inline is.
  package var kind: Kind
  /// The bytes of the file it covers.
  package var bytes: Range<Int>
  /// The inlines inside it.
  package var children: [Inline]

  /// Creates an inline.
  package init(_ kind: Kind, bytes: Range<Int>, children: [Inline] = []) {
    self.kind = kind
    self.bytes = bytes
    self.children = children
  }
}
