import Tensors
import Testing

private func exact(_ rows: [[Double]]) -> Tensor { Tensor(rows, dtype: .float64) }

private let symmetric = exact([[2, -1, 0], [-1, 2, -1], [0, -1, 3]])
private let tall = exact([[1, 2], [3, 4], [5, 6]])

/// Rounding of some ten operations on numbers below 10.
private let tolerance = 1e-12

extension Tensor {
  fileprivate func isClose(to rows: [[Double]]) -> Bool {
    allclose(exact(rows), rtol: 0, atol: tolerance)
  }

  fileprivate func isClose(to values: [Double]) -> Bool {
    allclose(Tensor(values, dtype: .float64), rtol: 0, atol: tolerance)
  }
}

@Suite struct `Decompositions` {
  @Test func `find eigenvalues in ascending order and their vectors`() {
    let (values, vectors) = symmetric.eigh()
    // What PyTorch answers; the columns with the sign that makes the largest element positive.
    #expect(values.isClose(to: [0.753020396282533, 2.4450418679126287, 3.801937735804838]))
    #expect(
      vectors.isClose(to: [
        [0.5910090485061034, 0.736976229099578, 0.3279852776056819],
        [0.7369762290995782, -0.3279852776056817, -0.5910090485061035],
        [0.32798527760568164, -0.5910090485061034, 0.736976229099578],
      ]))
    #expect(exact([[2, 0], [0, 2]]).eigvalsh().array == [2, 2])
    // Only the lower triangle is read.
    #expect(exact([[0, 9], [1, 0]]).eigvalsh().isClose(to: [-1, 1]))
  }

  @Test func `keep the type and the batch`() {
    let pair = Tensor.stack([symmetric, symmetric * 2]).float()
    let (values, vectors) = pair.eigh()
    #expect(values.shape == [2, 3] && vectors.shape == [2, 3, 3] && values.dtype == .float32)
    let rebuilt = (vectors * values.unsqueeze(-2)).matmul(vectors.mT)
    // Some ulps of float32 for numbers up to 6.
    #expect(rebuilt.allclose(pair, atol: 2e-6))
  }

  @Test func `find singular values and vectors as PyTorch`() {
    let (u, s, vT) = tall.svd()
    #expect(s.isClose(to: [9.525518091565107, 0.514300580658644]))
    #expect(
      u.narrow(1, 0, 2).isClose(to: [
        [0.22984769640007138, 0.8834610176985253], [0.5247448187602936, 0.2407824921325463],
        [0.8196419411205156, -0.40189603343343167],
      ]))
    #expect(
      vT.isClose(to: [
        [0.6196294838293402, 0.7848944532670524], [-0.7848944532670524, 0.6196294838293402],
      ]))
    #expect(u.shape == [3, 3])
    #expect(u.mT.matmul(u).allclose(Tensor.eye(3, dtype: .float64), atol: tolerance))
  }

  @Test(arguments: [
    exact([[1, 2], [3, 4], [5, 6]]), exact([[1, 3, 5], [2, 4, 6]]), exact([[0, 0], [0, 0]]),
    exact([[1, 2], [2, 4]]), exact([[1, 1, 1], [1, 1, 1], [1, 1, 1]]),
    exact([[1, 0], [0, 1e-20]]),
  ])
  func `of any matrix multiply to it, with orthogonal vectors`(a: Tensor) {
    let (u, s, vT) = a.svd(fullMatrices: false)
    #expect((u * s.unsqueeze(-2)).matmul(vT).allclose(a, rtol: 0, atol: tolerance))
    let unit = Tensor.eye(s.count, dtype: .float64)
    #expect(u.mT.matmul(u).allclose(unit, rtol: 0, atol: tolerance))
    #expect(vT.matmul(vT.mT).allclose(unit, rtol: 0, atol: tolerance))
    let (q, r) = a.qr()
    #expect(q.matmul(r).allclose(a, rtol: 0, atol: tolerance))
  }

  @Test func `find orthogonal and triangular factors with LAPACK's signs`() {
    let (q, r) = tall.qr()
    #expect(
      q.isClose(to: [
        [-0.16903085094570325, 0.8970852271450607], [-0.50709255283711, 0.27602622373694136],
        [-0.8451542547285166, -0.345032779671177],
      ]))
    #expect(r.isClose(to: [[-5.916079783099615, -7.437357441610946], [0, 0.8280786712108248]]))
    let wide = tall.T.qr()
    #expect(
      wide.r.isClose(to: [
        [-2.23606797749979, -4.919349550499537, -7.602631123499284],
        [0, -0.8944271909999153, -1.7888543819998306],
      ]))
  }

  @Test func `find the factor of Cholesky`() {
    #expect(
      symmetric.cholesky().isClose(to: [
        [1.4142135623730951, 0, 0], [-0.7071067811865475, 1.224744871391589, 0],
        [0, -0.8164965809277261, 1.5275252316519465],
      ]))
  }

  @Test func `stop where there are none`() async throws {
    let indefinite = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor([[1.0, 2], [2, 1]]).cholesky()
    }
    let unfinished = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor([[1.0, .nan], [2, 1]]).svd()
    }
    let text = { (result: ExitTest.Result?) in
      String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    }
    #expect(
      try text(indefinite).contains(
        "cholesky: a matrix of shape (2, 2) is not positive definite: its leading 2 rows"))
    #expect(try text(unfinished).contains("svd: a matrix of shape (2, 2) has NaN or infinite"))
  }

  @Test func `give pseudoinverses, ranks and least squares`() {
    let inverse = tall.pinv()
    // (-16 -4 8; 13 4 -5) / 12
    #expect((inverse * 12).isClose(to: [[-16, -4, 8], [13, 4, -5]]))
    #expect(exact([[1, 2], [2, 4]]).matrixRank().item(as: Int.self) == 1)
    #expect(tall.matrixRank().item(as: Int.self) == 2)
    #expect(Tensor.zeros(2, 2).matrixRank().item(as: Int.self) == 0)
    // PyTorch answers 0 and 0.25.
    #expect(tall.lstsq(Tensor([1.0, 0, 2], dtype: .float64)).isClose(to: [0, 0.25]))
  }

  @Test func `give powers, traces and logarithms of determinants`() {
    let fibonacci = exact([[1, 1], [1, 0]])
    #expect(fibonacci.matrixPower(10).array == [89, 55, 55, 34])
    #expect(fibonacci.matrixPower(-2).isClose(to: [[1, -1], [-1, 2]]))
    #expect(fibonacci.matrixPower(0).array == [1, 0, 0, 1])
    #expect(fibonacci.trace().item() == 1)
    let (sign, size) = exact([[1, 2], [3, 4]]).slogdet()
    #expect(sign.item() == -1 && abs(size.item() - 0.6931471805599453) < tolerance)
  }
}

@Suite struct `Norms` {
  let x = exact([[1, -2], [3, -4]])

  @Test(
    arguments: [
      (0.0, 4.0), (1, 10), (2, 5.477225575051661), (3, 4.641588833612778), (Double.infinity, 4),
      (-Double.infinity, 1),
    ] as [(Double, Double)])
  func `of each order are PyTorch's`(order: Double, value: Double) {
    #expect(abs(x.norm(order).item() - value) < tolerance)
  }

  @Test func `run along dimensions and have names`() {
    #expect(x.norm(3, 1).isClose(to: [2.080083823051904, 4.497941445275415]))
    #expect(x.norm(1, [0, 1], keepDim: true).shape == [1, 1])
    #expect(abs(x.norm("fro").item() - 5.477225575051661) < tolerance)
    #expect(abs(x.norm("nuc").item() - 5.8309518948453) < tolerance)
  }

  @Test func `have derivatives, 0 at 0`() throws {
    let leaf = x.detach().requiresGrad(true)
    for order in [0, 1, 2, 3, 1.5, Double.infinity, -Double.infinity] {
      try gradcheck({ $0[0].norm(order, 1) }, inputs: [leaf])
    }
    let zero = Tensor.zeros(2, requiresGrad: true)
    zero.norm(2, 0).backward()
    #expect(zero.grad?.array == [0, 0])
  }
}

@Suite struct `The derivatives of decompositions` {
  let a = symmetric.detach().requiresGrad(true)
  let b = exact([[1, 2], [3, 4], [5, 7]]).requiresGrad(true)

  /// The symmetric part, so that moving one element moves its mirror image too.
  private func even(_ x: Tensor) -> Tensor { (x + x.mT) * 0.5 }

  @Test func `of symmetric matrices agree with central differences`() throws {
    try gradcheck({ even($0[0]).eigvalsh() }, inputs: [a])
    try gradcheck({ even($0[0]).eigh().vectors }, inputs: [a])
    try gradcheck({ even($0[0]).cholesky() }, inputs: [a])
    try gradcheck({ even($0[0]).slogdet().logabsdet }, inputs: [a])
    try gradcheck({ $0[0].matrixPower(3) }, inputs: [a])
    try gradcheck({ $0[0].trace() }, inputs: [a])
  }

  @Test func `of oblong matrices agree with central differences`() throws {
    for turn in [{ (x: Tensor) in x }, { $0.T }] {
      try gradcheck({ turn($0[0]).svdvals() }, inputs: [b])
      try gradcheck({ turn($0[0]).svd(fullMatrices: false).u }, inputs: [b])
      try gradcheck({ turn($0[0]).svd(fullMatrices: false).vT }, inputs: [b])
      try gradcheck({ turn($0[0]).qr().q }, inputs: [b])
      try gradcheck({ turn($0[0]).qr().r }, inputs: [b])
      try gradcheck({ turn($0[0]).pinv() }, inputs: [b])
    }
    try gradcheck({ $0[0].svd().s }, inputs: [b])
    try gradcheck({ $0[0].norm("nuc") }, inputs: [b])
  }

  @Test func `of the factor of Cholesky is PyTorch's symmetric one`() {
    let x = exact([[4, 1], [1, 3]]).requiresGrad(true)
    (x.cholesky() * exact([[1, 0], [2, 3]])).sum().backward()
    #expect(
      x.grad?.isClose(to: [
        [0.18153337710833067, 0.2738664915666773], [0.2738664915666773, 0.9045340337332909],
      ]) == true)
  }
}
