import AbacusKernels
import Testing

@Suite struct `Every kernel` {
  private let shapes = [
    CallShape(outer: 1, count: 1, inner: 1), CallShape(outer: 3, count: 5, inner: 7),
    CallShape(outer: 2, count: 17, inner: 33), CallShape(outer: 1, count: 300, inner: 4),
    CallShape(outer: 25, count: 70, inner: 1), CallShape(outer: 13, count: 5, inner: 64),
  ]

  @Test(arguments: KernelCall.all)
  func `gives the same at every level, for floats and doubles of any shape`(call: KernelCall) {
    for shape in shapes {
      for type in [ab_f32, ab_f64] {
        let base = results(of: call, at: ab_level_base, type, shape)
        for level in [ab_level_avx2, ab_level_avx512] where unsafe ab_kernels_at(level) != nil {
          let other = results(of: call, at: level, type, shape)
          expectClose(base, other, type, call, "\(level) at \(shape)")
        }
      }
    }
  }

  /// The levels round differently (fused or not, other orders of sums), by one unit in the last
  /// place of the numbers on the way: 6e-8 or 1e-16 of some tens, and of up to 300 terms.
  private func expectClose(
    _ a: [Double], _ b: [Double], _ type: ab_dtype, _ call: KernelCall, _ place: String
  ) {
    let tolerance = (type == ab_f32 ? 4e-6 : 1e-14) * call.sensitivity
    #expect(a.count == b.count)
    for (x, y) in zip(a, b) where !(x.isNaN && y.isNaN) && x != y {
      guard abs(x - y) <= tolerance * max(16, abs(x)) else {
        Issue.record("\(call), \(type), \(place): \(x), \(y)")
        return
      }
    }
  }

  private func results(
    of call: KernelCall, at level: ab_level, _ type: ab_dtype, _ shape: CallShape
  ) -> [Double] {
    guard let kernels = unsafe ab_kernels_at(level)?.pointee else { return [] }
    let operands = unsafe CallOperands(kernels, type, shape)
    call.run(operands)
    return operands.read(call.result)
  }
}
