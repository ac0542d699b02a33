/// Where a field stands among the bytes of a table.
struct TableField {
  /// What is between the separators, or between the quotes.
  var range: Range<Int>
  var isQuoted = false
}

/// Finds the fields of a table (RFC 4180, and any other separator in place of the comma).
struct TableReader {
  private let bytes: [UInt8]
  private let file: String
  private let separator: UInt8
  private var position: Int
  /// The fields row after row.
  private(set) var fields: [TableField] = []
  /// How many fields each row has, once there is one.
  private(set) var width = 0

  private static let quote = UInt8(ascii: "\"")
  private static let newline: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  init(_ bytes: [UInt8], file: String, separator: UInt8) {
    (self.bytes, self.file, self.separator) = (bytes, file, separator)
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0  // A byte order mark.
  }

  /// Reads all rows; lines without a byte are none.
  mutating func readAll() throws(TableError) {
    while position < bytes.count {
      if skipLineEnd() { continue }
      try readRow()
    }
  }

  private mutating func readRow() throws(TableError) {
    let first = fields.count
    while true {
      try readField()
      guard position < bytes.count, bytes[position] == separator else { break }
      position += 1
    }
    let found = fields.count - first
    if first == 0 { width = found }
    guard found == width else {
      throw .fieldCount(place(position), expected: width, found: found)
    }
    _ = skipLineEnd()
  }

  private mutating func readField() throws(TableError) {
    let start = position
    guard position < bytes.count, bytes[position] == TableReader.quote else {
      while position < bytes.count, !endsField(bytes[position]) { position += 1 }
      fields.append(TableField(range: start..<position))
      return
    }
    position += 1
    while true {
      guard position < bytes.count else { throw .openQuote(place(start)) }
      let isQuote = bytes[position] == TableReader.quote
      position += 1
      guard isQuote else { continue }
      guard position < bytes.count, bytes[position] == TableReader.quote else { break }
      position += 1
    }
    fields.append(TableField(range: start + 1..<position - 1, isQuoted: true))
    guard position == bytes.count || endsField(bytes[position]) else {
      let rest = bytes[position...].prefix { !endsField($0) }
      throw .afterQuote(place(position), text: String(decoding: rest.prefix(40), as: UTF8.self))
    }
  }

  private func endsField(_ byte: UInt8) -> Bool {
    byte == separator || byte == TableReader.newline || byte == TableReader.carriageReturn
  }

  /// Goes past the end of a line, if there is one here.
  private mutating func skipLineEnd() -> Bool {
    let start = position
    if position < bytes.count, bytes[position] == TableReader.carriageReturn { position += 1 }
    if position < bytes.count, bytes[position] == TableReader.newline { position += 1 }
    return position > start
  }

  private func place(_ position: Int) -> TableError.Place {
    TableReader.place(position, in: bytes, file)
  }

  /// The line and column of the byte at `position`.
  static func place(_ position: Int, in bytes: [UInt8], _ file: String) -> TableError.Place {
    var (line, start) = (1, 0)
    for index in 0..<position {
      let isEnd =
        bytes[index] == newline
        || bytes[index] == carriageReturn && !bytes[(index + 1)...].starts(with: [newline])
      if isEnd { (line, start) = (line + 1, index + 1) }
    }
    return TableError.Place(file: file, line: line, column: position - start + 1)
  }
}
