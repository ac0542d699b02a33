import Tensors
import Testing

@Suite struct `A generator` {
  @Test func `starts again from its seed`() {
    let generator = Generator(seed: 5)
    let first = Tensor.randn(20, generator: generator).scalars
    #expect(Tensor.randn(20, generator: generator).scalars != first)
    generator.manualSeed(5)
    #expect(Tensor.randn(20, generator: generator).scalars == first)
    #expect(generator.initialSeed == 5)
  }

  @Test func `drops the spare normal number when seeded`() {
    let generator = Generator(seed: 5)
    let pair = Tensor.randn(2, generator: generator).scalars
    generator.manualSeed(5)
    #expect(Tensor.randn(1, generator: generator).scalars == [pair[0]])
    generator.manualSeed(5)
    #expect(Tensor.randn(1, generator: generator).scalars == [pair[0]])
  }

  @Test func `fills views through their strides`() {
    let matrix = Tensor.zeros(3, 4)
    matrix[..., 1].fillUniform(1, 2, generator: Generator(seed: 1))
    let inside = matrix.scalars.enumerated().filter { $0.offset % 4 == 1 }.map(\.element)
    #expect(inside.allSatisfy { (1..<2).contains($0) })
    #expect(matrix.scalars.count { $0 == 0 } == 9)
  }

  @Test func `draws doubles of 53 bits`() {
    let doubles = Tensor.rand(1000, dtype: .float64, generator: Generator(seed: 2))
    let scalars = doubles.scalars(as: Double.self)
    #expect(scalars.contains { Double(Float($0)) != $0 })
    #expect(scalars.allSatisfy { $0 * 0x1p53 == ($0 * 0x1p53).rounded() })
  }

  @Test func `gives normal numbers with the mean and the spread asked for`() {
    let numbers = Tensor.normal(3, 0.5, [100_000], generator: Generator(seed: 3))
    // Ten standard errors of the mean are 0.016.
    #expect(abs(numbers.mean().item() - 3) < 0.016)
    #expect(abs(numbers.std().item() - 0.5) < 0.012)
  }

  @Test func `follows the shape and the type of another tensor`() {
    let model = Tensor.zeros(2, 3, dtype: .float64)
    for tensor in [Tensor.rand(like: model), Tensor.randn(like: model)] {
      #expect(tensor.shape == [2, 3] && tensor.dtype == .float64)
    }
    let digits = Tensor.randint(10, [1000]).scalars(as: Int.self)
    #expect(Set(digits) == Set(0..<10))
  }

  @Test func `refuses types without fractions`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.rand(3, dtype: .int64)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("elements of type int64 cannot hold such numbers"))
  }
}

@Suite struct `A forked generator` {
  @Test func `leaves the one outside alone`() {
    withForkedGenerator {
      manualSeed(1)
      let first = Tensor.rand(3).scalars
      manualSeed(1)
      withForkedGenerator { _ = Tensor.rand(9) }
      #expect(Tensor.rand(3).scalars == first)
      #expect(Generator.default.initialSeed == 1)
    }
  }

  @Test func `goes on where the one outside stands`() {
    withForkedGenerator {
      manualSeed(1)
      let inside = withForkedGenerator { Tensor.rand(3).scalars }
      #expect(Tensor.rand(3).scalars == inside)
    }
  }
}
