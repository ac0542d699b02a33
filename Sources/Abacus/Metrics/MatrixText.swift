internal import Tensors

/// Returns `rows` in brackets, all cells as wide as the widest, as NumPy prints a matrix.
///
/// Of more than 1000 cells only the corners; lines are broken after at most 75 columns.
func matrixText<Cell>(_ rows: [[Cell]], texts: ([[Cell]]) -> [[String]]) -> String {
  let isCut = rows.joined().count > 1000
  let cells = texts(isCut ? corner(rows).map(corner) : rows)
  let width = cells.joined().map(\.count).max() ?? 0
  var lines = cells.map { row in
    var words = row.map { padded($0, to: width) }
    if isCut { words.insert("...", at: words.count / 2) }
    return "[" + broken(words) + "]"
  }
  if isCut { lines.insert("...", at: lines.count / 2) }
  return "[" + lines.joined(separator: "\n ") + "]"
}

/// The first and the last three elements; all of at most six.
private func corner<Element>(_ elements: [Element]) -> [Element] {
  elements.count <= 6 ? elements : Array(elements.prefix(3) + elements.suffix(3))
}

/// The words with spaces between, in lines as long as NumPy makes those of a matrix.
private func broken(_ words: [String]) -> String {
  var lines: [String] = []
  var line = ""
  for word in words {
    if !line.isEmpty, line.count + 1 + word.count > 71 {  // Two of 73 columns are indentation.
      lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
      line = ""
    }
    line += line.isEmpty ? word : " " + word
  }
  return (lines + [line]).joined(separator: "\n  ")
}

/// Returns `rows` as NumPy prints integers.
func matrixText(_ rows: [[Int]]) -> String {
  matrixText(rows) { $0.map { $0.map(String.init) } }
}

/// Returns `rows` as NumPy prints doubles: as few decimals as needed and at most eight.
///
/// Powers of ten where the largest is more than a thousand times the smallest but 0, or the
/// smallest is below 10⁻⁴.
func matrixText(_ rows: [[Double]]) -> String { matrixText(rows, texts: decimalTexts) }

private func decimalTexts(_ rows: [[Double]]) -> [[String]] {
  let sizes = rows.joined().filter { $0 != 0 }.map(abs)
  let (least, most) = (sizes.min() ?? 1, sizes.max() ?? 1)
  guard least < 1e-4 || most / least > 1000 || most >= 1e8 else {
    let cells = rows.map { $0.map { Decimals($0, decimals: 8) } }
    let decimals = cells.joined().map(\.decimals.count).max() ?? 0
    return cells.map {
      $0.map { $0.text + String(repeating: " ", count: decimals - $0.decimals.count) }
    }
  }
  let cells = rows.map { $0.map(Scientific.init) }
  let decimals = cells.joined().map(\.mantissa.decimals.count).max() ?? 0
  return cells.map { $0.map { $0.text(decimals: decimals) } }
}

/// A number cut at its decimal point.
private struct Decimals {
  var whole: String
  var decimals: String

  /// Rounds `value` to so many decimals, and drops zeros at the end.
  init(_ value: Double, decimals count: Int) {
    let parts = "\(value, decimals: count)".split(separator: ".")
    whole = String(parts[0])
    decimals = parts.count > 1 ? String(parts[1].reversed().drop { $0 == "0" }.reversed()) : ""
  }

  var text: String { whole + "." + decimals }
}

/// A number as a mantissa from 1 to 10 and a power of ten.
private struct Scientific {
  var mantissa: Decimals
  var exponent = 0

  init(_ value: Double) {
    var scaled = abs(value)
    while scaled >= 10 {
      scaled /= 10
      exponent += 1
    }
    while scaled < 1, scaled > 0 {
      scaled *= 10
      exponent -= 1
    }
    mantissa = Decimals(value < 0 ? -scaled : scaled, decimals: 8)
    if mantissa.whole == "10" {
      mantissa.whole = "1"
      exponent += 1
    }
  }

  func text(decimals: Int) -> String {
    let zeros = String(repeating: "0", count: decimals - mantissa.decimals.count)
    let power = abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))"
    return mantissa.text + zeros + "e" + (exponent < 0 ? "-" : "+") + power
  }
}

/// Returns `text` with spaces before it, so that it takes at least `width` columns.
func padded(_ text: String, to width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
}
