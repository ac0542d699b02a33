import Tensors
import Testing

/// 2⁵³, beyond which doubles cannot tell neighbours apart.
private let edge = 1 << 53

@Suite struct `Integers that doubles cannot hold` {
  private let x = Tensor([edge + 1, edge + 3, edge + 2, edge + 1])

  @Test func `keep every digit when they are arranged`() {
    #expect(x.sort().values.scalars(as: Int.self) == [edge + 1, edge + 1, edge + 2, edge + 3])
    #expect(x.unique().scalars(as: Int.self) == [edge + 1, edge + 2, edge + 3])
    #expect(x.topk(2).indices.scalars(as: Int.self) == [1, 2])
    #expect(x.kthvalue(3).values.item(as: Int.self) == edge + 2)
    #expect(x.median().item(as: Int.self) == edge + 1)
  }

  @Test func `keep every digit when the most frequent is sought`() {
    let mode = Tensor([edge + 1, edge, edge + 1]).mode()
    #expect(mode.values.item(as: Int.self) == edge + 1)
    #expect(mode.indices.item(as: Int.self) == 2)
  }

  @Test func `keep every digit in running extremes`() {
    let rising = Tensor([edge + 1, edge, edge + 2])
    #expect(rising.cummax(0).values.scalars(as: Int.self) == [edge + 1, edge + 1, edge + 2])
    #expect(rising.cummin(0).values.scalars(as: Int.self) == [edge + 1, edge, edge])
    #expect(rising.cummin(0).indices.scalars(as: Int.self) == [0, 1, 1])
  }

  @Test func `keep every digit when they are looked up`() {
    let sorted = Tensor([edge, edge + 1, edge + 2])
    #expect(sorted.searchsorted(x).scalars(as: Int.self) == [1, 3, 2, 1])
    #expect(sorted.searchsorted(x, right: true).scalars(as: Int.self) == [2, 3, 3, 2])
  }

  @Test func `keep every digit in progressions, sums and prints`() {
    let steps = Tensor.arange(edge + 1, edge + 4)
    #expect(steps.scalars(as: Int.self) == [edge + 1, edge + 2, edge + 3])
    #expect(Tensor.arange(Int.max - 1, Int.max).scalars(as: Int.self) == [Int.max - 1])
    #expect(steps.sum().item(as: Int.self) == 3 * edge + 6)
    #expect(steps.max().item(as: Int.self) == edge + 3)
    #expect(steps.argmax().item(as: Int.self) == 2)
    #expect(!steps.equal(steps + 1))
    #expect((steps .== edge + 2).scalars(as: Bool.self) == [false, true, false])
    #expect("\(Tensor(edge + 1))" == "tensor(9007199254740993)")
  }
}
