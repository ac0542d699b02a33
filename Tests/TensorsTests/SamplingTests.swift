import Tensors
import Testing

/// The numbers are PyTorch's after `torch.manual_seed(42)`.
@Suite struct `Numbers of other distributions` {
  private var generator: Generator { Generator(seed: 42) }

  @Test func `are 0 and 1 with one probability`() {
    let generator = generator
    let hits = Tensor.empty(12).fillBernoulli(0.3, generator: generator)
    #expect(hits.array == [1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0])
    // 0.10531491041183472 as PyTorch writes it, in single precision.
    #expect(Tensor.rand(1, generator: generator).scalars == [0.10531491])
  }

  @Test func `are 0 and 1 with the probability of each element`() {
    let chances = Tensor.full([12], 0.3)
    #expect(chances.bernoulli(generator: generator).array == [0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0])
    let fine = chances.double().bernoulli(generator: generator)
    #expect(fine.array == [1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0])
  }

  @Test func `are exponential`() {
    let times = Tensor.empty(4).fillExponential(2, generator: generator).scalars
    #expect(times == [0.029957008, 0.032488063, 0.06595839, 0.027006475])
  }

  @Test func `are positions with weights`() {
    let weights = Tensor([[0.1, 0.2, 0.3, 0.4], [5, 0, 1, 1]])
    let repeated = weights.multinomial(6, replacement: true, generator: generator)
    #expect(repeated.shape == [2, 6])
    #expect(repeated.array == [0, 0, 1, 0, 2, 2, 3, 3, 0, 0, 0, 0])
    let following = generator
    let distinct = weights.multinomial(3, generator: following)
    #expect(distinct.array == [3, 1, 2, 0, 3, 2])
    #expect(weights[0].multinomial(1, replacement: true, generator: following).array == [2])
  }

  @Test func `are normal with a mean and a spread each`() {
    let numbers = Tensor.normal(
      Tensor([0.0, 10, 100]), Tensor([1.0, 0, 2]), generator: generator)
    let wanted = [0.33669036626815796, 10, 100.46892547607422]
    for (x, y) in zip(numbers.array, wanted) { #expect(abs(x - y) < 2e-6 * y) }
  }

  @Test func `are integers in the shape of another tensor`() {
    let found = Tensor.randint(like: Tensor.zeros(2, 3), 5, 9, generator: generator)
    #expect(found.array == [7, 8, 5, 7, 7, 8])
    #expect(found.dtype == .float32)
  }
}

@Suite struct `Numbers in a row` {
  @Test func `are powers`() {
    #expect(Tensor.logspace(0, 3, 4, base: 2).array == [1, 2, 4, 8])
    #expect(Tensor.logspace(0, 2, 3, dtype: .int64).array == [1, 10, 100])
    #expect(Tensor.logspace(0, 1, 3).scalars == [1, 3.1622777, 10])
    #expect(Tensor.logspace(1, 1, 1).array == [10])
  }
}
