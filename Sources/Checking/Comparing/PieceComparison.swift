/// How what a cell puts out stands to what was accepted of it.
package struct PieceComparison: Sendable {
  /// What differs, for people, line by line; empty when all agrees.
  package let difference: [String]
  /// What is to be accepted now: everything that agrees stays as it was.
  package let merged: [Piece]
  /// The figures that differ, with those that were accepted.
  package let figures: [(old: FigureRecord, new: FigureRecord)]

  /// Whether all agrees.
  package var isEqual: Bool { difference.isEmpty }

  /// Compares the pieces `new` with the accepted ones.
  package init(_ old: [Piece], _ new: [Piece], _ tolerance: Tolerance) {
    var builder = Builder(tolerance: tolerance)
    let pairs = commonSubsequence(old.map(\.family), new.map(\.family))
    var (i, j) = (0, 0)
    for (oldIndex, newIndex) in pairs + [(old.count, new.count)] {
      for piece in old[i..<oldIndex] { builder.miss(piece) }
      for piece in new[j..<newIndex] { builder.add(piece) }
      if oldIndex < old.count { builder.compare(old[oldIndex], new[newIndex]) }
      (i, j) = (oldIndex + 1, newIndex + 1)
    }
    difference = builder.difference
    merged = builder.merged
    figures = builder.figures
  }

  private struct Builder {
    let tolerance: Tolerance
    var difference: [String] = []
    var merged: [Piece] = []
    var figures: [(old: FigureRecord, new: FigureRecord)] = []

    mutating func miss(_ piece: Piece) {
      difference.append("missing: \(piece.family.words)")
      difference += piece.excerpt.map { "- " + $0 }
    }

    mutating func add(_ piece: Piece) {
      difference.append("new: \(piece.family.words)")
      difference += piece.excerpt.map { "+ " + $0 }
      merged.append(piece)
    }

    mutating func compare(_ old: Piece, _ new: Piece) {
      switch (old, new) {
      case (.text(let old), .text(let new)): compare(old, new)
      case (.figure(let old), .figure(let new)): compare(old, new)
      default: merged.append(new)
      }
    }

    private mutating func compare(_ old: TextPiece, _ new: TextPiece) {
      let comparison = TextComparison(old.lines, new.lines, tolerance)
      guard !comparison.isEqual || old.endsLine != new.endsLine else {
        return merged.append(.text(old))
      }
      if old.kind != .output { difference.append("in \(Piece.text(old).family.words):") }
      difference += comparison.difference
      if old.endsLine != new.endsLine {
        difference.append("the last line is \(new.endsLine ? "ended now" : "no longer ended")")
      }
      merged.append(
        .text(TextPiece(new.kind, lines: comparison.merged, endsLine: new.endsLine)))
    }

    private mutating func compare(_ old: FigureRecord, _ new: FigureRecord) {
      let comparison = FigureComparison(old, new, tolerance)
      let lines = comparison.difference
      guard !lines.isEmpty else { return merged.append(.figure(old)) }
      let title = old.title.isEmpty ? "" : " \(Quoted.text(old.title))"
      difference.append("in the figure\(title):")
      difference += lines.map { "  " + $0 }
      merged.append(.figure(comparison.merged))
      figures.append((old, new))
    }
  }
}

extension Piece {
  /// What pieces must share to be compared with each other.
  enum Family: Hashable {
    case text(TextPiece.Kind)
    case figure
  }

  var family: Family {
    switch self {
    case .text(let text): .text(text.kind)
    case .figure: .figure
    }
  }

  /// The first lines, for differences.
  fileprivate var excerpt: [String] {
    guard case .text(let text) = self else { return [] }
    return text.lines.count > 5 ? text.lines.prefix(4) + ["…"] : text.lines
  }
}

extension Piece.Family {
  private static let words: [TextPiece.Kind: String] = [
    .output: "printed text", .error: "text on standard error", .echo: "the echoed value",
    .plain: "a displayed text", .html: "displayed HTML", .markdown: "displayed Markdown",
    .failure: "the error", .file: "a picture or file",
  ]

  fileprivate var words: String {
    switch self {
    case .text(let kind): Self.words[kind] ?? kind.rawValue
    case .figure: "a figure"
    }
  }
}
