/// A block while the structure is still being found; its children are indices.
struct BlockNode {
  /// What kind of block it is, with what telling its end or content takes.
  enum Kind {
    case document
    case blockQuote
    case list(ListMarker)
    case item(ListMarker)
    case paragraph
    case heading(level: Int)
    case thematicBreak
    case indentedCode
    case fencedCode(Fence)
    case html(HTMLBlockRule)
    case table([Block.Alignment])
    case tabMark(Block.Tabs)
    case footnote(label: Range<Int>)
  }

  /// What opens and closes fenced code.
  struct Fence {
    var mark: UInt8
    var length: Int
    var indent: Int
    var info: Range<Int>
    var isClosed = false
  }

  var kind: Kind
  var firstLine: Int
  var lastLine: Int
  var start: Int
  var children: [Int] = []
  /// The text of a leaf, a slice for each line.
  var slices: [LineSlice] = []
  /// Whether a list holds no blank lines between its items or their children.
  var isTight = true
  /// Whether the task an item begins with is done.
  var isChecked: Bool?
  /// Whether it is a paragraph of nothing but reference definitions.
  var isInvisible = false
  /// Whether it is a paragraph with a display formula that has not ended.
  var isInsideMath = false
}

/// How the items of a list begin.
struct ListMarker {
  /// `-`, `+`, `*`, or what follows the number.
  var mark: UInt8
  /// The number of an ordered item.
  var number: Int?
  /// The columns before the marker.
  var indent: Int
  /// The columns of the marker and of the space after it.
  var padding = 0

  /// Whether an item with `other` goes on the same list.
  func matches(_ other: ListMarker) -> Bool {
    mark == other.mark && (number == nil) == (other.number == nil)
  }
}

extension BlockNode.Kind {
  var isParagraph: Bool { if case .paragraph = self { true } else { false } }
  var isList: Bool { if case .list = self { true } else { false } }
  var isItem: Bool { if case .item = self { true } else { false } }

  /// Whether other blocks may stand inside.
  var isContainer: Bool {
    switch self {
    case .document, .blockQuote, .list, .item, .footnote: true
    default: false
    }
  }

  /// Whether lines of text are added to it.
  var acceptsLines: Bool {
    switch self {
    case .paragraph, .indentedCode, .fencedCode, .html, .table: true
    default: false
    }
  }

  /// Whether another block may begin on a line that could go on this one.
  var isInterruptible: Bool {
    switch self {
    case .paragraph, .table: true
    default: false
    }
  }

  /// Whether a block of `kind` may be its child.
  func canContain(_ kind: Self) -> Bool {
    isList ? kind.isItem : isContainer && !kind.isItem
  }
}
