import TestSupport
import Tensors
import Testing

@Suite struct `A tensor's text` {
  @Test func `is PyTorch's, character for character`() throws {
    let cases = try fixtureCases("printing.json")
    for test in cases {
      let input = test["input"]
      let tensor = try tensor(input)
      if test["requiresGrad"].number == 1 { tensor.requiresGrad = true }
      #expect(tensor.description == test["output"].string, "\(test["case"].string)")
    }
    print("printing.json: all \(cases.count) cases ran")
  }

  @Test func `names the operation that made it`() {
    let leaf = Tensor.ones(2, requiresGrad: true)
    #expect((leaf + leaf).description == "tensor([2., 2.], grad_fn=<AddBackward0>)")
    #expect(leaf.detach().description == "tensor([1., 1.])")
  }

  @Test func `puts what does not fit on a line of its own`() {
    // 71 columns of numbers and ", grad_fn=<MulBackward0>" would exceed 80.
    let leaf = Tensor.full([9], 0.5, requiresGrad: true)
    #expect(
      (leaf * leaf).description == """
        tensor([0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2500],
               grad_fn=<MulBackward0>)
        """)
  }

  @Test func `follows strides`() {
    let matrix = Tensor([[1, 2], [3, 4]])
    #expect(matrix.T.description == "tensor([[1, 3],\n        [2, 4]])")
    #expect(matrix[1, 0].description == "tensor(3)")
  }

  @Test func `of integers keeps every digit`() {
    #expect(Tensor([Int.max]).description == "tensor([9223372036854775807])")
  }

  @Test func `reads only the ends of a large tensor`() {
    let large = Tensor.zeros(1).expand([3000, 3000, 300])
    #expect(large.description.hasPrefix("tensor([[[0., 0., 0.,  ..., 0., 0., 0.],\n"))
  }
}

@Suite struct `Fixed decimals` {
  @Test(arguments: [
    (0.692946, 5, "0.69295"), (52.875, 2, "52.88"), (53.375, 2, "53.38"), (-0.5, 0, "-0"),
  ])
  func `are rounded as printf does`(value: Double, decimals: Int, text: String) {
    #expect("\(value, decimals: decimals)" == text)
  }

  @Test func `of a tensor are those of its only element`() {
    #expect("\(Tensor(2.5), decimals: 1) \(Float.nan, decimals: 3)" == "2.5 nan")
  }
}
