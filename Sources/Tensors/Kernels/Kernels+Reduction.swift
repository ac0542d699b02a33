internal import AbacusKernels

extension Kernels {
  /// A dimension to reduce, and the products of those before and after it.
  struct Span {
    var outer: Int
    var count: Int
    var inner: Int
  }

  /// y[o, i] = reduce over j of x[o, j, i]; sums are divided by `divisor`.
  ///
  /// A single long column is cut into pieces of a fixed size, whose results are then reduced: the
  /// result is the same whatever the number of threads.
  static func reduce(
    _ op: ab_reduction, _ x: Tensor, into y: Tensor, _ span: Span, divisor: Double = 1
  ) {
    if span.outer == 1, op.canBeCut, span.count * span.inner > 2 * piece, span.inner <= piece / 2 {
      return reduceByPieces(op, x, into: y, span, divisor: divisor)
    }
    let (type, size, sizeOut) = (x.dtype.kernelType, x.dtype.size, y.dtype.size)
    sharingOuter(span) { range in
      unsafe table.reduce(
        type, op, x.pointer + range.lowerBound * span.count * span.inner * size,
        y.pointer + range.lowerBound * span.inner * sizeOut, range.count, span.count, span.inner,
        divisor)
    }
  }

  /// y[o, i] = the variance over j of x[o, j, i].
  static func variance(_ x: Tensor, into y: Tensor, _ span: Span, correction: Double) {
    let (type, size) = (x.dtype.kernelType, x.dtype.size)
    sharingOuter(span) { range in
      unsafe table.variance(
        type, x.pointer + range.lowerBound * span.count * span.inner * size,
        y.pointer + range.lowerBound * span.inner * size, range.count, span.count, span.inner,
        correction)
    }
  }

  /// y[o, j, i] = Σ over k ≤ j of x[o, k, i].
  static func cumulativeSum(_ x: Tensor, into y: Tensor, _ span: Span) {
    unsafe ab_cumulative_sum(
      x.dtype.kernelType, x.pointer, y.pointer, span.outer, span.count, span.inner)
  }

  /// How many elements a piece of a long column has, about.
  private static let piece = 1 << 14

  private static func sharingOuter(_ span: Span, _ body: @Sendable (Range<Int>) -> Void) {
    guard span.outer > 0 else { return }
    let grain = Swift.max(1, lightGrain / Swift.max(1, span.count * span.inner))
    Parallel.ranges(span.outer, grain: grain, body)
  }

  private static func reduceByPieces(
    _ op: ab_reduction, _ x: Tensor, into y: Tensor, _ span: Span, divisor: Double
  ) {
    let (type, size, inner) = (x.dtype.kernelType, x.dtype.size, span.inner)
    let rows = piece / inner
    let count = (span.count + rows - 1) / rows
    let isSum = op == ab_reduce_sum && x.dtype.isFloatingPoint
    let partial = Tensor(uninitialized: [count, inner], isSum ? .float64 : x.dtype)
    Parallel.ranges(count, grain: 2) { range in
      for index in range {
        let source = unsafe x.pointer + index * rows * inner * size
        let target = unsafe partial.pointer + index * inner * partial.dtype.size
        let length = Swift.min(rows, span.count - index * rows)
        if isSum {
          unsafe table.column_sums(
            type, source, target.assumingMemoryBound(to: Double.self), length, inner)
        } else {
          unsafe table.reduce(type, op, source, target, 1, length, inner, 1)
        }
      }
    }
    guard isSum else {
      return unsafe table.reduce(type, op, partial.pointer, y.pointer, 1, count, inner, divisor)
    }
    let sum = Tensor(uninitialized: [inner], .float64)
    unsafe table.reduce(ab_f64, op, partial.pointer, sum.pointer, 1, count, inner, divisor)
    cast(sum, to: y)
  }
}

extension ab_reduction {
  /// Whether the results of pieces may be reduced like elements.
  fileprivate var canBeCut: Bool {
    [ab_reduce_sum, ab_reduce_max, ab_reduce_min].contains(self)
  }
}
