extension DType {
  /// The integers that elements of an integer type can be; nil for the other types.
  var range: ClosedRange<Int>? {
    switch self {
    case .float32, .float64, .bool: nil
    case .int64: Int.min...Int.max
    case .int32: Int(Int32.min)...Int(Int32.max)
    case .int8: -128...127
    case .uint8: 0...255
    }
  }

  /// Whether a new tensor may have `number` for an element.
  ///
  /// As in PyTorch negative integers down to -255 wrap around in a `uint8`, and fractions are dropped.
  func holds(_ number: Number) -> Bool {
    guard let range else { return true }
    switch number {
    case .truth: return true
    case .integer(let value): return range.contains(value) || self == .uint8 && -255..<0 ~= value
    case .real(let value):
      return value >= Double(range.lowerBound)
        && (value <= Double(range.upperBound) && value < 0x1p63)
    }
  }

  /// Stops when a new tensor of this type cannot have `number` for an element.
  func require(_ number: Number, _ operation: String, at site: Site) {
    guard !holds(number), let range else { return }
    let text =
      switch number {
      case .real(let value): "\(value)"
      case .integer(let value): "\(value)"
      case .truth(let value): "\(value)"
      }
    fail(
      operation,
      "\(text) is no \(name), which holds \(range.lowerBound) to \(range.upperBound)", at: site)
  }
}
