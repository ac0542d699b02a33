import Tensors
import Testing

@Suite struct `NumPy's generator` {
  @Test func `gives the first numbers that every tutorial shows`() {
    let random = NumPyRandom(seed: 42)
    #expect(random.rand(3) == [0.3745401188473625, 0.9507143064099162, 0.7319939418114051])
    #expect(NumPyRandom(seed: 0).randint(0, 10, 5) == [5, 0, 3, 3, 7])
  }

  @Test func `gives the low end of an empty range`() {
    #expect(NumPyRandom(seed: 1).randint(3, 3, 2) == [3, 3])
    #expect(NumPyRandom(seed: 1).permutation(0) == [])
  }
}
