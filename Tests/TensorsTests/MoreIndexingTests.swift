import Tensors
import Testing

private func ints(_ x: Tensor) -> [Int] { x.scalars(as: Int.self) }

/// The numbers of all these tests, with PyTorch's answers.
private let x = Tensor([[3.0, 1, 2, 5], [4, 4, 0, 1]], dtype: .float64)
private let index = Tensor([[0, 1, 2], [3, 0, 1]])
private let source = Tensor([[10.0, 20, 30], [40, 50, 60]], dtype: .float64)

@Suite struct `Scattering` {
  @Test func `puts elements where the index says`() {
    #expect(x.scatter(1, index, source).array == [10, 20, 30, 5, 50, 60, 0, 40])
    #expect(x.scatter(1, index, 7).array == [7, 7, 7, 5, 7, 7, 0, 7])
    let sums = x.scatterAdd(1, Tensor([[0, 0, 1], [3, 3, 3]]), source)
    #expect(sums.array == [33, 31, 2, 5, 4, 4, 0, 151])
    // An index shorter than the source takes its first elements only.
    let few = Tensor.zeros(3, 3).scatter(0, Tensor([[0, 1, 2]]), source)
    #expect(few.array == [10, 0, 0, 0, 20, 0, 0, 0, 30])
    #expect(x.array == [3, 1, 2, 5, 4, 4, 0, 1])
  }

  @Test func `adds, copies and fills slices`() {
    let two = Tensor([[1.0, 2], [3, 4]], dtype: .float64)
    #expect(x.indexAdd(1, Tensor([0, 0]), two, alpha: 2).array == [9, 1, 2, 5, 18, 4, 0, 1])
    let nines = Tensor.full([1, 4], 9.0, dtype: .float64)
    #expect(x.indexCopy(0, Tensor([1]), nines).array == [3, 1, 2, 5, 9, 9, 9, 9])
    #expect(x.indexFill(1, Tensor([0, 2]), -1).array == [-1, 1, -1, 5, -1, 4, -1, 1])
  }

  @Test func `puts elements at positions in row-major order`() {
    let values = Tensor([100.0, 200], dtype: .float64)
    #expect(x.put(Tensor([0, 7]), values).array == [100, 1, 2, 5, 4, 4, 0, 200])
    let sum = x.put(Tensor([0, 0]), values, accumulate: true)
    #expect(sum.array == [303, 1, 2, 5, 4, 4, 0, 1])
    let numbers = Tensor.arange(10.0).double()
    #expect(x.maskedScatter(x .> 2, numbers).array == [0, 1, 2, 1, 2, 3, 0, 1])
  }

  @Test func `has the derivatives of central differences`() throws {
    let inputs = [x.detach().requiresGrad(true), source.detach().requiresGrad(true)]
    try gradcheck({ $0[0].scatter(1, index, $0[1]).square() }, inputs: inputs)
    try gradcheck({ $0[0].scatter(1, index, 7) }, inputs: inputs)
    try gradcheck({ $0[0].scatterAdd(1, index, $0[1]) }, inputs: inputs)
    try gradcheck({ $0[0].indexAdd(1, Tensor([0, 0, 3]), $0[1], alpha: 2) }, inputs: inputs)
    try gradcheck({ $0[0].indexCopy(1, Tensor([0, 2, 3]), $0[1]) }, inputs: inputs)
    try gradcheck({ $0[0].indexFill(1, Tensor([0, 2]), 3) }, inputs: inputs)
    try gradcheck({ $0[0].put(Tensor([0, 7]), $0[1][0, 0..<2]) }, inputs: inputs)
    try gradcheck({ $0[0].maskedScatter(x .> 2, $0[1]) }, inputs: inputs)
    try gradcheck({ $0[0].unfold(1, 3, 1).square() }, inputs: inputs)
    try gradcheck({ $0[0].maskedSelect(x .> 2) }, inputs: inputs)
    try gradcheck({ $0[0].take(index) }, inputs: inputs)
  }

  @Test func `says what does not fit`() async throws {
    let outside = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2).scatter(0, Tensor([2]), Tensor([1.0]))
    }
    let oblong = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(2, 3).indexAdd(1, Tensor([0]), Tensor.ones(3, 1))
    }
    let text = { (result: ExitTest.Result?) in
      String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    }
    #expect(
      try text(outside).contains("scatter: index 2 is out of bounds for dimension 0 with size 2"))
    #expect(try text(oblong).contains("indexAdd: an index of shape (1,) does not say where"))
  }
}

@Suite struct `Taking` {
  @Test func `selects by masks and positions`() {
    #expect(x.maskedSelect(x .> 2).array == [3, 5, 4, 4])
    #expect(x.maskedSelect(Tensor([true, false, false, true])).array == [3, 5, 4, 1])
    #expect(x.take(Tensor([[0, 7], [2, -1]])).array == [3, 1, 2, 1])
    let chosen = x.takeAlongDim(Tensor([[0], [2]]), 1)
    #expect(chosen.shape == [2, 1] && chosen.array == [3, 0])
    #expect(x.takeAlongDim(x.argsort(1), 1).array == [1, 2, 3, 5, 0, 1, 4, 4])
    #expect(ints(Tensor([[0, 1], [1, 0]]).argwhere()) == [0, 1, 1, 0])
  }

  @Test func `asks along dimensions`() {
    #expect(ints((x .> 4).any(1)) == [1, 0])
    #expect(ints((x .> 0).all(0)) == [1, 1, 0, 1])
    #expect((x .> 0).all([0, 1], keepDim: true).shape == [1, 1])
    #expect(
      Tensor.zeros(2, 0).all(1).array == [1, 1] && Tensor.zeros(2, 0).any(1).array == [0, 0])
    #expect(x.countNonzero().item(as: Int.self) == 7)
    #expect(ints(x.countNonzero(0)) == [2, 2, 1, 2])
    #expect(ints(Tensor([1, 2, 3]).isin(Tensor([2, 3]))) == [0, 1, 1])
  }
}

@Suite struct `Arranging dimensions` {
  let z = Tensor.arange(6).reshape(2, 3)

  @Test func `moves, cuts and adds them`() {
    #expect(Tensor.zeros(2, 3, 4).movedim(0, 2).shape == [3, 4, 2])
    #expect(Tensor.zeros(2, 3, 4, 5).movedim([0, 1], [2, 0]).shape == [3, 4, 2, 5])
    #expect(z.swapaxes(0, 1).shape == [3, 2])
    #expect(Tensor.zeros(6, 2).unflatten(0, [2, -1]).shape == [2, 3, 2])
    #expect(Tensor.zeros(2).atLeast3d().shape == [1, 2, 1])
    #expect(z.atLeast3d().shape == [2, 3, 1] && Tensor(1).atLeast1d().shape == [1])
    #expect(Tensor.zeros(2).atLeast2d().shape == [1, 2])
    #expect(Tensor.zeros(3, 1).broadcastTo([2, 3, 4]).shape == [2, 3, 4])
    let both = Tensor.broadcastTensors(Tensor.zeros(3, 1), Tensor.zeros(4))
    #expect(both.map(\.shape) == [[3, 4], [3, 4]])
  }

  @Test func `looks through windows without a copy`() {
    let windows = Tensor.arange(7).unfold(0, 3, 2)
    #expect(windows.shape == [3, 3] && ints(windows) == [0, 1, 2, 2, 3, 4, 4, 5, 6])
    #expect(z.unfold(1, 2, 1).shape == [2, 2, 2])
    let memory = Tensor.zeros(4)
    memory.unfold(0, 2, 2)[0].fill(1)
    #expect(memory.array == [1, 1, 0, 0])
  }

  @Test func `turns and repeats`() {
    #expect(ints(z.rot90()) == [2, 5, 1, 4, 0, 3])
    #expect(ints(z.rot90(2)) == [5, 4, 3, 2, 1, 0])
    #expect(ints(z.rot90(-1)) == [3, 0, 4, 1, 5, 2])
    #expect(ints(z.tile(2)) == [0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5])
    #expect(ints(Tensor([1, 2, 3]).repeatInterleave(2)) == [1, 1, 2, 2, 3, 3])
    #expect(ints(z.repeatInterleave(2, 0)) == [0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5])
  }

  @Test func `joins and splits`() {
    let (a, b) = (Tensor([1, 2]), Tensor([3, 4]))
    #expect(ints(Tensor.hstack([a, Tensor([3])])) == [1, 2, 3])
    #expect(Tensor.hstack([z, z]).shape == [2, 6])
    #expect(
      Tensor.vstack([a, b]).shape == [2, 2] && ints(Tensor.vstack([a, b])) == [1, 2, 3, 4])
    #expect(
      Tensor.dstack([a, b]).shape == [1, 2, 2] && ints(Tensor.dstack([a, b])) == [1, 3, 2, 4])
    #expect(Tensor.arange(7).tensorSplit(3).map(ints) == [[0, 1, 2], [3, 4], [5, 6]])
    #expect(Tensor.arange(7).tensorSplit(at: [1, 4]).map(ints) == [[0], [1, 2, 3], [4, 5, 6]])
  }

  @Test func `spans grids and choices`() {
    let (a, b) = (Tensor([1, 2]), Tensor([3, 4, 5]))
    let grid = Tensor.meshgrid(a, b)
    #expect(grid.map(ints) == [[1, 1, 1, 2, 2, 2], [3, 4, 5, 3, 4, 5]])
    let picture = Tensor.meshgrid(a, b, indexing: .xy)
    #expect(picture[0].shape == [3, 2] && ints(picture[0]) == [1, 2, 1, 2, 1, 2])
    #expect(ints(Tensor.cartesianProd(a, Tensor([3, 4]))) == [1, 3, 1, 4, 2, 3, 2, 4])
    #expect(ints(Tensor([1, 2, 3]).combinations()) == [1, 2, 1, 3, 2, 3])
    #expect(
      ints(Tensor([1, 2, 3]).combinations(withReplacement: true))
        == [1, 1, 1, 2, 1, 3, 2, 2, 2, 3, 3, 3])
    #expect(Tensor.arange(4).combinations(3).shape == [4, 3])
  }
}
