extension Raster {
  /// The pixels as a file in the Portable Network Graphics format (W3C, third edition).
  ///
  /// Eight bits a channel, grey or true colour, lines unfiltered, compressed as `deflated` does.
  package var png: [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(height * (width * channels + 1))
    for row in 0..<height {
      lines.append(0)  // The filter that changes nothing.
      lines += bytes[row * width * channels..<(row + 1) * width * channels]
    }
    let colorType: UInt8 = channels == 1 ? 0 : 2
    let header = UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + Self.chunk("IHDR", header + [8, colorType, 0, 0, 0])
      + Self.chunk("IDAT", zlibStream(lines)) + Self.chunk("IEND", [])
  }

  /// A part of the file: its length, name, content, and the checksum of the last two.
  private static func chunk(_ name: StaticString, _ content: [UInt8]) -> [UInt8] {
    let body = Array("\(name)".utf8) + content
    return UInt32(content.count).bigEndianBytes + body + cyclicChecksum(body).bigEndianBytes
  }
}

extension UInt32 {
  /// The four bytes, highest first.
  var bigEndianBytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}

/// Returns the checksum that PNG puts behind its chunks (CRC-32, ISO 3309).
private func cyclicChecksum(_ bytes: [UInt8]) -> UInt32 {
  var sum = UInt32.max
  for byte in bytes { sum = checksumTable[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
  return ~sum
}

/// What each byte does to the checksum.
private let checksumTable: [UInt32] = (0..<256).map { byte in
  (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
}
