/// Reads the lines of figures, one after the other.
struct FigureReader {
  /// What became of a line.
  enum Outcome {
    /// It belongs to a figure; the figure before it, if it begins a new one.
    case taken(FigureRecord?)
    /// It is no line of a figure.
    case other
    case fault(ExpectationFault)
  }

  private var figure: FigureRecord?
  /// The series whose table is being read; it goes to the last panel when it is done.
  private var series: FigureRecord.Series?
  /// Whether the next row of a table is its head, or the rule under the head.
  private var state = TableState.head

  private enum TableState { case head, rule, body }

  /// Takes in a line.
  mutating func read(_ line: String) -> Outcome {
    if line.isEmpty { return .taken(nil) }
    let forms: [(String, (inout FigureReader, inout LineScanner) -> Outcome)] = [
      ("**Figure** ", { $0.readFigure(&$1) }), ("**Panel** ", { $0.readPanel(&$1) }),
      ("**Series** ", { $0.readSeries(&$1) }), ("|", { $0.readRow(&$1) }),
    ]
    for (mark, read) in forms where line.hasPrefix(mark) {
      var scanner = LineScanner(line.dropFirst(mark.count))
      return read(&self, &scanner)
    }
    return .other
  }

  /// Ends the figure under way, and returns it.
  mutating func finish() -> FigureRecord? {
    endSeries()
    defer { self = FigureReader() }
    return figure
  }

  private mutating func endSeries() {
    if let series, let panel = lastPanel { figure?.panels[panel].series.append(series) }
    series = nil
  }

  private mutating func readFigure(_ scanner: inout LineScanner) -> Outcome {
    guard let title = scanner.quoted(), scanner.isAtEnd else {
      return .fault(.badFigureLine("**Figure** \"title\""))
    }
    let before = finish()
    figure = FigureRecord(title: title, panels: [])
    return .taken(before)
  }

  private mutating func readPanel(_ scanner: inout LineScanner) -> Outcome {
    guard let title = scanner.quoted(), scanner.skip(": x "), let x = scanner.axis(),
      scanner.skip(", y "), let y = scanner.axis(), scanner.isAtEnd
    else {
      return .fault(
        .badFigureLine("**Panel** \"title\": x \"label\" from 0 to 1, y \"label\" from 0 to 1"))
    }
    guard figure != nil else { return .fault(.panelOutsideFigure) }
    endSeries()
    figure?.panels.append(FigureRecord.Panel(title: title, x: x, y: y, series: []))
    return .taken(nil)
  }

  private mutating func readSeries(_ scanner: inout LineScanner) -> Outcome {
    let form = ExpectationFault.badFigureLine("**Series** \"name\", line")
    guard let name = scanner.quoted(), scanner.skip(", "), let kind = scanner.word() else {
      return .fault(form)
    }
    var series = FigureRecord.Series(name: name, kind: kind, points: 0, columns: [])
    if scanner.skip(", ") {
      guard let points = scanner.word().flatMap({ Int($0) }), scanner.skip(" points in runs of "),
        let run = scanner.word().flatMap({ Int($0) }), run > 0
      else { return .fault(.badFigureLine("**Series** \"name\", line, 99 points in runs of 9")) }
      (series.points, series.run) = (points, run)
    }
    guard scanner.isAtEnd else { return .fault(form) }
    guard lastPanel != nil else { return .fault(.seriesOutsidePanel) }
    endSeries()
    self.series = series
    state = .head
    return .taken(nil)
  }
}

extension FigureReader {
  private var lastPanel: Int? { figure.flatMap { $0.panels.indices.last } }

  private mutating func readRow(_ scanner: inout LineScanner) -> Outcome {
    guard let width = series?.columns.count else { return .fault(.tableOutsideSeries) }
    let cells = scanner.cells()
    if state == .head {
      series?.columns = cells.map { FigureRecord.Column(LineScanner.name($0), []) }
      state = .rule
    } else if cells.count != width {
      return .fault(.cellCount(found: cells.count, expected: width))
    } else if state == .rule {
      state = .body
    } else {
      for (index, cell) in cells.enumerated() where !cell.isEmpty {
        guard let number = Double(cell) else { return .fault(.badNumber(cell)) }
        series?.columns[index].values.append(number)
      }
      if let rows = series?.rows, series?.run == 1 { series?.points = rows }
    }
    return .taken(nil)
  }
}

/// Reads a line from its beginning, piece by piece.
struct LineScanner {
  private var rest: Substring

  init(_ text: Substring) { rest = text }

  var isAtEnd: Bool { rest.isEmpty }

  /// Skips `text` if it comes next.
  mutating func skip(_ text: String) -> Bool {
    guard rest.hasPrefix(text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  /// The characters up to the next space or comma, if there is one at least.
  mutating func word() -> String? {
    let word = rest.prefix { $0 != " " && $0 != "," }
    rest = rest[word.endIndex...]
    return word.isEmpty ? nil : String(word)
  }

  mutating func axis() -> FigureRecord.Axis? {
    guard let label = quoted(), skip(" from "), let lower = word().flatMap({ Double($0) }),
      skip(" to "), let upper = word().flatMap({ Double($0) })
    else { return nil }
    return FigureRecord.Axis(
      label: label, lower: lower, upper: upper, isLogarithmic: skip(" logarithmic"))
  }

  /// A name in quotes, as ``Quoted`` writes it.
  mutating func quoted() -> String? {
    guard skip("\"") else { return nil }
    var text = String.UnicodeScalarView()
    var scalars = rest.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"":
        rest = Substring(scalars)
        return String(text)
      case "\\":
        guard let escaped = Self.escaped(&scalars) else { return nil }
        text.append(escaped)
      default: text.append(scalar)
      }
    }
    return nil
  }

  private static func escaped(
    _ scalars: inout Substring.UnicodeScalarView
  ) -> Unicode.Scalar? {
    switch scalars.popFirst() {
    case "n": return "\n"
    case "u":
      let digits = String(Substring(scalars.prefix(4)))
      scalars = scalars.dropFirst(4)
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    case let scalar: return scalar
    }
  }

  /// The cells of a table's row, without the blanks around them.
  mutating func cells() -> [String] {
    let parts = rest.split(separator: "|", omittingEmptySubsequences: false)
    return parts.dropLast().map { part in
      let text = part.drop { $0 == " " }
      return String(
        text.prefix(upTo: text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex))
    }
  }

  /// The name of a column, which may stand in quotes.
  static func name(_ cell: String) -> String {
    var scanner = LineScanner(cell[...])
    return scanner.quoted() ?? cell
  }
}
