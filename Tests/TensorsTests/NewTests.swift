import Tensors
import Testing

/// What PyTorch 2.15 prints for the same calls on `torch.tensor([[0.5, 1.5]], dtype=float64)`.
@Suite struct `The new forms of a tensor` {
  private let half = Tensor([[0.5, 1.5]], dtype: .float64)

  @Test func `take the type from the tensor and the shape from the caller`() {
    let zeros = "tensor([[0., 0.],\n        [0., 0.]], dtype=torch.float64)"
    #expect(half.newZeros(2, 2).description == zeros)
    #expect(half.newZeros([2, 2]).description == zeros)
    #expect(half.newOnes(2).description == "tensor([1., 1.], dtype=torch.float64)")
    #expect(half.newFull([2], 9).description == "tensor([9., 9.], dtype=torch.float64)")
    #expect(half.newTensor([1, 2]).description == "tensor([1., 2.], dtype=torch.float64)")
    let room = half.newEmpty(2, 3)
    #expect(room.shape == [2, 3] && room.dtype == .float64)
  }

  @Test func `take another type, and gradients, where they are asked to`() {
    #expect(
      half.newOnes(1, 2, dtype: .int32).description == "tensor([[1, 1]], dtype=torch.int32)")
    #expect(half.newTensor([1.9, -1.9], dtype: .int64).description == "tensor([ 1, -1])")
    let weights = half.newZeros(2, dtype: .float32, requiresGrad: true)
    #expect(weights.description == "tensor([0., 0.], requires_grad=True)")
  }

  @Test func `share no memory with the tensor, and no history`() {
    let weights = Tensor([1.0, 2], requiresGrad: true)
    let new = (weights * 2).newOnes(2)
    new.fill(5)
    #expect(!new.requiresGrad && new.isLeaf)
    #expect(weights.scalars == [1, 2])
  }
}
