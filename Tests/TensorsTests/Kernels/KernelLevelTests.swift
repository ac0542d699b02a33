import AbacusKernels
import Glibc
import Testing

/// Floats between -4 and 4 that are the same at every run.
func noise(_ count: Int, _ seed: UInt64) -> [Float] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Float(Double(state >> 11) * 0x1p-50 - 4)
  }
}

@Suite struct `Every level of the kernels` {
  /// Those this processor can run, beside the base.
  private let levels = [ab_level_avx2, ab_level_avx512].filter { level in
    unsafe ab_kernels_at(level) != nil
  }

  /// The levels round differently (fused or not), by one unit in the last place an operation.
  private func expectClose(_ a: [Float], _ b: [Float], _ tolerance: Float, _ name: String) {
    for (x, y) in zip(a, b) where !(x.isNaN && y.isNaN) {
      #expect(x == y || abs(x - y) <= tolerance * max(1, abs(x)), "\(name): \(x), \(y)")
    }
  }

  @Test(arguments: 0...ab_unary_gelu_tanh.rawValue)
  func `computes the same functions, whatever the length`(op: UInt32) {
    for count in [1, 7, 8, 15, 16, 17, 33, 100] {
      let x =
        noise(count, UInt64(count)) + [
          0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 80, -80,
        ]
      let base = unary(ab_level_base, op, x)
      for level in levels {
        expectClose(unary(level, op, x), base, 1e-6, "unary \(op)")
      }
    }
  }

  private func unary(_ level: ab_level, _ op: UInt32, _ x: [Float]) -> [Float] {
    var y = x
    unsafe ab_kernels_at(level)?.pointee.unary(
      ab_f32, ab_unary(rawValue: op), x, &y, x.count, 0.5, 1.5)
    return y
  }

  @Test(arguments: [
    (1, 1, 1), (3, 5, 7), (12, 32, 16), (13, 33, 17), (10, 10, 800), (25, 70, 300), (61, 1, 40),
    (2, 100, 3), (200, 40, 260), (5, 1100, 9), (4, 4, 0),
  ])
  func `multiplies matrices, transposed or not`(m: Int, n: Int, k: Int) {
    let (a, b, bias) = (noise(m * k + 1, 1), noise(k * n + 1, 2), noise(n, 3))
    for (transposeA, transposeB) in [(false, false), (true, false), (false, true)] {
      let (rowA, columnA) = transposeA ? (1, m) : (k, 1)
      let (rowB, columnB) = transposeB ? (1, k) : (n, 1)
      var exact = [Float](repeating: 0, count: m * n)
      for i in 0..<m {
        for j in 0..<n {
          exact[i * n + j] = Float(
            (0..<k).reduce(Double(bias[j])) {
              $0 + Double(a[i * rowA + $1 * columnA]) * Double(b[$1 * rowB + j * columnB])
            })
        }
      }
      for level in [ab_level_base] + levels {
        var c = [Float](repeating: .nan, count: m * n)
        multiply(level, (m, n, k), (a, rowA, columnA), (b, rowB, columnB), bias, &c)
        // Products up to 16, k of them, each rounded to 6e-8: 800 · 16 · 6e-8 is 8e-4 at worst.
        expectClose(exact, c, 1e-4, "\(m) × \(n) × \(k)")
        guard !transposeA, transposeB else { continue }
        var dots = [Float](repeating: .nan, count: m * n)
        unsafe ab_kernels_at(level)?.pointee.dots(
          ab_f32, m, n, k, a, rowA, b, columnB, bias, &dots, n)
        expectClose(exact, dots, 1e-4, "the rows of \(m) × \(n) × \(k)")
      }
    }
  }

  private func multiply(
    _ level: ab_level, _ size: (m: Int, n: Int, k: Int),
    _ a: (values: [Float], row: Int, column: Int), _ b: (values: [Float], row: Int, column: Int),
    _ bias: [Float], _ c: inout [Float]
  ) {
    let bytes = ab_product_workspace(ab_f32, size.m, size.n, size.k)
    let workspace = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    defer { unsafe workspace.deallocate() }
    unsafe a.values.withUnsafeBytes { left in
      unsafe b.values.withUnsafeBytes { right in
        unsafe ab_kernels_at(level)?.pointee.product(
          ab_f32, size.m, size.n, size.k,
          ab_matrix(data: left.baseAddress, row: a.row, column: a.column),
          ab_matrix(data: right.baseAddress, row: b.row, column: b.column), bias, &c, size.n,
          workspace)
      }
    }
  }

  @Test func `is accurate to the last place in exp, log, tanh and sigmoid`() {
    let functions: [(ab_unary, (Double) -> Double)] = [
      (ab_unary_exp, Glibc.exp), (ab_unary_log, Glibc.log), (ab_unary_tanh, Glibc.tanh),
      (ab_unary_sigmoid, { 1 / (1 + Glibc.exp(-$0)) }),
    ]
    let x = noise(2000, 5) + noise(200, 6).map { $0 * 20 } + noise(200, 7).map { $0 * 1e-5 }
    for (op, f) in functions {
      for (input, y) in zip(x, unary(levels.last ?? ab_level_base, op.rawValue, x)) where !y.isNaN {
        let wanted = Float(f(Double(input)))
        #expect(abs(y - wanted) <= wanted.ulp, "\(op) of \(input): \(y), not \(wanted)")
      }
    }
  }
}
