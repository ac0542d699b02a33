/// One word after a directive or in an info string: `name`, `name=value` or `name="a value"`.
struct Argument {
  var name: String
  /// The bytes of the file the name covers.
  var nameRange: Range<Int>
  /// What stands after `=`, without quotes; in quotes, a backslash escapes one.
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
    let valueStart = index
    let value = scanValue()
    return Argument(
      name: text(name), nameRange: name, value: value, valueRange: valueStart..<index)
  }

  private mutating func scanValue() -> String {
    let start = index
    guard index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'")
    else {
      skip { !$0.isSpaceOrTab && $0 != UInt8(ascii: ",") }
      return text(start..<index)
    }
    var value: [UInt8] = []
    index += 1
    while index < end, bytes[index] != bytes[start] {
      // A backslash lets a quote or a backslash stand in the text.
      let next = index + 1 < end ? bytes[index + 1] : 0
      if bytes[index] == UInt8(ascii: "\\"), next == bytes[start] || next == bytes[index] {
        index += 1
      }
      value.append(bytes[index])
      index += 1
    }
    if index == end { faults.append(PlacedFault(.unclosedQuote, start..<end)) }
    index = min(index + 1, end)
    return String(decoding: value, as: UTF8.self)
  }

  private mutating func skip(while predicate: (UInt8) -> Bool) {
    while index < end, predicate(bytes[index]) { index += 1 }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
