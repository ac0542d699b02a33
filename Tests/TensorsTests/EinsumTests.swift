import Tensors
import Testing

private let matrix = Tensor.arange(6.0).reshape(2, 3).double()
private let second = Tensor.arange(12.0).reshape(3, 4).double()
private let block = Tensor.arange(24.0).reshape(2, 3, 4).double()

/// An equation, its operands, and what PyTorch answers.
private struct Sum: Sendable, CustomStringConvertible {
  let description: String
  let operands: [Tensor]
  let shape: [Int]
  let values: [Double]

  init(_ equation: String, _ operands: Tensor..., shape: [Int], values: [Double]) {
    (description, self.operands, self.shape, self.values) = (equation, operands, shape, values)
  }

  static let all = [
    Sum("ij,jk", matrix, second, shape: [2, 4], values: [20, 23, 26, 29, 56, 68, 80, 92]),
    Sum("ij, jk -> ki", matrix, second, shape: [4, 2], values: [20, 56, 23, 68, 26, 80, 29, 92]),
    Sum("ij,kj->", matrix, matrix, shape: [], values: [83]),
    Sum("ij,j->i", matrix, second[.all, 0], shape: [2], values: [20, 56]),
    Sum("ii->i", block[0, .all, 0..<3], shape: [3], values: [0, 5, 10]),
    Sum("ii", block[0, .all, 0..<3], shape: [], values: [15]),
    Sum("iji->j", block[.all, .all, 0..<2], shape: [3], values: [13, 21, 29]),
    Sum("ba", matrix, shape: [3, 2], values: [0, 3, 1, 4, 2, 5]),
    Sum("aB", matrix, shape: [3, 2], values: [0, 3, 1, 4, 2, 5]),
    Sum(
      "...j,j->...", block, Tensor.arange(4.0).double(), shape: [2, 3],
      values: [14, 38, 62, 86, 110, 134]),
    Sum(
      "ij,jk,kl->il", matrix, second, Tensor.ones(4, 2, dtype: .float64), shape: [2, 2],
      values: [98, 98, 296, 296]),
    Sum(
      "bij,bjk->bik", block[.all, 0..<2, 0..<3],
      Tensor.arange(12.0).reshape(2, 3, 2).double(), shape: [2, 2, 2],
      values: [10, 13, 34, 49, 316, 355, 412, 463]),
    Sum(
      "...ij,...jk->...ik", block[.all, nil, 0..<2, 0..<3],
      Tensor.arange(6.0).reshape(3, 2).double(), shape: [2, 1, 2, 2],
      values: [10, 13, 34, 49, 82, 121, 106, 157]),
    Sum(
      "i,j->ij", matrix[0], matrix[1], shape: [3, 3], values: [0, 0, 0, 3, 4, 5, 6, 8, 10]),
    Sum("ij,ij->ij", matrix, matrix, shape: [2, 3], values: [0, 1, 4, 9, 16, 25]),
    Sum(
      "ij,ij->j", matrix, Tensor([[10.0], [1]], dtype: .float64), shape: [3], values: [3, 14, 25]),
    Sum("...->", matrix, shape: [], values: [15]),
  ]
}

@Suite struct `Einsum` {
  @Test(arguments: Sum.all)
  private func `gives PyTorch's sums`(sum: Sum) {
    let result = Tensor.einsum(sum.description, sum.operands)
    #expect(result.shape == sum.shape)
    // Sums of products of small integers have no rounding.
    #expect(result.array == sum.values)
  }

  @Test(arguments: Sum.all)
  private func `has the derivative of central differences`(sum: Sum) throws {
    let operands = sum.operands.map { $0.detach().clone().requiresGrad(true) }
    // The functions are linear in each operand, so that only rounding is left: 1e-10 · 100.
    try gradcheck(
      { Tensor.einsum(sum.description, $0) }, inputs: operands, atol: 1e-6, rtol: 1e-6)
  }

  @Test(arguments: [
    ("ij,jk", "'ij,jk' names 2 operands, but there are 1"),
    ("ijk", "operand 0 has shape (2, 3) with 2 dimensions, but 3 labels"),
    ("ij->k", "the label 'k' of the result is in no operand"),
    ("ij->ii", "the label 'i' is twice in the result 'ii'"),
    ("i1", "'1' in 'i1' is no label"),
    ("ii", "the label 'i' is twice in an operand of shape (2, 3), where it is 2 and 3"),
    ("ij-i", "'-' without '>'"),
  ])
  func `says which label is wrong`(equation: String, message: String) async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [equation] in
      _ = Tensor.einsum(equation, Tensor.ones(2, 3))
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("einsum: " + message), "\(text.prefix(200))")
  }

  @Test func `says which label differs between operands`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.einsum("ij,jk->ik", Tensor.ones(2, 3), Tensor.ones(4, 5))
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("einsum: the label 'j' is 3 in one operand and 4 in another"))
  }
}

@Suite struct `Products of tensors` {
  let a = Tensor.arange(4.0).reshape(2, 2).double()
  let b = Tensor([[1.0, 1], [0, 2]], dtype: .float64)

  @Test func `have a name for each shape`() {
    #expect(Tensor([1.0, 2, 3]).dot(Tensor([4.0, 5, 6])).item() == 32)
    #expect(a.mv(Tensor([1.0, 10], dtype: .float64)).array == [10, 32])
    #expect(Tensor.stack([a, b]).bmm(Tensor.stack([b, b])).array == [0, 2, 2, 8, 1, 3, 0, 4])
    // b + 2 · a · b, a · b = (0 2; 2 8)
    #expect(b.addmm(a, b, alpha: 2).array == [1, 5, 4, 18])
    #expect(b.addmm(a, b, beta: 0).array == [0, 2, 2, 8])
    #expect(b.baddbmm(Tensor.stack([a]), Tensor.stack([b])).array == [1, 3, 2, 10])
  }

  @Test func `of Kronecker repeat the second`() {
    #expect(a.kron(b).array == [0, 0, 1, 1, 0, 0, 0, 2, 2, 2, 3, 3, 0, 4, 0, 6])
  }

  @Test func `sum over the dimensions that are named`() {
    let y = Tensor.arange(24.0).reshape(3, 4, 2).double()
    #expect(block.tensordot(y).array == [1012, 1078, 2596, 2806])
    #expect(block.tensordot(y, dims: [1], [0]).shape == [2, 4, 4, 2])
  }

  @Test func `of vectors stand upright on both`() {
    #expect(Tensor([1.0, 2, 3]).cross(Tensor([4.0, 5, 6])).array == [-3, 6, -3])
  }

  @Test func `measure distances`() {
    let root = 5.0.squareRoot()
    #expect(a.cdist(b).allclose(Tensor([[1, 1], [root, root]], dtype: .float64)))
    #expect(a.cdist(b, p: 1).array == [1, 1, 3, 3])
  }

  @Test func `have the derivatives of central differences`() throws {
    let x = (a + 0.5).detach().requiresGrad(true)
    let y = (b * 0.7 - 0.3).detach().requiresGrad(true)
    try gradcheck({ $0[0].kron($0[1]) }, inputs: [x, y])
    try gradcheck({ $0[0].tensordot($0[1], dims: [0], [1]) }, inputs: [x, y])
    try gradcheck({ $0[0].cdist($0[1]) }, inputs: [x, y])
    try gradcheck({ $0[0].cdist($0[1], p: 3) }, inputs: [x, y])
    try gradcheck({ $0[1].addmm($0[0], $0[1], beta: 0.5, alpha: 2) }, inputs: [x, y])
    let (u, v) = (
      Tensor([[1.0, 2, 3]], dtype: .float64, requiresGrad: true),
      Tensor([[4.0, 5, 6], [1, 0, 2]], dtype: .float64, requiresGrad: true)
    )
    try gradcheck({ $0[0].cross($0[1]) }, inputs: [u, v])
  }
}
