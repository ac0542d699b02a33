/// Bytes that are not the wire form of what was asked for.
public enum WireError: Error, Hashable {
  /// The bytes end before the value does.
  case truncated(at: Int)
  /// A tag or a raw value that no version has written.
  case unknown(tag: UInt8, at: Int)
}

/// A value that can be written as bytes and read back.
///
/// Integers are LEB128, floating-point numbers their IEEE 754 bits in little-endian order, strings
/// and arrays begin with their count, cases with a tag byte. Nothing is aligned.
public protocol WireValue {
  /// Appends the value to `writer`.
  func write(to writer: inout WireWriter)
  /// Reads the value that `write(to:)` wrote.
  init(from reader: inout WireReader) throws(WireError)
}

extension WireValue {
  /// The value as bytes.
  public var wireBytes: [UInt8] {
    var writer = WireWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Reads a value from the front of `bytes`.
  public init(wireBytes bytes: [UInt8]) throws(WireError) {
    var reader = WireReader(bytes)
    try self.init(from: &reader)
  }
}

/// Collects the wire form of values.
public struct WireWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty writer.
  public init() {}

  /// Appends one byte.
  public mutating func write(_ byte: UInt8) { bytes.append(byte) }

  /// Appends a count or another number that is not negative.
  public mutating func write(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a floating-point number.
  public mutating func write(_ number: Double) {
    var bits = number.bitPattern
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
    }
  }

  /// Appends bytes with their count.
  public mutating func write(_ content: [UInt8]) {
    write(content.count)
    bytes += content
  }

  /// Appends text with its count of bytes.
  public mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Appends a truth value.
  public mutating func write(_ flag: Bool) { write(flag ? 1 as UInt8 : 0) }

  /// Appends values with their count.
  public mutating func write<Value: WireValue>(_ values: [Value]) {
    write(values.count)
    for value in values { value.write(to: &self) }
  }
}

/// Reads values from their wire form.
public struct WireReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0

  /// Creates a reader at the front of `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything was read.
  public var isAtEnd: Bool { position == bytes.count }

  /// Reads one byte.
  public mutating func byte() throws(WireError) -> UInt8 {
    guard position < bytes.count else { throw .truncated(at: position) }
    defer { position += 1 }
    return bytes[position]
  }

  /// Reads a number.
  public mutating func int() throws(WireError) -> Int {
    var result: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 64, by: 7) {
      let next = try byte()
      result |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return Int(Int64(bitPattern: result)) }
    }
    throw .unknown(tag: 0x80, at: position)
  }

  /// Reads a floating-point number.
  public mutating func double() throws(WireError) -> Double {
    var bits: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 64, by: 8) { bits |= UInt64(try byte()) << shift }
    return Double(bitPattern: bits)
  }

  /// Reads bytes with their count.
  public mutating func blob() throws(WireError) -> [UInt8] {
    let count = try int()
    guard count >= 0, count <= bytes.count - position else { throw .truncated(at: position) }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// Reads text.
  public mutating func string() throws(WireError) -> String {
    String(decoding: try blob(), as: UTF8.self)
  }

  /// Reads a truth value.
  public mutating func bool() throws(WireError) -> Bool { try byte() != 0 }

  /// Reads values with their count.
  public mutating func array<Value: WireValue>(
    of type: Value.Type = Value.self
  ) throws(WireError) -> [Value] {
    let count = try int()
    guard count >= 0, count <= bytes.count - position else { throw .truncated(at: position) }
    var values: [Value] = []
    for _ in 0..<count { values.append(try Value(from: &self)) }
    return values
  }

  /// Reads the raw value of an enumeration.
  public mutating func raw<Value: RawRepresentable<UInt8>>(
    of type: Value.Type = Value.self
  ) throws(WireError) -> Value {
    let tag = try byte()
    guard let value = Value(rawValue: tag) else { throw .unknown(tag: tag, at: position - 1) }
    return value
  }
}
