import AbacusKernels
import Tensors
import Testing

@Suite struct `The product on the tile unit` {
  @Test(
    .enabled(if: ab_tiles_ready()),
    arguments: [
      (32, 32, 64), (33, 70, 100), (31, 17, 5), (1, 1, 1), (200, 40, 260), (40, 1100, 270),
      (64, 64, 0),
    ])
  func `is as precise as one of floats, with matrices as they lie`(m: Int, n: Int, k: Int) {
    let (a, b, bias) = (noise(m * k + 1, 1), noise(k * n + 1, 2), noise(n, 3))
    for (turnsA, turnsB) in [(false, false), (true, false), (false, true)] {
      let (rowA, columnA) = turnsA ? (1, m) : (k, 1)
      let (rowB, columnB) = turnsB ? (1, k) : (n, 1)
      let c = multiply((m, n, k), (a, rowA, columnA), (b, rowB, columnB), bias)
      for i in stride(from: 0, to: m, by: 7) {
        for j in stride(from: 0, to: n, by: 3) {
          var (sum, size) = (Double(bias[j]), abs(Double(bias[j])))
          for p in 0..<k {
            let term = Double(a[i * rowA + p * columnA]) * Double(b[p * rowB + j * columnB])
            (sum, size) = (sum + term, size + abs(term))
          }
          // Each of k float additions may round by 6e-8 of what has come together.
          #expect(abs(Double(c?[i * n + j] ?? .nan) - sum) <= 4e-7 * size, "\(i), \(j)")
        }
      }
    }
  }

  @Test(
    .enabled(if: ab_tiles_ready()),
    arguments: [Float.infinity, .nan, 1e-35, -.leastNonzeroMagnitude])
  func `is refused for numbers that cannot be split`(number: Float) {
    for place in [0, 40 * 70 - 1] {
      var a = noise(40 * 70, 1)
      let b = noise(70 * 40, 2), bias = noise(40, 3)
      #expect(multiply((40, 40, 70), (a, 70, 1), (b, 40, 1), bias) != nil)
      a[place] = number
      #expect(multiply((40, 40, 70), (a, 70, 1), (b, 40, 1), bias) == nil)
      #expect(multiply((40, 40, 70), (b, 70, 1), (a, 40, 1), bias) == nil)
    }
  }

  @Test func `leaves infinities and tiny numbers what they are`() {
    let a = Tensor.zeros(128, 200), b = Tensor.ones(200, 128)
    a[3, 5] = Tensor(Float.infinity)
    a[4, 6] = Tensor(Float(1e-35))
    let c = a.matmul(b)
    #expect(c[3, 7].item(as: Float.self) == .infinity)
    #expect(c[4, 7].item(as: Float.self) == 1e-35)
    #expect(c[5, 7].item(as: Float.self) == 0)
  }

  private func multiply(
    _ size: (m: Int, n: Int, k: Int), _ a: (values: [Float], row: Int, column: Int),
    _ b: (values: [Float], row: Int, column: Int), _ bias: [Float]
  ) -> [Float]? {
    var c = [Float](repeating: .nan, count: size.m * size.n)
    let workspace = UnsafeMutableRawPointer.allocate(
      byteCount: ab_tiles_workspace(size.n), alignment: 64)
    defer { unsafe workspace.deallocate() }
    let fits = unsafe a.values.withUnsafeBytes { left in
      unsafe b.values.withUnsafeBytes { right in
        unsafe ab_tiles_product(
          size.m, size.n, size.k,
          ab_matrix(data: left.baseAddress, row: a.row, column: a.column),
          ab_matrix(data: right.baseAddress, row: b.row, column: b.column), bias, &c, size.n,
          workspace)
      }
    }
    return fits ? c : nil
  }
}
