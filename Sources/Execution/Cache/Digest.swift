/// A SHA-256 digest, by FIPS 180-4.
struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The digest in hexadecimal.
  let description: String

  /// The digest of `bytes`.
  init(of bytes: [UInt8]) {
    var state: [UInt32] = [
      0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
      0x5be0_cd19,
    ]
    let whole = bytes.count / 64 * 64
    var schedule = [UInt32](repeating: 0, count: 64)
    for start in stride(from: 0, to: whole, by: 64) {
      Self.mix(bytes, from: start, into: &state, &schedule)
    }
    var tail = Array(bytes[whole...]) + [0x80]
    while tail.count % 64 != 56 { tail.append(0) }
    let bits = UInt64(bytes.count) * 8
    tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    for start in stride(from: 0, to: tail.count, by: 64) {
      Self.mix(tail, from: start, into: &state, &schedule)
    }
    description = state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// The digest of `parts`, each with its length, so that no two lists share one.
  init(_ parts: [String]) {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += Array("\(part.utf8.count):".utf8)
      bytes += Array(part.utf8)
    }
    self.init(of: bytes)
  }

  private static func mix(
    _ bytes: [UInt8], from start: Int, into state: inout [UInt32], _ words: inout [UInt32]
  ) {
    for i in 0..<16 {
      words[i] = (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[start + 4 * i + $1]) }
    }
    for i in 16..<64 {
      let (a, b) = (words[i - 15], words[i - 2])
      let s0 = a.rotated(by: 7) ^ a.rotated(by: 18) ^ (a >> 3)
      let s1 = b.rotated(by: 17) ^ b.rotated(by: 19) ^ (b >> 10)
      words[i] = words[i - 16] &+ s0 &+ words[i - 7] &+ s1
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for i in 0..<64 {
      let s1 = e.rotated(by: 6) ^ e.rotated(by: 11) ^ e.rotated(by: 25)
      let first = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[i] &+ words[i]
      let s0 = a.rotated(by: 2) ^ a.rotated(by: 13) ^ a.rotated(by: 22)
      let second = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ second)
    }
    for (i, value) in [a, b, c, d, e, f, g, h].enumerated() { state[i] &+= value }
  }

  /// The fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = {
    var primes: [UInt32] = []
    var candidate: UInt32 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { cubeRootFraction(UInt64($0)) }
  }()

  /// The first 32 bits of the fraction of the cube root of `number`: the largest `x` with
  /// `x³ ≤ number · 2⁹⁶`, without its upper bits.
  private static func cubeRootFraction(_ number: UInt64) -> UInt32 {
    var root: UInt64 = 0
    let target = UInt128(number) << 96
    for bit in stride(from: 35, through: 0, by: -1) {
      let trial = UInt128(root | 1 << UInt64(bit))
      if trial * trial * trial <= target { root |= 1 << UInt64(bit) }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}

extension UInt32 {
  fileprivate func rotated(by count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
