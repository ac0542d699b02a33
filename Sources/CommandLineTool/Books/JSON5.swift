internal import SourceText

/// A value of a JSON5 file, with where in the file it stands.
///
/// JSON5 (spec.json5.org) is JSON that people write by hand: comments, trailing commas, names
/// without quotes, single quotes. Numbers are decimal here; hexadecimal ones are not read.
package struct JSON5: Sendable {
  /// What a value is.
  package indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSON5])
    case object([Member])
  }

  /// A name with its value.
  package struct Member: Sendable {
    /// The name.
    package let name: String
    /// The bytes of the name in the file, quotes included.
    package let range: Range<Int>
    /// The value.
    package let value: JSON5
  }

  /// Why a file is not JSON5, and where.
  package struct SyntaxError: Error, Hashable {
    /// What is wrong, in lower case, without a full stop.
    package let message: String
    /// The bytes it concerns.
    package let range: Range<Int>
  }

  /// What the value is.
  package let content: Content
  /// The bytes of the file it covers.
  package let range: Range<Int>
}

extension JSON5 {
  /// Reads a whole file.
  package init(parsing bytes: [UInt8]) throws(SyntaxError) {
    var parser = JSON5Parser(bytes: bytes)
    self = try parser.file()
  }

  /// What the value is, for an error that expected something else.
  package var kind: String {
    switch content {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
