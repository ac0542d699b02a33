internal import CellOutput

/// Gathers what a cell puts out, in order, within the limit on its text.
struct OutputCollector {
  private let limit: Int
  private(set) var outputs: [Output] = []
  private var stream: TextStream?
  private var pending: [UInt8] = []
  /// How many of the pending bytes were told already.
  private var told = 0
  private var textSize = 0
  private var displaySize = 0
  private(set) var isCut = false

  /// How much more room displays have than text: pictures are large.
  static let displayShare = 64

  init(limit: Int) { self.limit = limit }

  /// Adds text and returns what of it can be shown at once.
  ///
  /// The report of a fatal error waits, as it is shown with its place when the program ends there.
  mutating func add(_ bytes: ArraySlice<UInt8>, from source: TextStream) -> [Output] {
    guard !isCut, !bytes.isEmpty else { return [] }
    var shown = stream == source ? [] : flush()
    stream = source
    let room = limit - textSize
    textSize += bytes.count
    pending += bytes.prefix(room)
    guard bytes.count <= room else { return shown + cut() }
    let whole = pending.endOfWholeScalars
    guard whole > told else { return shown }
    let text = UnitNames.removed(from: pending[told..<whole])
    if source == .standardError, FatalErrorLine(in: text) != nil { return shown }
    told = whole
    shown.append(.text(source, text))
    return shown
  }

  /// Adds something that is not text, and returns what can be shown.
  mutating func add(_ output: Output) -> [Output] {
    if case .display(let display) = output {
      guard !isCut else { return [] }
      guard display.status == nil else { return [output] }
      displaySize += display.size
      if replace(display) { return [output] }
      guard displaySize <= limit * Self.displayShare else { return cut() }
    }
    var shown = flush()
    switch output {
    case .echo(let text) where text.utf8.count > limit:
      outputs.append(.echo(String(decoding: text.utf8.prefix(limit), as: UTF8.self)))
      shown += outputs.suffix(1) + cut()
      return shown
    case .echo(let text): outputs.append(.echo(UnitNames.removed(from: Array(text.utf8)[...])))
    default: outputs.append(output)
    }
    return shown + outputs.suffix(1)
  }

  /// Puts `display` where an earlier one with the same name stands, if there is one and room.
  private mutating func replace(_ display: Display) -> Bool {
    guard let id = display.id, displaySize <= limit * Self.displayShare else { return false }
    for (index, output) in outputs.enumerated() {
      guard case .display(let earlier) = output, earlier.id == id else { continue }
      outputs[index] = .display(display)
      displaySize -= earlier.size
      return true
    }
    return false
  }

  /// Ends the current run of text, and returns what of it was not shown yet.
  mutating func flush() -> [Output] {
    guard let stream else { return [] }
    let text = UnitNames.removed(from: pending[...])
    let rest = UnitNames.removed(from: pending[told...])
    if !text.isEmpty { outputs.append(.text(stream, text)) }
    self.stream = nil
    pending = []
    told = 0
    return rest.isEmpty ? [] : [.text(stream, rest)]
  }

  /// Leaves a mark where output was dropped.
  private mutating func cut() -> [Output] {
    let rest = flush()
    isCut = true
    let room = limit * Self.displayShare
    let much =
      displaySize > room ? "\(room.sizeInWords) of displays" : "\(limit.sizeInWords) of text"
    let mark = Output.text(
      .standardError, "\n[lectern: the output was cut here, after \(much)]\n")
    outputs.append(mark)
    return rest + [mark]
  }

  /// Takes the last line that reports a fatal error out of the text, and returns its message with
  /// the place it names, for the failure that will show it.
  mutating func takeFatalError() -> FatalErrorLine? {
    _ = flush()
    guard case .text(.standardError, let text)? = outputs.last,
      let found = FatalErrorLine(in: text)
    else { return nil }
    outputs.removeLast()
    if !found.before.isEmpty { outputs.append(.text(.standardError, found.before)) }
    return found
  }
}

/// What the Swift runtime prints before it traps: `FILE:LINE: Fatal error: MESSAGE`.
struct FatalErrorLine: Hashable {
  var message: String
  var file: String
  var line: Int
  /// The text before the line.
  var before: String

  init?(in text: String) {
    let marks = ["Fatal error", "Precondition failed", "Assertion failed"]
    let starts = marks.compactMap { mark in
      text.ranges(of: mark).last.map { (mark, $0) }
    }
    guard let (mark, range) = starts.max(by: { $0.1.lowerBound < $1.1.lowerBound }) else {
      return nil
    }
    let lineStart = text[..<range.lowerBound].lastIndex(of: "\n").map(text.index(after:))
    let head = text[(lineStart ?? text.startIndex)..<range.lowerBound]
    let trace = text[range.upperBound...].firstRange(of: "\nCurrent stack trace:")
    var rest = text[range.upperBound..<(trace?.lowerBound ?? text.endIndex)]
    if rest.hasPrefix(": ") { rest = rest.dropFirst(2) }
    let said = String(rest).trimmed
    message =
      said.isEmpty
      ? mark.lowercased() : mark == "Fatal error" ? said : "\(mark.lowercased()): \(said)"
    before = String(text[..<(lineStart ?? text.startIndex)])
    let place = head.split(separator: ":", omittingEmptySubsequences: false)
    if place.count >= 3, let number = Int(place[place.count - 2]) {
      (file, line) = (place.dropLast(2).joined(separator: ":"), number)
    } else {
      (file, line) = ("", 0)
    }
  }
}

extension Display {
  /// How many bytes its forms have.
  fileprivate var size: Int { representations.reduce(0) { $0 + $1.bytes.count } }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    let count = start.reversed().prefix(while: \.isWhitespace).count
    return String(start.dropLast(count))
  }
}

extension Int {
  /// The number of bytes, in the largest unit that fits.
  var sizeInWords: String {
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] where self >= 1 << shift {
      let tenths = (self >> (shift - 10)) * 10 / 1024
      return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
    return "\(self) bytes"
  }
}

/// The modules that units are compiled as, which readers should not meet.
enum UnitNames {
  /// The name of the unit at `position` in its tab.
  static func module(at position: Int) -> String { "Lectern_\(position)" }

  /// `bytes` as text, without the module's name where a type is spelt with it.
  static func removed(from bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.utf8.contains(UInt8(ascii: "_")) && text.contains("Lectern_")
      ? text.replacing(/Lectern_[0-9]+\./, with: "") : text
  }
}

extension [UInt8] {
  /// Where the last character that is there in full ends.
  fileprivate var endOfWholeScalars: Int {
    var start = count
    while start > 0, count - start < 4 {
      start -= 1
      let byte = self[start]
      if byte < 0x80 { return count }
      guard byte >= 0xC0 else { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      return count - start >= needed ? count : start
    }
    return count
  }
}
