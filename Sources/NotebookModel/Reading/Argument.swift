/// One word after a directive or in an info string: `name`, `name=value` or `name="a value"`.
struct Argument {
  var name: String
  /// The bytes of the file the name covers.
  var nameRange: Range<Int>
  /// What stands after `=`, without quotes.
  var value: String?
  var valueRange: Range<Int>

  /// The bytes of the whole argument.
  var range: Range<Int> { nameRange.lowerBound..<valueRange.upperBound }
}

/// Reads the arguments of one line.
struct ArgumentScanner {
  let bytes: [UInt8]
  var index: Int
  let end: Int
  private(set) var faults: [PlacedFault] = []

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  /// Returns all arguments; spaces and commas part them.
  static func arguments(
    in range: Range<Int>, of bytes: [UInt8]
  ) -> (arguments: [Argument], faults: [PlacedFault]) {
    var scanner = ArgumentScanner(bytes, in: range)
    var arguments: [Argument] = []
    while let argument = scanner.next() { arguments.append(argument) }
    return (arguments, scanner.faults)
  }

  private mutating func next() -> Argument? {
    skip { $0.isSpaceOrTab || $0 == UInt8(ascii: ",") }
    guard index < end else { return nil }
    let start = index
    skip { !$0.isSpaceOrTab && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") }
    let name = start..<index
    guard index < end, bytes[index] == UInt8(ascii: "=") else {
      return Argument(
        name: text(name), nameRange: name, value: nil, valueRange: index..<index)
    }
    index += 1
    let value = scanValue()
    return Argument(
      name: text(name), nameRange: name, value: text(value), valueRange: value.lowerBound..<index)
  }

  private mutating func scanValue() -> Range<Int> {
    guard index < end else { return index..<index }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = index
      skip { !$0.isSpaceOrTab && $0 != UInt8(ascii: ",") }
      return start..<index
    }
    let start = index + 1
    index = start
    skip { $0 != quote }
    let value = start..<index
    if index < end {
      index += 1
    } else {
      faults.append(PlacedFault(.unclosedQuote, (start - 1)..<end))
    }
    return value
  }

  private mutating func skip(while predicate: (UInt8) -> Bool) {
    while index < end, predicate(bytes[index]) { index += 1 }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
