import Markdown

/// What belongs to the tables among some blocks: captions, and labels around them.
///
/// A caption is a paragraph that begins with `:`. It belongs to the table right above it without a
/// blank line between, else to the one after it, else to the one before it.
struct TableParts {
  /// By the index of a table, its caption.
  private(set) var captions: [Int: Block] = [:]
  /// By the index of a table, the labels around it that are in paragraphs of their own.
  private(set) var labels: [Int: [Inline]] = [:]
  /// By the index of a caption above a table, that table's.
  private(set) var tables: [Int: Int] = [:]
  private var taken: Set<Int> = []
  private let blocks: [Block]

  /// Finds the parts of the tables in `blocks`.
  init(in blocks: [Block]) {
    self.blocks = blocks
    for index in blocks.indices where blocks[index].isTable {
      takeAbove(index)
      takeBelow(index)
    }
  }

  private mutating func takeAbove(_ table: Int) {
    var caption = table - 1
    let hasLabels = caption > 0 && blocks[caption].isLabels && blocks[caption - 1].isCaption
    if hasLabels { caption -= 1 }
    guard caption >= 0, blocks[caption].isCaption, taken.insert(caption).inserted else { return }
    captions[table] = blocks[caption]
    tables[caption] = table
    if hasLabels { labels[table] = blocks[caption + 1].content }
  }

  private mutating func takeBelow(_ table: Int) {
    var index = table + 1
    while index < blocks.count {
      if blocks[index].isLabels {
        labels[table, default: []] += blocks[index].content
      } else if captions[table] == nil, blocks[index].isCaption, isFree(index, below: table) {
        captions[table] = blocks[index]
        taken.insert(index)
      } else {
        return
      }
      index += 1
    }
  }

  /// Whether no table after the caption at `index` has more right to it.
  private func isFree(_ index: Int, below table: Int) -> Bool {
    if blocks[index].lines.lowerBound == blocks[table].lines.upperBound + 1 { return true }
    let next = blocks[(index + 1)...].first { !$0.isLabels }
    return next?.isTable != true
  }
}

extension Block {
  var isTable: Bool { if case .table = kind { true } else { false } }

  /// Whether the paragraph begins as the caption of a table does.
  var isCaption: Bool {
    guard kind == .paragraph, case .text(let text)? = content.first?.kind else { return false }
    return text.hasPrefix(":") && !text.hasPrefix("::") && !captionText.title.isEmpty
  }

  /// The inlines of a caption, without the `:` and without labels.
  var captionText: [Inline] {
    var inlines = content.filter { !$0.isRole("label") }
    guard case .text(let text)? = inlines.first?.kind else { return inlines }
    inlines[0].kind = .text(String(text.dropFirst().drop { $0 == " " || $0 == "\t" }))
    while inlines.last?.isBlank == true { inlines.removeLast() }
    return inlines
  }
}
