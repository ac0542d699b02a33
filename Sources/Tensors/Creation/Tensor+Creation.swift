extension Tensor {
  /// Returns a tensor with unspecified contents, as `torch.empty`.
  public static func empty(
    _ shape: [Int], dtype: DType = .float32, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    Tensor(uninitialized: shape, dtype, at: Site(file, line))
  }

  /// Returns a tensor whose elements are all `value`, as `torch.full`.
  public static func full<S: TensorScalar>(
    _ shape: [Int], _ value: S, dtype: DType? = nil, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype ?? S.literalType, at: Site(file, line))
    result.dtype.require(value.number, "full", at: Site(file, line))
    Kernels.fill(result, with: value.number)
    if requiresGrad { result.require(at: Site(file, line)) }
    return result
  }

  /// Returns a tensor of zeros, as `torch.zeros`.
  public static func zeros(
    _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    full(shape, 0, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of ones, as `torch.ones`.
  public static func ones(
    _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    full(shape, 1, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor with unspecified contents, as `torch.empty`.
  public static func empty(
    _ shape: Int..., dtype: DType = .float32, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    empty(shape, dtype: dtype, file: file, line: line)
  }

  /// Returns a tensor of zeros, as `torch.zeros`.
  public static func zeros(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    zeros(shape, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of ones, as `torch.ones`.
  public static func ones(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    ones(shape, dtype: dtype, requiresGrad: requiresGrad, file: file, line: line)
  }
}

extension Tensor {
  /// Returns a tensor like `other` with unspecified contents.
  public static func empty(like other: Tensor, dtype: DType? = nil) -> Tensor {
    Tensor(uninitialized: other.shape, dtype ?? other.dtype)
  }

  /// Returns a tensor of zeros with the shape and, unless given, the type of `other`.
  public static func zeros(like other: Tensor, dtype: DType? = nil) -> Tensor {
    full(like: other, 0, dtype: dtype)
  }

  /// Returns a tensor of ones with the shape and, unless given, the type of `other`.
  public static func ones(like other: Tensor, dtype: DType? = nil) -> Tensor {
    full(like: other, 1, dtype: dtype)
  }

  /// Returns a tensor of `value` with the shape and, unless given, the type of `other`.
  public static func full<S: TensorScalar>(
    like other: Tensor, _ value: S, dtype: DType? = nil
  ) -> Tensor {
    full(other.shape, value, dtype: dtype ?? other.dtype)
  }
}

extension Tensor {
  /// Returns 1 on the diagonal and 0 elsewhere: `[n, m]`, square when `m` is left out.
  public static func eye(
    _ n: Int, _ m: Int? = nil, dtype: DType = .float32, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let columns = m ?? n
    let result = zeros([n, columns], dtype: dtype, file: file, line: line)
    let diagonal = Tensor(
      viewing: result, shape: [Swift.min(n, columns)], strides: [columns + 1], offset: 0)
    Kernels.copy(full([], 1, dtype: dtype), to: diagonal)
    return result
  }

  /// Returns the numbers from 0 up to, but without, `end`.
  public static func arange<S: TensorScalar>(
    _ end: S, dtype: DType? = nil, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    progression(.integer(0), end.number, .integer(1), dtype, Site(file, line))
  }

  /// Returns `start`, `start + step`, … up to, but without, `end`; as `torch.arange`.
  ///
  /// Integers give `int64`; the length is ⌈(end - start) / step⌉.
  ///
  /// - Precondition: `step` is not 0 and leads from `start` to `end`.
  public static func arange<S: TensorScalar>(
    _ start: S, _ end: S, _ step: S? = nil, dtype: DType? = nil,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    progression(start.number, end.number, step?.number ?? .integer(1), dtype, Site(file, line))
  }

  /// Stops, as tensors do, unless there is memory for an array of `count` numbers.
  static func requireMemory(for count: Int, at site: Site) {
    guard count > 1 << 24 else { return }
    _ = Tensor(uninitialized: [count], .float64, at: site)
  }

  private static func progression(
    _ start: Number, _ end: Number, _ step: Number, _ dtype: DType?, _ site: Site
  ) -> Tensor {
    // Differences of integers are exact, and so are lengths that memory can hold.
    var distance = end.double - start.double
    if case (.integer(let first), .integer(let last)) = (start, end) {
      let (difference, overflow) = last.subtractingReportingOverflow(first)
      if !overflow { distance = Double(difference) }
    }
    let length = (distance / step.double).rounded(.up)
    guard step.double != 0, length >= 0, length < 0x1p40 else {
      fail(
        "arange",
        "steps of \(step.double) do not lead from \(start.double) to \(end.double)", at: site)
    }
    requireMemory(for: Int(length), at: site)
    if case (.integer(let start), .integer, .integer(let step)) = (start, end, step) {
      let values = (0..<Int(length)).map { start &+ $0 &* step }
      return Tensor(
        values, shape: [values.count], dtype: dtype, file: site.file, line: site.line)
    }
    let values = (0..<Int(length)).map { start.double + Double($0) * step.double }
    return Tensor(
      values, shape: [values.count], dtype: dtype, file: site.file, line: site.line)
  }

  /// Returns `steps` numbers evenly spaced from `start` to `end`, both included.
  ///
  /// As `torch.linspace`, the second half is counted back from `end`.
  public static func linspace(
    _ start: Double, _ end: Double, _ steps: Int, dtype: DType = .float32,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard steps >= 0 else {
      fail("linspace", "the number of steps is \(steps)", at: Site(file, line))
    }
    requireMemory(for: steps, at: Site(file, line))
    let step = (end - start) / Double(Swift.max(steps - 1, 1))
    let values = (0..<steps).map { index in
      index < (steps + 1) / 2
        ? start + step * Double(index) : end - step * Double(steps - 1 - index)
    }
    return Tensor(values, shape: [steps], dtype: dtype, file: file, line: line)
  }

  /// Returns the powers of `base` at `steps` exponents evenly spaced from `start` to `end`.
  ///
  /// As `torch.logspace`: base^start, …, base^end.
  public static func logspace(
    _ start: Double, _ end: Double, _ steps: Int, base: Double = 10, dtype: DType = .float32,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    guard steps >= 0 else {
      fail("logspace", "the number of steps is \(steps)", at: Site(file, line))
    }
    let exponents = linspace(start, end, steps, dtype: .float64, file: file, line: line)
    return Tensor(number: .real(base), .float64).pow(exponents).to(dtype)
  }
}
