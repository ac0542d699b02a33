internal import AbacusKernels

extension Kernels {
  /// Copies the elements of `x` to `y`, which has the same shape and type; both may be strided.
  static func copy(_ x: Tensor, to y: Tensor) {
    guard y.count > 0 else { return }
    let (size, steps) = (x.dtype.size, x.broadcastStrides(to: y.shape))
    let rows = y.shape.first ?? 1
    let grain = Swift.max(1, lightGrain / (y.count / rows))
    Parallel.ranges(rows, grain: grain) { range in
      var shape = y.shape
      if !shape.isEmpty { shape[0] = range.count }
      unsafe ab_copy(
        size, Int32(shape.count), shape,
        x.pointer + range.lowerBound * (steps.first ?? 0) * size, steps,
        y.pointer + range.lowerBound * (y.strides.first ?? 0) * size, y.strides)
    }
  }

  /// Converts the elements of the contiguous `x` to the type of the contiguous `y`.
  static func cast(_ x: Tensor, to y: Tensor) {
    Parallel.ranges(x.count, grain: lightGrain) { range in
      unsafe ab_cast(
        x.dtype.kernelType, x.pointer + range.lowerBound * x.dtype.size, y.dtype.kernelType,
        y.pointer + range.lowerBound * y.dtype.size, range.count)
    }
  }

  /// Converts an array's elements to the type of the contiguous `y`.
  static func load<S: TensorScalar>(_ values: [S], to y: Tensor) {
    unsafe values.withUnsafeBytes { bytes in
      guard let source = bytes.baseAddress else { return }
      unsafe ab_cast(
        S.dtype.kernelType, source, y.dtype.kernelType, y.pointer, min(values.count, y.count))
    }
  }

  /// Returns the elements of the contiguous `x`, converted.
  static func store<S: TensorScalar>(_ x: Tensor, as _: S.Type) -> [S] {
    unsafe [S](unsafeUninitializedCapacity: x.count) { buffer, count in
      if let target = buffer.baseAddress {
        unsafe ab_cast(x.dtype.kernelType, x.pointer, S.dtype.kernelType, target, x.count)
      }
      count = x.count
    }
  }

  /// Sets every element of the contiguous `x`.
  static func fill(_ x: Tensor, with value: Number) {
    switch value {
    case .real(let value): fill(x, [value])
    case .integer(let value): fill(x, [value])
    case .truth(let value): fill(x, [value])
    }
  }

  private static func fill<S: TensorScalar>(_ x: Tensor, _ value: [S]) {
    var element: UInt64 = 0
    unsafe withUnsafeMutableBytes(of: &element) { element in
      guard let address = element.baseAddress else { return }
      unsafe value.withUnsafeBytes { bytes in
        guard let source = bytes.baseAddress else { return }
        unsafe ab_cast(S.dtype.kernelType, source, x.dtype.kernelType, address, 1)
      }
      unsafe ab_fill(x.dtype.size, address, x.pointer, x.count)
    }
  }

  /// out[i] = condition[i] ? a[i] : b[i].
  static func select(_ condition: Tensor, _ a: Tensor, _ b: Tensor, into out: Tensor) {
    let size = out.dtype.size
    Parallel.ranges(out.count, grain: lightGrain) { range in
      let start = range.lowerBound * size
      let truth = unsafe condition.pointer.assumingMemoryBound(to: UInt8.self) + range.lowerBound
      unsafe ab_select(
        size, truth, a.pointer + start, b.pointer + start, out.pointer + start, range.count)
    }
  }

  /// The flat positions that `index` means along one dimension.
  ///
  /// See `ab_places`; they end before the first that is out of bounds.
  static func places(_ index: Tensor, _ strides: [Int], extent: Int, step: Int) -> [Int64] {
    unsafe [Int64](unsafeUninitializedCapacity: index.count) { buffer, count in
      guard let target = buffer.baseAddress else { return }
      count = unsafe ab_places(
        Int32(index.ndim), index.shape, strides,
        index.pointer.assumingMemoryBound(to: Int64.self), extent, step, target)
    }
  }

  /// target[i, :] = source[index[i], :], for rows of `width` elements.
  static func gatherRows(_ source: Tensor, _ index: [Int64], into target: Tensor, width: Int) {
    unsafe ab_gather_rows(
      width * source.dtype.size, source.pointer, index, target.pointer, index.count)
  }

  /// target[index[i], :] = or += source[i, :], for rows of `width` elements.
  static func scatterRows(
    _ source: Tensor, _ index: [Int64], into target: Tensor, width: Int, adding: Bool
  ) {
    unsafe ab_scatter_rows(
      source.dtype.kernelType, adding, source.pointer, index, target.pointer, index.count, width)
  }
}
