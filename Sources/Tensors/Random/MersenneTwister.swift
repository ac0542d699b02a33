/// The MT19937 generator: 32 uniform bits a draw, with a period of 2¹⁹⁹³⁷ - 1.
///
/// Source: Matsumoto and Nishimura, "Mersenne Twister", 1998, seeded as in the authors' revision of
/// 2002. PyTorch's CPU generator and NumPy's `RandomState` both draw from it.
struct MersenneTwister: Sendable {
  private static let size = 624
  private static let shift = 397

  private var words: [UInt32]
  private var position = Self.size

  init(seed: UInt32) {
    words = [seed]
    words.reserveCapacity(Self.size)
    for index in 1..<Self.size {
      let last = words[index - 1]
      words.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(index))
    }
  }

  /// Returns the next 32 bits.
  mutating func next() -> UInt32 {
    if position == Self.size { twist() }
    var word = words[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  /// Returns the next 64 bits: two draws, the first in the upper half.
  mutating func next64() -> UInt64 {
    let upper = UInt64(next())
    return upper << 32 | UInt64(next())
  }

  private mutating func twist() {
    let (size, shift) = (Self.size, Self.shift)
    var words = words.mutableSpan
    for index in 0..<size - shift { Self.mix(&words, index, index + 1, index + shift) }
    for index in size - shift..<size - 1 {
      Self.mix(&words, index, index + 1, index + shift - size)
    }
    Self.mix(&words, size - 1, 0, shift - 1)
    position = 0
  }

  private static func mix(
    _ words: inout MutableSpan<UInt32>, _ index: Int, _ following: Int, _ distant: Int
  ) {
    let joined = (words[index] & 0x8000_0000) | (words[following] & 0x7fff_ffff)
    let matrix = 0x9908_b0df & (0 &- (words[following] & 1))
    words[index] = words[distant] ^ (joined >> 1) ^ matrix
  }
}
