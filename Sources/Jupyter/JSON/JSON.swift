/// A JSON value without a place; members are written in the order of their names.
package indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is spelt.
  case number(String)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// A whole number.
  package static func integer(_ value: Int) -> JSON { .number(String(value)) }

  /// Text as notebooks store it: a list of its lines, each with its line end.
  package static func lines(_ text: String) -> JSON {
    .array(text.splitKeepingLineEnds.map(JSON.string))
  }
}

extension String {
  /// The text cut after each line end, as Python's `str.splitlines(keepends=True)` does it.
  ///
  /// Jupyter stores text in this form; with the same cuts, a notebook that it opens and saves again
  /// stays as it was.
  var splitKeepingLineEnds: [String] {
    var lines: [String] = []
    var line = UnicodeScalarView()
    var isAfterReturn = false
    for scalar in unicodeScalars {
      if isAfterReturn, scalar != "\n" {
        lines.append(String(line))
        line = UnicodeScalarView()
      }
      line.append(scalar)
      isAfterReturn = scalar == "\r"
      if !isAfterReturn, scalar.endsLineInPython {
        lines.append(String(line))
        line = UnicodeScalarView()
      }
    }
    return line.isEmpty ? lines : lines + [String(line)]
  }
}

extension Unicode.Scalar {
  /// Whether Python ends a line here: the line ends of ASCII, four separators, NEL, LS and PS.
  fileprivate var endsLineInPython: Bool {
    switch value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
