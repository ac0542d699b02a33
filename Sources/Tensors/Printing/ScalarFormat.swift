internal import Glibc

/// How the elements of one tensor are written: all in one notation and one width.
///
/// The notation is PyTorch's choice: whole numbers as `3.`, others with four decimals, and powers of
/// ten when the magnitudes differ by more than a thousand, exceed 10⁸ or fall below 10⁻⁴.
struct ScalarFormat {
  private enum Notation { case whole, decimal, scientific }

  private var notation = Notation.whole
  /// The number of columns every element takes.
  private(set) var width = 1
  private let precision: Int

  init(_ elements: [PrintedScalar], _ options: PrintOptions) {
    precision = options.precision
    var smallest = Double.infinity
    var largest = 0.0
    var measured: [PrintedScalar] = []
    for element in elements {
      if case .floating(let value) = element {
        guard value.isFinite, value != 0 else { continue }
        smallest = min(smallest, abs(value))
        largest = max(largest, abs(value))
        if value != value.rounded() { notation = .decimal }
      }
      measured.append(element)
    }
    let isWide = largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4
    if largest > 0, options.scientific ?? isWide { notation = .scientific }
    width = measured.map { text($0).utf8.count }.max() ?? 1
  }

  /// Returns `element` in the common notation, aligned to the right.
  func callAsFunction(_ element: PrintedScalar) -> String {
    let text = text(element)
    return String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }

  private func text(_ element: PrintedScalar) -> String {
    switch element {
    case .integer(let value): "\(value)"
    case .boolean(let value): value ? "True" : "False"
    case .floating(let value):
      switch notation {
      case .whole: printed("%.*f", value, decimals: 0) + (value.isFinite ? "." : "")
      case .decimal: printed("%.*f", value, decimals: precision)
      case .scientific: printed("%.*e", value, decimals: precision)
      }
    }
  }
}

/// Returns `value` as the C library's `printf` writes it: correctly rounded, ties to even.
func printed(_ format: String, _ value: Double, decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  let places = Int32(max(0, min(decimals, 64)))
  // The longest number has 309 digits before the point.
  return unsafe String(unsafeUninitializedCapacity: 400) { buffer in
    unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
      let length = unsafe withVaList([places, value]) { arguments in
        unsafe vsnprintf(buffer.baseAddress, buffer.count, format, arguments)
      }
      return Int(length)
    }
  }
}
