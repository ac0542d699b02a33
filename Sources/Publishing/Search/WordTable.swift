/// Words, each once, numbered as they are met.
///
/// A book has some hundred thousand words and some ten thousand different ones; they lie end to
/// end, so that meeting one again costs no memory.
struct WordTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each word ends.
  private var ends: [Int32] = []
  /// By hash, the number of a word, or -1; twice as many as there are words, or more.
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 12)

  /// How many different words there are.
  var count: Int { ends.count }

  /// The bytes of the word with a number.
  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
  }

  /// Returns the number of `word`, the next one when it is new.
  mutating func number(of word: ArraySlice<UInt8>) -> Int {
    var slot = hash(word)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if self[number] == word { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(ends.count)
    bytes += word
    ends.append(Int32(bytes.count))
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for number in ends.indices {
      var slot = hash(self[number])
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// Returns the first slot to look in (FNV-1a, the higher bits folded in).
  private func hash(_ word: ArraySlice<UInt8>) -> Int {
    let hash = word.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
  }
}

extension WordTable {
  /// The numbers of all words, in the order of their UTF-16 code units.
  var sorted: [Int] {
    ends.indices.sorted { a, b in
      self[a].lexicographicallyPrecedes(self[b]) { $0.rankInUTF16 < $1.rankInUTF16 }
    }
  }

  /// Returns how many bytes `word` begins with that `other` begins with too, whole characters only.
  func shared(_ word: Int, _ other: Int) -> ArraySlice<UInt8> {
    let word = self[word]
    var end = word.startIndex + zip(word, self[other]).prefix { $0 == $1 }.count
    while end < word.endIndex, word[end] & 0xC0 == 0x80 { end -= 1 }
    return word[..<end]
  }
}

extension UInt8 {
  /// The place of a character's first byte among all, by UTF-16: surrogates stand before U+E000.
  fileprivate var rankInUTF16: UInt8 {
    switch self {
    case 0xEE...0xEF: self + 5
    case 0xF0...0xF4: self - 2
    default: self
    }
  }
}
