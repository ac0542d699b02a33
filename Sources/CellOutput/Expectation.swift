/// What an `expect` in a check of an exercise found.
public struct Expectation: Hashable, Sendable {
  /// Whether it was as expected.
  public var isMet: Bool
  /// What was expected, and what there was instead.
  public var message: String
  /// Where the `expect` stands.
  public var file: String
  public var line: Int

  /// Creates what was found.
  public init(isMet: Bool, message: String, file: String, line: Int) {
    self.isMet = isMet
    self.message = message
    self.file = file
    self.line = line
  }
}

extension Expectation: WireValue {
  public func write(to writer: inout WireWriter) {
    writer.write(isMet)
    writer.write(message)
    writer.write(file)
    writer.write(line)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(
      isMet: try reader.bool(), message: try reader.string(), file: try reader.string(),
      line: try reader.int())
  }
}
