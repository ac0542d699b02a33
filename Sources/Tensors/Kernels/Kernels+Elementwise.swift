internal import AbacusKernels

extension Kernels {
  /// out = op(a, b); the operands may be strided and broadcast to the shape of `out`.
  static func binary(_ op: ab_binary, _ a: Tensor, _ b: Tensor, into out: Tensor) {
    let type = a.dtype.kernelType
    unsafe sharing(a, b, out, grain: op.grain) { start, rank, shape, stepsA, stepsB in
      unsafe table.binary(
        type, op, a.pointer + start.a, b.pointer + start.b, out.pointer + start.out, rank, shape,
        stepsA, stepsB)
    }
  }

  /// out = whether op(a, b); the operands may be strided and broadcast to the shape of `out`.
  static func compare(_ op: ab_compare, _ a: Tensor, _ b: Tensor, into out: Tensor) {
    let type = a.dtype.kernelType
    unsafe sharing(a, b, out, grain: lightGrain) { start, rank, shape, stepsA, stepsB in
      unsafe table.compare(
        type, op, a.pointer + start.a, b.pointer + start.b,
        (out.pointer + start.out).assumingMemoryBound(to: UInt8.self), rank, shape, stepsA, stepsB)
    }
  }

  /// Where a part of an operation starts in each tensor, in bytes.
  private struct Start {
    var a: Int
    var b: Int
    var out: Int
  }

  /// Calls `body` with the parts of an operation, at the same time when it is a large one.
  private static func sharing(
    _ a: Tensor, _ b: Tensor, _ out: Tensor, grain: Int,
    _ body:
      @Sendable (
        _ start: Start, _ rank: Int32, _ shape: UnsafePointer<Int>, _ stepsA: UnsafePointer<Int>,
        _ stepsB: UnsafePointer<Int>
      ) -> Void
  ) {
    guard out.count > 0 else { return }
    let (size, sizeOut) = (a.dtype.size, out.dtype.size)
    if let stepA = flatStep(a, out), let stepB = flatStep(b, out) {
      return Parallel.ranges(out.count, grain: grain) { range in
        let at = range.lowerBound
        let start = Start(a: at * stepA * size, b: at * stepB * size, out: at * sizeOut)
        unsafe withThree(range.count, stepA, stepB) { unsafe body(start, 1, $0, $1, $2) }
      }
    }
    // Strided operands are cut along the first dimension only.
    let (stepsA, stepsB) = (a.broadcastStrides(to: out.shape), b.broadcastStrides(to: out.shape))
    let row = out.count / out.shape[0]
    Parallel.ranges(out.shape[0], grain: Swift.max(1, grain / row)) { range in
      var shape = out.shape
      shape[0] = range.count
      let at = range.lowerBound
      let start = Start(
        a: at * stepsA[0] * size, b: at * stepsB[0] * size, out: at * row * sizeOut)
      unsafe body(start, Int32(shape.count), shape, stepsA, stepsB)
    }
  }

  /// The step with which an operand runs beside a contiguous result, when one loop will do.
  private static func flatStep(_ x: Tensor, _ out: Tensor) -> Int? {
    x.count == 1 ? 0 : x.isContiguous && x.count == out.count ? 1 : nil
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

extension ab_binary {
  /// The least number of elements worth sharing.
  fileprivate var grain: Int {
    [ab_binary_pow, ab_binary_atan2, ab_binary_remainder].contains(self)
      ? 1 << 12 : Kernels.lightGrain
  }
}
