import Tensors
import Testing

private func ints(_ x: Tensor) -> [Int] { x.scalars(as: Int.self) }

@Suite struct `Rearranging` {
  let x = Tensor.arange(6).reshape(2, 3)

  @Test func `rolls elements around the end`() {
    #expect(ints(x.roll(1)) == [5, 0, 1, 2, 3, 4])
    #expect(ints(x.roll(-1, 1)) == [1, 2, 0, 4, 5, 3])
    #expect(ints(x.roll([1, 1], [0, 1])) == [5, 3, 4, 2, 0, 1])
  }

  @Test func `repeats a tensor side by side`() {
    #expect(ints(Tensor([1, 2]).repeat(2, 2)) == [1, 2, 1, 2, 1, 2, 1, 2])
    #expect(x.repeat(4, 1, 2).shape == [4, 2, 6])
  }

  @Test func `cuts into chunks, the last shorter`() {
    #expect(Tensor.arange(7).chunk(3).map(ints) == [[0, 1, 2], [3, 4, 5], [6]])
    #expect(x.chunk(3, dim: 1).map(\.shape) == [[2, 1], [2, 1], [2, 1]])
  }

  @Test func `reads and writes diagonals`() {
    #expect(ints(x.diag()) == [0, 4])
    #expect(ints(x.diag(1)) == [1, 5])
    #expect(ints(x.diag(-1)) == [3])
    #expect(ints(Tensor([1, 2]).diag(1)) == [0, 1, 0, 0, 0, 2, 0, 0, 0])
    #expect(ints(Tensor([1, 2]).outer(Tensor([3, 4, 5]))) == [3, 4, 5, 6, 8, 10])
  }
}

@Suite struct `Counting and ranking` {
  @Test func `finds the different elements`() {
    let x = Tensor([[3, 1, 3], [2, 1, 3]])
    #expect(ints(x.unique()) == [1, 2, 3])
    #expect(ints(x.uniqueCounts().counts) == [2, 1, 3])
    #expect(ints(x.uniqueInverse().inverse) == [2, 0, 2, 1, 0, 2])
    #expect(Tensor.zeros(0).unique().count == 0)
  }

  @Test func `counts small integers`() {
    let x = Tensor([1, 4, 1])
    #expect(ints(x.bincount(minLength: 6)) == [0, 2, 0, 0, 1, 0])
    #expect(x.bincount(weights: Tensor([0.5, 2, 0.25])).scalars == [0, 0.75, 0, 0, 2])
  }

  @Test func `takes the lower median and interpolates quantiles`() {
    let x = Tensor([4.0, 1, 3, 2])
    #expect(x.median().item() == 2)
    #expect(x.quantile(0.5).item() == 2.5)
    #expect(x.quantile(1).item() == 4)
    #expect(Tensor([1, .nan, 2]).median().item().isNaN)
    #expect(Tensor([1, .nan, 2]).quantile(0).item().isNaN)
    #expect(ints(Tensor([[3, 1, 2], [6, 5, 4]]).median(1).indices) == [2, 1])
  }

  @Test func `multiplies along a dimension`() {
    #expect(ints(Tensor([[1, 2], [3, 4]]).cumprod(0)) == [1, 2, 3, 8])
    #expect(ints(Tensor([[1, 2], [3, 4]]).cumprod(1)) == [1, 2, 3, 12])
  }
}
