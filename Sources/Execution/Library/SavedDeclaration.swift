internal import CellOutput

/// A declaration that a chapter gives to the book's library.
struct SavedDeclaration: Hashable, Sendable {
  /// The chapter's path, as the author would type it.
  var path: String
  /// The line of the chapter it begins on.
  var line: Int
  /// How many bytes stand before it on that line of the cell.
  var inset: Int
  /// What was taken off each of its lines on the left, in bytes.
  var indentation: [Int]
  /// The keyword and the name: `class Net`.
  var title: String
  /// The names it adds.
  var names: [String]
  /// Whether it extends a type, so that whoever uses the type may depend on it.
  var isExtension: Bool
  /// The declaration from its first attribute on, byte for byte.
  var source: [UInt8]
  /// The comment right above it.
  var comment: [UInt8]
  /// The imports of its chapter that are in force where it stands, as written.
  var imports: [String]
  /// The titles of the headings it stands under, outermost first.
  var headings: [String]
}

extension SavedDeclaration {
  /// What changes when the declaration does, wherever it stands.
  var digest: Digest { Digest(imports + [String(decoding: source, as: UTF8.self)]) }

  /// The name under which the compiler knows its text, whose first line is line 2 there.
  var file: String { "lectern-library-" + digest.description.prefix(16) }

  /// The place in the chapter of a line and column of `file`; a column of 0 is the whole line.
  func place(line: Int, column: Int) -> (line: Int, column: Int) {
    let offset = max(0, line - 2)
    let taken = offset < indentation.count ? indentation[offset] : 0
    return (self.line + offset, column == 0 ? 1 : column + taken)
  }
}

extension SavedDeclaration: WireValue {
  func write(to writer: inout WireWriter) {
    for text in [path, title] { writer.write(text) }
    for number in [line, inset] + [indentation.count] + indentation { writer.write(number) }
    writer.write(isExtension)
    writer.write(source)
    writer.write(comment)
    for list in [names, imports, headings] {
      writer.write(list.count)
      for text in list { writer.write(text) }
    }
  }

  init(from reader: inout WireReader) throws(WireError) {
    path = try reader.string()
    title = try reader.string()
    line = try reader.int()
    inset = try reader.int()
    indentation = []
    for _ in 0..<max(0, try reader.int()) { indentation.append(try reader.int()) }
    isExtension = try reader.bool()
    source = try reader.blob()
    comment = try reader.blob()
    names = try Self.texts(&reader)
    imports = try Self.texts(&reader)
    headings = try Self.texts(&reader)
  }

  private static func texts(_ reader: inout WireReader) throws(WireError) -> [String] {
    var texts: [String] = []
    for _ in 0..<max(0, try reader.int()) { texts.append(try reader.string()) }
    return texts
  }
}

/// What one chapter saves in one tab.
struct SavedChapter: Sendable {
  /// The chapter's path.
  var path: String
  var declarations: [SavedDeclaration] = []
  /// Marks that mean nothing, by line and column of the chapter.
  var faults: [Misplaced] = []

  /// A mark with what is wrong with it.
  struct Misplaced: Hashable, Sendable {
    var fault: SaveFault
    var line: Int
    var column: Int
    var length: Int
  }
}
