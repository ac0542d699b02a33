internal import Checking
internal import Markup

/// A heat map or a picture as it was accepted and as it is now, and the difference, side by side.
struct TileOverlay {
  private let old: [[Double]]
  private let new: [[Double]]
  private let limits: ClosedRange<Double>

  /// The heat maps and pictures that differ between two panels.
  static func all(
    of old: FigureRecord.Panel?, _ new: FigureRecord.Panel?
  ) -> [TileOverlay] {
    zip(old?.series ?? [], new?.series ?? []).compactMap { old, new in
      old == new ? nil : TileOverlay(old, new)
    }
  }

  private init?(_ old: FigureRecord.Series, _ new: FigureRecord.Series) {
    guard let olds = old.tiles, let news = new.tiles else { return nil }
    let values = (olds + news).joined().filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    (self.old, self.new, limits) = (olds, news, low...high)
  }

  /// The three pictures, each with its name below.
  var html: HTML {
    """
    <div class="tiles">
    \(grid(old, "accepted") { colour(of: old[$0][$1]) })\
    \(grid(new, "now") { colour(of: new[$0][$1]) })\
    \(grid(new, "difference", key: Self.key) { difference($0, $1) })</div>

    """
  }

  /// Which colour of a difference is which.
  private static let key: HTML =
    ": <span class=\"old\">less</span>, <span class=\"new\">more</span>"

  /// The largest difference of a tile, against which the others are shown.
  private var largest: Double {
    zip(old, new).reduce(0) { sum, rows in
      zip(rows.0, rows.1).reduce(sum) { max($0, abs($1.0 - $1.1).isFinite ? abs($1.0 - $1.1) : 0) }
    }
  }

  private func grid(
    _ rows: [[Double]], _ name: String, key: HTML = "", _ fill: (Int, Int) -> HTML
  ) -> HTML {
    let columns = rows.map(\.count).max() ?? 0
    let side = max(1, min(24, 140 / max(columns, rows.count, 1)))
    var tiles = HTML()
    for (row, values) in rows.enumerated() {
      for column in values.indices {
        let place: HTML = "x=\"\(column * side)\" y=\"\(row * side)\""
        tiles += "<rect \(place) width=\"\(side)\" height=\"\(side)\" \(fill(row, column))/>\n"
      }
    }
    let (width, height) = (max(columns * side, 1), max(rows.count * side, 1))
    return """
      <div><svg viewBox="0 0 \(width) \(height)" width="\(width)" role="img" \
      aria-label="\(name)">
      \(tiles)</svg><p>\(name)\(key)</p></div>

      """
  }

  /// Returns the colour of a number: from nothing at the lowest to all of it at the highest.
  private func colour(of value: Double) -> HTML {
    guard value.isFinite else { return "class=\"none\"" }
    let width = limits.upperBound - limits.lowerBound
    let part = width > 0 ? (value - limits.lowerBound) / width : 0.5
    return "class=\"tile\" fill-opacity=\"\(Self.hundredths(part))\""
  }

  private func difference(_ row: Int, _ column: Int) -> HTML {
    guard old.indices.contains(row), old[row].indices.contains(column) else {
      return "class=\"none\""
    }
    let change = new[row][column] - old[row][column]
    guard change.isFinite else { return "class=\"none\"" }
    guard change != 0, largest > 0 else { return "class=\"tile\" fill-opacity=\"0\"" }
    let part = 0.15 + 0.85 * abs(change) / largest
    let style: HTML = change < 0 ? "less" : "more"
    return "class=\"\(style)\" fill-opacity=\"\(Self.hundredths(part))\""
  }

  private static func hundredths(_ part: Double) -> String { "\((part * 100).rounded() / 100)" }
}

extension FigureRecord.Series {
  /// The numbers of a heat map row by row, or those of the blocks of a picture, their channels
  /// taken together; `nil` for all else.
  fileprivate var tiles: [[Double]]? {
    switch kind {
    case "heatmap":
      // Of a long map only means are kept; every second column is one of the other kind.
      let shown = columns.filter { !$0.name.hasSuffix(" rising") }
      return (0..<rows).map { row in
        shown.map { $0.values.indices.contains(row) ? $0.values[row] : .nan }
      }
    case "image":
      guard let size = columns.first(where: { $0.name == "size" })?.values, size.count == 3,
        let blocks = columns.first(where: { $0.name == "blocks" || $0.name == "blocks mean" }),
        size[2] >= 1, size[1] >= 1
      else { return nil }
      // Of a large picture only the means of its rows of blocks are kept.
      guard blocks.name == "blocks" else {
        return blocks.values.map { Array(repeating: $0, count: blocks.values.count) }
      }
      let channels = min(Int(size[2]), 4)
      let width = min(Int(min(size[1], 16)), 16)
      let means = stride(from: 0, to: blocks.values.count, by: channels).map { start in
        let pixel = blocks.values[start..<min(start + channels, blocks.values.count)]
        return pixel.reduce(0, +) / Double(pixel.count)
      }
      return stride(from: 0, to: means.count, by: width).map { start in
        Array(means[start..<min(start + width, means.count)])
      }
    default: return nil
    }
  }
}
