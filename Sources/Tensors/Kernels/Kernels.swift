internal import AbacusKernels

/// The C kernels, called with tensors.
///
/// Nothing here checks shapes or types: operators do, and hand over operands of one element type,
/// contiguous unless said otherwise. Calls with no elements return at once.
@safe
enum Kernels {
  nonisolated(unsafe) static let table = unsafe ab_kernels_best().pointee

  /// y = op(x; a, b), for float types.
  static func unary(_ op: ab_unary, _ x: Tensor, into y: Tensor, _ a: Double, _ b: Double) {
    guard x.count > 0 else { return }
    unsafe table.unary(x.dtype.kernelType, op, x.pointer, y.pointer, x.count, a, b)
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
    unsafe table.unary_backward(
      g.dtype.kernelType, op, g.pointer, x?.pointer, y?.pointer, out.pointer, g.count, a, b)
  }

  /// out = op(a, b); the operands may be strided and broadcast to the shape of `out`.
  static func binary(_ op: ab_binary, _ a: Tensor, _ b: Tensor, into out: Tensor) {
    guard out.count > 0 else { return }
    let type = a.dtype.kernelType
    if let (stepA, stepB) = flatSteps(a, b, out) {
      unsafe withThree(out.count, stepA, stepB) { count, stepA, stepB in
        unsafe table.binary(type, op, a.pointer, b.pointer, out.pointer, 1, count, stepA, stepB)
      }
    } else {
      unsafe table.binary(
        type, op, a.pointer, b.pointer, out.pointer, Int32(out.ndim), out.shape,
        a.broadcastStrides(to: out.shape), b.broadcastStrides(to: out.shape))
    }
  }

  /// out = whether op(a, b); the operands may be strided and broadcast to the shape of `out`.
  static func compare(_ op: ab_compare, _ a: Tensor, _ b: Tensor, into out: Tensor) {
    guard out.count > 0 else { return }
    unsafe table.compare(
      a.dtype.kernelType, op, a.pointer, b.pointer,
      out.pointer.assumingMemoryBound(to: UInt8.self), Int32(out.ndim), out.shape,
      a.broadcastStrides(to: out.shape), b.broadcastStrides(to: out.shape))
  }

  /// y[o, i] = reduce over j of x[o, j, i].
  static func reduce(
    _ op: ab_reduction, _ x: Tensor, into y: Tensor, _ span: Span, scale: Double = 1
  ) {
    unsafe table.reduce(
      x.dtype.kernelType, op, x.pointer, y.pointer, span.outer, span.count, span.inner, scale)
  }

  /// y[o, j, i] = Σ over k ≤ j of x[o, k, i].
  static func cumulativeSum(_ x: Tensor, into y: Tensor, _ span: Span) {
    unsafe ab_cumulative_sum(
      x.dtype.kernelType, x.pointer, y.pointer, span.outer, span.count, span.inner)
  }

  /// y[o, i] = the variance over j of x[o, j, i].
  static func variance(_ x: Tensor, into y: Tensor, _ span: Span, correction: Double) {
    unsafe table.variance(
      x.dtype.kernelType, x.pointer, y.pointer, span.outer, span.count, span.inner, correction)
  }

  /// Softmax, log-softmax or logsumexp of rows of `count` elements.
  static func rows(_ op: ab_rows, _ x: Tensor, into y: Tensor, count: Int) {
    guard x.count > 0 else { return }
    unsafe table.rows(x.dtype.kernelType, op, x.pointer, y.pointer, x.count / count, count)
  }

  /// The gradient of softmax or log-softmax.
  static func rowsBackward(_ op: ab_rows, _ g: Tensor, _ y: Tensor, into out: Tensor, count: Int) {
    guard g.count > 0 else { return }
    unsafe table.rows_backward(
      g.dtype.kernelType, op, g.pointer, y.pointer, out.pointer, g.count / count, count)
  }

  /// p -= rate · (g + decay · p).
  static func descend(_ p: Tensor, _ g: Tensor, rate: Double, decay: Double) {
    unsafe table.descend(p.dtype.kernelType, p.pointer, g.pointer, p.count, rate, decay)
  }

  /// Moves `p` along `g`, and what is carried from step to step with it; see `ab_kernels.step`.
  static func step(
    _ step: ParameterStep, _ p: Tensor, _ g: Tensor, _ first: Tensor?, _ second: Tensor?,
    _ third: Tensor?
  ) {
    var numbers = step.kernelStep
    unsafe table.step(
      p.dtype.kernelType, ab_step_rule(rawValue: step.rule.rawValue), &numbers, p.pointer,
      g.pointer, first?.pointer, second?.pointer, third?.pointer, p.count)
  }

  /// y += a · x.
  static func axpy(_ a: Double, _ x: Tensor, into y: Tensor) {
    unsafe table.axpy(x.dtype.kernelType, a, x.pointer, y.pointer, x.count)
  }
}

extension Kernels {
  /// A dimension to reduce, and the products of those before and after it.
  struct Span {
    var outer: Int
    var count: Int
    var inner: Int
  }

  /// The steps with which operands run beside a contiguous result, when one loop will do.
  private static func flatSteps(_ a: Tensor, _ b: Tensor, _ out: Tensor) -> (Int, Int)? {
    func step(_ x: Tensor) -> Int? {
      x.count == 1 ? 0 : x.isContiguous && x.count == out.count ? 1 : nil
    }
    guard let stepA = step(a), let stepB = step(b) else { return nil }
    return (stepA, stepB)
  }

  private static func withThree<R>(
    _ a: Int, _ b: Int, _ c: Int,
    _ body: (UnsafePointer<Int>, UnsafePointer<Int>, UnsafePointer<Int>) -> R
  ) -> R {
    unsafe withUnsafePointer(to: a) { a in
      unsafe withUnsafePointer(to: b) { b in
        unsafe withUnsafePointer(to: c) { c in unsafe body(a, b, c) }
      }
    }
  }
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
