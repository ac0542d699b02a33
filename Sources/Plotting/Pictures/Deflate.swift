/// Returns `bytes` as a zlib stream (RFC 1950): two bytes, a deflated stream, a checksum.
func zlibStream(_ bytes: [UInt8]) -> [UInt8] {
  var (low, high) = (UInt32(1), UInt32(0))  // Adler-32.
  for byte in bytes {
    low = (low + UInt32(byte)) % 65521
    high = (high + low) % 65521
  }
  return [0x78, 0x01] + deflated(bytes) + (high << 16 | low).bigEndianBytes
}

/// Returns `bytes` compressed as one block with the fixed codes of RFC 1951.
///
/// Repetitions are found through the last place at which the same three bytes stood, which is
/// enough for small pictures: their lines repeat, and their backgrounds are runs.
func deflated(_ bytes: [UInt8]) -> [UInt8] {
  var writer = DeflateWriter()
  var places = [Int](repeating: -1, count: 1 << 12)
  var index = 0
  while index < bytes.count {
    var length = 0
    var distance = 0
    if index + 3 <= bytes.count {
      let key = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      let slot = ((key &* 0x9E37_79B1) >> 12) & 0xFFF
      let place = places[slot]
      places[slot] = index
      if place >= 0, index - place <= 1 << 15 {
        distance = index - place
        length = sharedLength(bytes, place, index)
      }
    }
    if length >= 3 {
      writer.repeatBytes(length, from: distance)
      index += length
    } else {
      writer.symbol(Int(bytes[index]))
      index += 1
    }
  }
  return writer.finished()
}

/// How many bytes from `first` and `second` on are the same, up to what one code can say.
private func sharedLength(_ bytes: [UInt8], _ first: Int, _ second: Int) -> Int {
  let most = min(258, bytes.count - second)
  var length = 0
  while length < most, bytes[first + length] == bytes[second + length] { length += 1 }
  return length
}

/// Writes the codes of one block, lowest bit first.
private struct DeflateWriter {
  private var bytes: [UInt8] = []
  private var pending: UInt32 = 0
  private var count = 0

  /// Begins the last block, with fixed codes.
  init() { append(0b011, bits: 3) }

  private mutating func append(_ value: Int, bits: Int) {
    pending |= UInt32(value) << UInt32(count)
    count += bits
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  /// Appends a Huffman code, which goes highest bit first.
  private mutating func append(code: Int, bits: Int) {
    append((0..<bits).reduce(0) { $0 | ((code >> $1) & 1) << (bits - 1 - $1) }, bits: bits)
  }

  /// Appends a byte (0…255), the end (256) or a length (257…285), as section 3.2.6 has them.
  mutating func symbol(_ symbol: Int) {
    switch symbol {
    case ..<144: append(code: 0x30 + symbol, bits: 8)
    case ..<256: append(code: 0x190 + symbol - 144, bits: 9)
    case ..<280: append(code: symbol - 256, bits: 7)
    default: append(code: 0xC0 + symbol - 280, bits: 8)
    }
  }

  /// Appends "the `length` bytes that stand `distance` before here".
  mutating func repeatBytes(_ length: Int, from distance: Int) {
    if length == 258 {
      symbol(285)
    } else {
      let (group, extra) = Self.group(length - 3, lone: 8, each: 4)
      symbol(257 + group)
      append((length - 3) & ((1 << extra) - 1), bits: extra)
    }
    let (group, extra) = Self.group(distance - 1, lone: 4, each: 2)
    append(code: group, bits: 5)
    append((distance - 1) & ((1 << extra) - 1), bits: extra)
  }

  /// The group of `value` and how many bits say where in it; the first `lone` groups have one
  /// member each, and then the sizes double after every `each` groups.
  private static func group(_ value: Int, lone: Int, each: Int) -> (Int, extra: Int) {
    guard value >= lone else { return (value, 0) }
    let eachBits = each.trailingZeroBitCount
    let extra = Int.bitWidth - 1 - value.leadingZeroBitCount - eachBits
    return (extra * each + (value >> extra), extra)
  }

  /// The stream with its end.
  mutating func finished() -> [UInt8] {
    symbol(256)
    if count > 0 { append(0, bits: 8 - count) }
    return bytes
  }
}
