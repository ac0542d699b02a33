internal import AbacusKernels
import Glibc

/// The C kernels, called with tensors.
///
/// Nothing here checks shapes or types: operators do, and hand over operands of one element type,
/// contiguous unless said otherwise. Calls with no elements return at once.
@safe
enum Kernels {
  nonisolated(unsafe) static let table = unsafe chosenTable()

  /// The kernels for this processor, or those of the level that `ABACUS_LEVEL` names.
  private static func chosenTable() -> ab_kernels {
    guard let wanted = unsafe getenv("ABACUS_LEVEL") else {
      return unsafe ab_kernels_best().pointee
    }
    if let named = unsafe ab_kernels_named(wanted) { return unsafe named.pointee }
    fail(
      "ABACUS_LEVEL",
      "this processor has no kernels called '\(unsafe String(cString: wanted))'; the names are"
        + " base, avx2 and avx512")
  }

  /// Whether large products of floats go to the processor's tile unit: not where `ABACUS_LEVEL` names
  /// other kernels.
  static let hasTiles = unsafe getenv("ABACUS_LEVEL") == nil && ab_tiles_ready()

  /// y = op(x; a, b), for float types.
  static func unary(_ op: ab_unary, _ x: Tensor, into y: Tensor, _ a: Double, _ b: Double) {
    guard x.count > 0 else { return }
    let (type, size) = (x.dtype.kernelType, x.dtype.size)
    Parallel.ranges(x.count, grain: op.grain) { range in
      let start = range.lowerBound * size
      unsafe table.unary(type, op, x.pointer + start, y.pointer + start, range.count, a, b)
    }
  }

  /// y = op(x; a, b), for integer types; false when there is no such kernel.
  static func unaryInteger(_ op: ab_unary, _ x: Tensor, into y: Tensor, _ a: Int, _ b: Int) -> Bool
  {
    unsafe ab_unary_integer(
      x.dtype.kernelType, op, x.pointer, y.pointer, x.count, Int64(a), Int64(b))
  }

  /// out = g · op′(x, y; a, b).
  static func unaryBackward(
    _ op: ab_unary, _ g: Tensor, x: Tensor?, y: Tensor?, into out: Tensor, _ a: Double, _ b: Double
  ) {
    guard g.count > 0 else { return }
    let (type, size) = (g.dtype.kernelType, g.dtype.size)
    Parallel.ranges(g.count, grain: op.grain) { range in
      let start = range.lowerBound * size
      unsafe table.unary_backward(
        type, op, g.pointer + start, x.map { unsafe $0.pointer + start },
        y.map { unsafe $0.pointer + start }, out.pointer + start, range.count, a, b)
    }
  }

  /// Softmax, log-softmax or logsumexp of rows of `count` elements.
  static func rows(_ op: ab_rows, _ x: Tensor, into y: Tensor, count: Int) {
    guard x.count > 0 else { return }
    let (type, size) = (x.dtype.kernelType, x.dtype.size)
    let width = op == ab_rows_logsumexp ? 1 : count
    Parallel.ranges(x.count / count, grain: rowGrain(count)) { range in
      unsafe table.rows(
        type, op, x.pointer + range.lowerBound * count * size,
        y.pointer + range.lowerBound * width * size, range.count, count)
    }
  }

  /// The gradient of softmax or log-softmax.
  static func rowsBackward(_ op: ab_rows, _ g: Tensor, _ y: Tensor, into out: Tensor, count: Int) {
    guard g.count > 0 else { return }
    let (type, size) = (g.dtype.kernelType, g.dtype.size)
    Parallel.ranges(g.count / count, grain: rowGrain(count)) { range in
      let start = range.lowerBound * count * size
      unsafe table.rows_backward(
        type, op, g.pointer + start, y.pointer + start, out.pointer + start, range.count, count)
    }
  }

  /// p -= rate · (g + decay · p).
  static func descend(_ p: Tensor, _ g: Tensor, rate: Double, decay: Double) {
    let (type, size) = (p.dtype.kernelType, p.dtype.size)
    Parallel.ranges(p.count, grain: lightGrain) { range in
      let start = range.lowerBound * size
      unsafe table.descend(type, p.pointer + start, g.pointer + start, range.count, rate, decay)
    }
  }

  /// Moves `p` along `g`, and what is carried from step to step with it; see `ab_kernels.step`.
  static func step(
    _ step: ParameterStep, _ p: Tensor, _ g: Tensor, _ first: Tensor?, _ second: Tensor?,
    _ third: Tensor?
  ) {
    let (type, size, numbers) = (p.dtype.kernelType, p.dtype.size, step.kernelStep)
    let rule = ab_step_rule(rawValue: step.rule.rawValue)
    Parallel.ranges(p.count, grain: 1 << 14) { range in
      let start = range.lowerBound * size
      unsafe withUnsafePointer(to: numbers) { numbers in
        unsafe table.step(
          type, rule, numbers, p.pointer + start, g.pointer + start,
          first.map { unsafe $0.pointer + start }, second.map { unsafe $0.pointer + start },
          third.map { unsafe $0.pointer + start }, range.count)
      }
    }
  }

  /// y += a · x.
  static func axpy(_ a: Double, _ x: Tensor, into y: Tensor) {
    let (type, size) = (x.dtype.kernelType, x.dtype.size)
    Parallel.ranges(x.count, grain: lightGrain) { range in
      let start = range.lowerBound * size
      unsafe table.axpy(type, a, x.pointer + start, y.pointer + start, range.count)
    }
  }
}

extension Kernels {
  /// The least number of elements worth sharing, for operations as quick as memory.
  static let lightGrain = 1 << 15

  /// The least number of rows worth sharing, when powers of their elements are taken.
  private static func rowGrain(_ count: Int) -> Int { Swift.max(1, (1 << 12) / count) }
}

extension ab_unary {
  /// The least number of elements worth sharing.
  fileprivate var grain: Int { ab_unary.light.contains(self) ? Kernels.lightGrain : 1 << 12 }

  private static let light = [
    ab_unary_neg, ab_unary_abs, ab_unary_sign, ab_unary_square, ab_unary_sqrt, ab_unary_reciprocal,
    ab_unary_relu, ab_unary_leaky_relu, ab_unary_clamp, ab_unary_cube, ab_unary_round,
    ab_unary_floor, ab_unary_ceil, ab_unary_trunc,
  ]
}

extension Tensor {
  /// The first element.
  @unsafe var pointer: UnsafeMutableRawPointer { unsafe storage.bytes + offset * dtype.size }

  /// The strides with which this tensor runs along `shape`, to which it broadcasts.
  func broadcastStrides(to shape: [Int]) -> [Int] {
    if shape == self.shape { return strides }
    let missing = shape.count - self.shape.count
    return shape.indices.map { axis in
      axis < missing || self.shape[axis - missing] != shape[axis] ? 0 : strides[axis - missing]
    }
  }
}
