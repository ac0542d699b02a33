import Tensors
import Testing

@Suite struct `Operations at the edge of their domain` {
  @Test func `einsum sums over nothing to zeros`() {
    let product = Tensor.einsum("ij,jk->ik", Tensor.ones(2, 0), Tensor.ones(0, 3))
    #expect(product.equal(Tensor.zeros(2, 3)))
    #expect(Tensor.einsum("i,i->", Tensor.ones(0), Tensor.ones(0)).item() == 0)
    #expect(Tensor.einsum("...,...->...", Tensor.ones(2, 0), Tensor.ones(2, 1)).shape == [2, 0])
  }

  @Test func `a norm along no dimensions is that of all elements`() {
    let x = Tensor([[3.0, 0], [0, 4]])
    #expect(x.norm(2, []).item() == 5)
    #expect(x.norm(1, [], keepDim: true).shape == [1, 1])
  }

  @Test func `there are no combinations of more than there is`() {
    #expect(Tensor([1, 2]).combinations(3).shape == [0, 3])
    #expect(Tensor([Int]()).combinations(2, withReplacement: true).shape == [0, 2])
    #expect(Tensor([1, 2]).combinations(0).shape == [1, 0])
  }

  @Test func `as many differences as there are elements leave nothing`() {
    #expect(Tensor([1, 4, 9]).diff(n: .max).shape == [0])
  }

  @Test func `windows may lie farther apart than memory reaches`() {
    #expect(Tensor.arange(6).reshape(2, 3).unfold(0, 2, .max).shape == [1, 3, 2])
  }

  /// As `torch.clamp` of integers with limits that are floats, and of truth.
  @Test func `limits with fractions make floats of integers`() {
    let clamped = Tensor([1, 2, 5]).clamp(min: 1.5, max: 4)
    #expect("\(clamped)" == "tensor([1.5000, 2.0000, 4.0000])")
    #expect("\(Tensor([1, 2, 5]).clamp(min: 2, max: 4))" == "tensor([2, 2, 4])")
    #expect("\(Tensor([true, false]).clamp(min: 0))" == "tensor([1, 0])")
    #expect("\(Tensor([true, false]).square())" == "tensor([1, 0])")
  }
}

@Suite struct `Products along a dimension` {
  @Test func `have the gradients PyTorch computes, with zeros too`() {
    let x = Tensor([[1.0, 2, 3], [4, 0, 6], [0, 5, 0]], requiresGrad: true)
    let product = x.prod(1)
    #expect("\(product)" == "tensor([6., 0., 0.], grad_fn=<ProdBackward1>)")
    product.backward(Tensor([1.0, 10, 100]))
    #expect(x.grad?.array == [6, 3, 2, 0, 240, 0, 0, 0, 0])
    #expect(x.detach().prod(0, keepDim: true).array == [0, 0, 0])
    #expect(Tensor.zeros(2, 0).prod(-1).array == [1, 1])
    #expect("\(Tensor([[2, 3], [4, 5]]).prod(0))" == "tensor([ 8, 15])")
  }

  @Test func `are those of central differences along any dimension`() throws {
    let values = Tensor([[0.5, -1.5, 2], [1, 0, 3]], dtype: .float64, requiresGrad: true)
    #expect(try gradcheck({ $0[0].prod(0) }, inputs: [values]))
    #expect(try gradcheck({ $0[0].T.prod(-1, keepDim: true) }, inputs: [values]))
  }
}
