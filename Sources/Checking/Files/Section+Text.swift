extension ExpectationFile.Section {
  /// A section as Markdown, with an empty line at its end.
  static func text(_ cell: CellIdentity, _ pieces: [Piece]) -> String {
    let label = cell.label.map { $0 + ", " } ?? ""
    var text = "### \(codeSpan(cell.firstLine)) (\(label)\(cell.source))\n\n"
    for piece in pieces {
      switch piece {
      case .text(let piece): text += piece.fenced
      case .figure(let figure): text += figure.markdown
      }
    }
    return text
  }

  /// `text` as code, between one more backtick than it has in a row.
  private static func codeSpan(_ text: String) -> String {
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let pad = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty ? " " : ""
    return fence + pad + text + pad + fence
  }
}

/// The length of the longest run of `character` in `text`.
private func longestRun(of character: Character, in text: String) -> Int {
  var (longest, current) = (0, 0)
  for next in text {
    current = next == character ? current + 1 : 0
    longest = max(longest, current)
  }
  return longest
}

extension TextPiece {
  /// The word behind the fence that says that the last line is not ended.
  static let unended = "no-newline"

  /// The text in a fenced block.
  fileprivate var fenced: String {
    let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let info = kind.rawValue + (endsLine ? "" : " " + Self.unended)
    return fence + info + "\n" + lines.map { $0 + "\n" }.joined() + fence + "\n\n"
  }
}

extension FigureRecord {
  /// The figure as Markdown: a line for the figure, each panel and each series, and its table.
  fileprivate var markdown: String {
    var text = "**Figure** \(Quoted.text(title))\n\n"
    for panel in panels {
      text += "**Panel** \(Quoted.text(panel.title)): x \(panel.x.words), y \(panel.y.words)\n\n"
      for series in panel.series { text += series.markdown }
    }
    return text
  }
}

extension FigureRecord.Axis {
  fileprivate var words: String {
    "\(Quoted.text(label)) from \(Decimal.text(lower)) to \(Decimal.text(upper))"
      + (isLogarithmic ? " logarithmic" : "")
  }
}

extension FigureRecord.Series {
  fileprivate var markdown: String {
    var text = "**Series** \(Quoted.text(name)), \(kind)"
    if run > 1 { text += ", \(points) points in runs of \(run)" }
    text += "\n\n"
    guard !columns.isEmpty else { return text }
    text += row(columns.map { Quoted.cell($0.name) })
    text += row(columns.map { _ in "---:" })
    for index in 0..<rows {
      text += row(
        columns.map { $0.values.indices.contains(index) ? Decimal.text($0.values[index]) : "" })
    }
    return text + "\n"
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
}

/// Names in quotes, as JSON has them.
enum Quoted {
  static func text(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "|": result += "\\u007c"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The name of a column: as it is when it is one plain word or more, else in quotes.
  static func cell(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x20 || $0 == 0x5F
    }
    return isPlain && !name.isEmpty && name.first != " " && name.last != " " ? name : text(name)
  }
}

/// Numbers of figures as text.
enum Decimal {
  /// The shortest decimals that give the number back: `0.5`, `12`, `1e-07`, `nan`, `inf`.
  static func text(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
