/// Rows of fields under named columns, as of a CSV file.
///
///     let houses = try Table(contentsOf: "houses.csv")
///     let X = try houses.tensor(["rooms", "area"])       // [rows, 2] of float32
///     let (y, classes) = try houses.classes(of: "roof")  // numbers, and what they stand for
///
/// Fields are separated by commas, in a file `.tsv` by tabs; they may stand in quotes, within which
/// separators and new lines are text and two quotes mean one (RFC 4180). Fields that are empty or
/// say so, like `NA`, are missing, unless they stand in quotes.
public struct Table: Sendable {
  /// The names of the columns; without a first line of names, "0", "1" and so on.
  public let names: [String]
  private let file: String
  private let bytes: [UInt8]
  private let fields: [TableField]

  /// What stands for a value that is not known.
  private static let marks: Set = [
    "", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None",
  ]

  /// Reads the table in the file at `path`, plain or packed with gzip.
  ///
  /// - Parameter separator: What separates fields, if not what the file's name says.
  /// - Parameter header: Whether the first line has the names of the columns.
  /// - Throws: Why it is no table, with the place.
  public init(
    contentsOf path: String, separator: Unicode.Scalar? = nil, header: Bool = true
  ) throws(TableError) {
    let bytes: [UInt8]
    do {
      bytes = try ByteSource(path).rest()
    } catch {
      switch error {
      case .file(let path, let reason): throw .file(path, reason: reason)
      default: throw .file(path, reason: error.description)
      }
    }
    let hasTabs = path.hasSuffix(".tsv") || path.hasSuffix(".tsv.gz")
    try self.init(bytes, file: path, separator: separator ?? (hasTabs ? "\t" : ","), header)
  }

  /// Reads the table that `text` is.
  ///
  /// - Parameter name: What errors call it.
  public init(
    _ text: String, name: String = "table", separator: Unicode.Scalar = ",", header: Bool = true
  ) throws(TableError) {
    try self.init(Array(text.utf8), file: name, separator: separator, header)
  }

  private init(
    _ bytes: [UInt8], file: String, separator: Unicode.Scalar, _ header: Bool
  ) throws(TableError) {
    guard separator.isASCII else {
      throw .file(file, reason: "the separator '\(separator)' is not one of ASCII")
    }
    var reader = TableReader(bytes, file: file, separator: UInt8(separator.value))
    try reader.readAll()
    (self.file, self.bytes) = (file, bytes)
    guard header else {
      (names, fields) = ((0..<reader.width).map(String.init), reader.fields)
      return
    }
    guard reader.width > 0 else { throw .noHeader(file) }
    let first = reader.fields[..<reader.width]
    var names: [String] = []
    for field in first {
      let name = Table.text(field, in: bytes)
      guard !names.contains(name) else {
        throw .repeatedName(
          TableReader.place(field.range.lowerBound, in: bytes, file), name: name)
      }
      names.append(name)
    }
    (self.names, fields) = (names, Array(reader.fields[reader.width...]))
  }

  /// The number of rows.
  public var count: Int { names.isEmpty ? 0 : fields.count / names.count }

  /// Whether there are no rows.
  public var isEmpty: Bool { count == 0 }
}

extension Table {
  /// Returns the fields of the column `name` as text; nil where one is missing.
  public func column(_ name: String) throws(TableError) -> [String?] {
    let index = try index(of: name)
    return (0..<count).map { value(row: $0, column: index) }
  }

  /// The position of the column `name`.
  func index(of name: String) throws(TableError) -> Int {
    guard let index = names.firstIndex(of: name) else {
      throw .noColumn(file, name: name, names: names)
    }
    return index
  }

  /// The text of a field without spaces around it, or nil when the field is missing.
  func value(row: Int, column: Int) -> String? {
    let field = fields[row * names.count + column]
    let text = Table.text(field, in: bytes)
    return !field.isQuoted && Table.marks.contains(text) ? nil : text
  }

  /// Where a field begins.
  func place(row: Int, column: Int) -> TableError.Place {
    let start = fields[row * names.count + column].range.lowerBound
    return TableReader.place(start, in: bytes, file)
  }

  private static func text(_ field: TableField, in bytes: [UInt8]) -> String {
    var range = field.range
    guard !field.isQuoted else {
      return String(decoding: unescaped(bytes[range]), as: UTF8.self)
    }
    while let first = range.first, isSpace(bytes[first]) { range.removeFirst() }
    while let last = range.last, isSpace(bytes[last]) { range.removeLast() }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// What stands between quotes, with one quote for two.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var isSecond = false
    for byte in text {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { result.append(byte) }
    }
    return result
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
