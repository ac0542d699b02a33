import AbacusKernels
import Testing

@Suite struct `Every step of an optimizer` {
  /// A rule, and whether it has its first and third memory.
  @Test(arguments: [
    (ab_step_momentum, true, false), (ab_step_adam, true, false), (ab_step_adam, true, true),
    (ab_step_rmsprop, false, false), (ab_step_rmsprop, true, false),
    (ab_step_rmsprop, false, true), (ab_step_rmsprop, true, true),
    (ab_step_adagrad, false, false), (ab_step_adadelta, false, true),
  ])
  func `gives the same at every level`(rule: ab_step_rule, first: Bool, third: Bool) {
    for count in [1, 7, 16, 17, 33, 100] {
      let base = path(ab_level_base, rule, first, third, count)
      for level in [ab_level_avx2, ab_level_avx512] where unsafe ab_kernels_at(level) != nil {
        let other = path(level, rule, first, third, count)
        // Three steps, with some ten roundings of numbers around 1 each, fused or not.
        #expect(zip(base, other).allSatisfy { abs($0 - $1) <= 4e-6 }, "\(level), \(count)")
        #expect(base.allSatisfy { $0.isFinite })
      }
    }
  }

  /// A parameter and what is carried for it, after three steps.
  private func path(
    _ level: ab_level, _ rule: ab_step_rule, _ first: Bool, _ third: Bool, _ count: Int
  ) -> [Float] {
    var p = (0..<count).map { Float($0 % 13) / 13 - 0.4 }
    var (mean, squares, other) = (zeros(count), zeros(count), zeros(count))
    var step = ab_step(
      rate: 0.1, sign: -1, decay: 0.01, shrink: 0.99, kept: 0.9, share: 0.1, squares_kept: 0.8,
      squares_share: 0.2, correction: 0.7, epsilon: 1e-3, nesterov: true)
    for turn in 0..<3 {
      let g = (0..<count).map { Float(($0 * 7 + turn) % 11) / 11 - 0.3 }
      unsafe mean.withUnsafeMutableBytes { mean in
        unsafe other.withUnsafeMutableBytes { other in
          unsafe ab_kernels_at(level)?.pointee.step(
            ab_f32, rule, &step, &p, g, first ? mean.baseAddress : nil, &squares,
            third ? other.baseAddress : nil, count)
        }
      }
    }
    return p + mean + squares + other
  }

  private func zeros(_ count: Int) -> [Float] { Array(repeating: 0, count: count) }
}
