import Tensors
import Testing

/// Its determinant is 0·(0 - 0) - 2·(3·1 - 2·2) + 1·(0 - 0) = 2; it needs an exchange of rows.
private let matrix = Tensor(
  [[0.0, 2, 1], [3, 0, 2], [2, 0, 1]], dtype: .float64)

@Suite struct `Linear algebra` {
  @Test func `determinants are those worked out by hand`() {
    #expect(abs(matrix.det().item() - 2) < 1e-12)
    #expect(Tensor([[1.0, 2], [3, 4]]).det().item() == -2)
    #expect(Tensor([[1.0, 2], [2, 4]]).det().item() == 0)
  }

  @Test func `inverses undo, one matrix or several`() {
    let pair = Tensor.stack([matrix, matrix * 2 + Tensor.eye(3, dtype: .float64)])
    let unit = Tensor.eye(3, dtype: .float64).expand(2, 3, 3)
    #expect(pair.matmul(pair.inverse()).allclose(unit, atol: 1e-12))
    // (a b; c d)⁻¹ = (d -b; -c a) / (ad - bc)
    #expect(Tensor([[1.0, 2], [3, 4]]).inverse().allclose(Tensor([[-2, 1], [1.5, -0.5]])))
  }

  @Test func `equations are solved for vectors and matrices`() {
    // 2y + z = 7, 3x + 2z = 9, 2x + z = 5 at x = 1, y = 2, z = 3
    let right = Tensor([7.0, 9, 5], dtype: .float64)
    #expect(matrix.solve(right).allclose(Tensor([1.0, 2, 3], dtype: .float64)))
    #expect(matrix.solve(right.unsqueeze(1)).shape == [3, 1])
  }

  @Test func `gradients agree with central differences`() throws {
    let a = matrix.detach().requiresGrad(true)
    let b = Tensor([[1.0, 2], [0.5, -1], [3, 1]], dtype: .float64).requiresGrad(true)
    try gradcheck({ $0[0].det() }, inputs: [a])
    try gradcheck({ $0[0].inverse() }, inputs: [a])
    try gradcheck({ $0[0].T.inverse() }, inputs: [a])
    try gradcheck({ $0[0].solve($0[1]) }, inputs: [a, b])
    let singular = Tensor([[1.0, 2], [2, 4]], dtype: .float64).requiresGrad(true)
    try gradcheck({ $0[0].det() }, inputs: [singular])
  }

  @Test func `of a singular or oblong matrix stops with the shape`() async throws {
    let singular = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([[1.0, 2], [2, 4]]).inverse()
    }
    let oblong = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.ones(2, 3).det()
    }
    let text = { (result: ExitTest.Result?) in
      String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    }
    #expect(try text(singular).contains("inverse: a matrix of shape (2, 2) is singular"))
    #expect(try text(oblong).contains("det: a tensor of shape (2, 3) is no square matrix"))
  }
}
