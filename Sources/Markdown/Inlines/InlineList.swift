/// The inlines of a text while they are still being found: a list in which a stretch can become the
/// children of a new inline at once.
struct InlineList {
  /// An inline whose neighbours and children are indices; 0 stands for none.
  struct Node {
    enum Kind {
      /// The bytes of the text that the node covers.
      case text
      /// Text that the bytes stand for.
      case literal(String)
      case inline(Inline.Kind)
    }

    var kind: Kind
    /// The bytes of the buffer.
    var range: Range<Int>
    var previous = 0
    var next = 0
    var firstChild = 0
    /// How many levels of inlines stand inside.
    var height = 0
  }

  /// Inlines nested deeper than this stay text, so that no tree is too deep to walk.
  static let deepest = 100

  /// Node 0 is the list itself: its `next` is the first inline, its `previous` the last.
  private(set) var nodes = [Node(kind: .text, range: 0..<0)]
  /// Where the inlines begin that nothing can enclose any more, in order.
  private var tallest: [Int] = []

  /// Appends an inline; returns its index.
  @discardableResult
  mutating func append(_ kind: Node.Kind, _ range: Range<Int>) -> Int {
    let last = nodes[0].previous
    let node = nodes.count
    nodes.append(Node(kind: kind, range: range, previous: last))
    nodes[last].next = node
    nodes[0].previous = node
    return node
  }

  /// Makes what stands after `opener` and before `closer` (0: the end of the list) the children of
  /// a new inline; returns whether the nesting allowed it.
  mutating func enclose(
    after opener: Int, before closer: Int, as kind: Inline.Kind, _ range: Range<Int>
  ) -> Bool {
    guard !hasTallest(in: range) else { return false }
    let height = height(from: nodes[opener].next, to: closer) + 1
    if height == Self.deepest { tallest.insert(range.lowerBound, at: firstTallest(from: range)) }
    let node = nodes.count
    var inline = Node(kind: .inline(kind), range: range, previous: opener, next: closer)
    inline.height = height
    let first = nodes[opener].next
    if first != closer {
      inline.firstChild = first
      nodes[nodes[closer].previous].next = 0
    }
    nodes.append(inline)
    nodes[opener].next = node
    nodes[closer].previous = node
    return true
  }

  private func hasTallest(in range: Range<Int>) -> Bool {
    let first = firstTallest(from: range)
    return first < tallest.count && tallest[first] < range.upperBound
  }

  private func firstTallest(from range: Range<Int>) -> Int {
    var (low, high) = (0, tallest.count)
    while low < high {
      let middle = (low + high) / 2
      if tallest[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func height(from first: Int, to end: Int) -> Int {
    var height = 0
    var node = first
    while node != end {
      height = max(height, nodes[node].height)
      node = nodes[node].next
    }
    return height
  }

  /// Takes a node out of the list.
  mutating func remove(_ node: Int) {
    let (previous, next) = (nodes[node].previous, nodes[node].next)
    nodes[previous].next = next
    nodes[next].previous = previous
  }

  /// Shortens the text of a delimiter run.
  mutating func setRange(of node: Int, to range: Range<Int>) { nodes[node].range = range }
}

extension InlineList {
  /// Returns the finished inlines, neighbouring texts joined; the depth is limited.
  func inlines(of buffer: InlineBuffer) -> [Inline] { inlines(from: nodes[0].next, buffer) }

  private func inlines(from first: Int, _ buffer: InlineBuffer) -> [Inline] {
    var found: [Inline] = []
    var text = ""
    var textRange: Range<Int>?
    var node = first
    func flush() {
      if let range = textRange { found.append(Inline(.text(text), bytes: range)) }
      (text, textRange) = ("", nil)
    }
    func add(_ piece: String, _ range: Range<Int>) {
      guard !piece.isEmpty else { return }
      text += piece
      let range = buffer.fileRange(range)
      textRange = (textRange?.lowerBound ?? range.lowerBound)..<range.upperBound
    }
    while node != 0 {
      let current = nodes[node]
      switch current.kind {
      case .text: add(String(markdown: buffer.bytes[current.range]), current.range)
      case .literal(let piece): add(piece, current.range)
      case .inline(let kind):
        flush()
        let children = inlines(from: current.firstChild, buffer)
        found.append(
          Inline(kind, bytes: buffer.fileRange(current.range), children: children))
      }
      node = current.next
    }
    flush()
    return found
  }
}
