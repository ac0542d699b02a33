import SourceText

/// What stands after the opening fence of a code block.
struct InfoString {
  /// The language, in lower case; empty when none is named.
  var language = ""
  /// Whether the class `input` makes the block a cell.
  var isInput = false
  /// `key=value` pairs, and `#name` as `id`.
  var attributes: [String: String] = [:]
  private(set) var faults: [PlacedFault] = []

  /// Reads `{.swift .input n=3}` or `swift .input n=3`.
  init(_ range: Range<Int>, in bytes: [UInt8]) {
    let braces = UInt8(ascii: "{")...UInt8(ascii: "}")
    let opening = bytes[range].firstIndex(of: braces.lowerBound)
    let closing = bytes[range].lastIndex(of: braces.upperBound)
    let isBraced = opening == range.lowerBound
    // Braces count as space: `swift {.input}` says the same as the other forms.
    let plain = bytes.replacingBraces(in: range)
    let (arguments, faults) = ArgumentScanner.arguments(in: 0..<plain.count, of: plain)
    var others: [Argument] = []
    for argument in arguments {
      read(argument, isFirst: !isBraced && argument.nameRange.lowerBound == 0, others: &others)
    }
    guard isInput else {
      findMisspeltInput(others, from: range.lowerBound)
      return
    }
    self.faults = faults.map { $0.moved(by: range.lowerBound) }
    self.faults += others.map {
      PlacedFault(.unknownClass($0.name), $0.range).moved(by: range.lowerBound)
    }
    if opening != nil, closing == nil { self.faults.append(PlacedFault(.unclosedBrace, range)) }
  }

  private mutating func read(_ argument: Argument, isFirst: Bool, others: inout [Argument]) {
    if let value = argument.value {
      attributes[argument.name] = value
    } else if argument.name.lowercased() == ".input" {
      isInput = true
    } else if argument.name.hasPrefix("#") {
      attributes["id"] = String(argument.name.dropFirst())
    } else if language.isEmpty, isFirst || argument.name.hasPrefix(".") {
      language = argument.name.drop { $0 == "." }.lowercased()
    } else {
      others.append(argument)
    }
  }

  /// A class that is nearly `input` would make a cell silently prose.
  private mutating func findMisspeltInput(_ others: [Argument], from start: Int) {
    for other in others where other.name.hasPrefix(".") {
      guard nearest(to: String(other.name.dropFirst()), in: ["input"]) != nil else { continue }
      faults.append(PlacedFault(.unknownClass(other.name), other.range).moved(by: start))
    }
  }
}

extension [UInt8] {
  fileprivate func replacingBraces(in range: Range<Int>) -> [UInt8] {
    self[range].map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") ? .space : $0 }
  }
}
