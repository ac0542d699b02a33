/// What is wrong with a stream.
struct BadStream: Error {}

/// The bytes of a zlib stream of one block with fixed codes, read independently of what wrote it.
func inflated(_ stream: [UInt8]) throws -> [UInt8] {
  var reader = BitReader(bytes: Array(stream.dropFirst(2)))
  guard reader.number(3) == 0b011 else { throw BadStream() }
  // Base and extra bits of each length and distance, from the tables of RFC 1951, 3.2.5.
  let lengths = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  let distances = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
  var bytes: [UInt8] = []
  while true {
    let symbol = try reader.symbol()
    if symbol == 256 { return bytes }
    if symbol < 256 {
      bytes.append(UInt8(symbol))
      continue
    }
    guard symbol < 286 else { throw BadStream() }
    let length = lengths[symbol - 257] + reader.number(lengthBits[symbol - 257])
    let group = reader.code(5)
    guard group < 30 else { throw BadStream() }
    let distance = distances[group] + reader.number(max(0, group / 2 - 1))
    guard distance <= bytes.count else { throw BadStream() }
    for _ in 0..<length { bytes.append(bytes[bytes.count - distance]) }
  }
}

/// Reads numbers lowest bit first and codes highest bit first.
private struct BitReader {
  let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func bit() -> Int {
    defer { place += 1 }
    return place / 8 < bytes.count ? Int(bytes[place / 8] >> UInt8(place % 8)) & 1 : 0
  }

  mutating func number(_ bits: Int) -> Int {
    (0..<bits).reduce(0) { $0 | bit() << $1 }
  }

  mutating func code(_ bits: Int) -> Int {
    (0..<bits).reduce(0) { code, _ in code << 1 | bit() }
  }

  /// The next letter, length or end (RFC 1951, 3.2.6).
  mutating func symbol() throws -> Int {
    guard place / 8 < bytes.count else { throw BadStream() }
    var code = code(7)
    if code <= 0b0010111 { return 256 + code }
    code = code << 1 | bit()
    if (0b0011_0000...0b1011_1111).contains(code) { return code - 0b0011_0000 }
    if (0b1100_0000...0b1100_0111).contains(code) { return 280 + code - 0b1100_0000 }
    code = code << 1 | bit()
    return 144 + code - 0b1_1001_0000
  }
}
