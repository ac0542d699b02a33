import Tensors
import Testing

@Suite struct `A mean` {
  @Test func `is the sum divided by the count, to the last bit`() {
    // 427 · (1 / 800) would be the next number above.
    let share = Tensor.arange(800).lt(427).double()
    #expect(share.mean().item() == 427.0 / 800)
    #expect(share.reshape(800, 1).expand(800, 3).mean(0).array == [0.53375, 0.53375, 0.53375])
    #expect(Tensor.zeros(0).mean().item().isNaN)
  }
}
