extension Tensor {
  /// Returns a tensor of uniform numbers of `[0, 1)`, as `torch.rand`.
  public static func rand(
    _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false,
    generator: Generator = .default, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let tensor = Tensor(uninitialized: shape, dtype, at: Site(file, line))
    return tensor.fillUniform(0, 1, generator: generator, file: file, line: line)
      .requiresGrad(requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of uniform numbers of `[0, 1)`, as `torch.rand`.
  public static func rand(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
    generator: Generator = .default, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    rand(
      shape, dtype: dtype, requiresGrad: requiresGrad, generator: generator, file: file, line: line)
  }

  /// Returns a tensor of standard normal numbers, as `torch.randn`.
  public static func randn(
    _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false,
    generator: Generator = .default, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    normal(
      0, 1, shape, dtype: dtype, requiresGrad: requiresGrad, generator: generator, file: file,
      line: line)
  }

  /// Returns a tensor of standard normal numbers, as `torch.randn`.
  public static func randn(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
    generator: Generator = .default, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    normal(
      0, 1, shape, dtype: dtype, requiresGrad: requiresGrad, generator: generator, file: file,
      line: line)
  }

  /// Returns a tensor of normal numbers with the given mean and standard deviation.
  ///
  /// As `torch.normal`; fewer than 16 and more are drawn differently, see `RandomStream`.
  public static func normal(
    _ mean: Double, _ std: Double, _ shape: [Int], dtype: DType = .float32,
    requiresGrad: Bool = false, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let tensor = Tensor(uninitialized: shape, dtype, at: Site(file, line))
    return tensor.fillNormal(mean, std, generator: generator, file: file, line: line)
      .requiresGrad(requiresGrad, file: file, line: line)
  }

  /// Returns a tensor of integers of `[low, high)`, as `torch.randint`.
  public static func randint(
    _ low: Int, _ high: Int, _ shape: [Int], dtype: DType = .int64,
    generator: Generator = .default, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    guard low < high else {
      fail("randint", "there are no integers from \(low) up to, but without, \(high)", at: site)
    }
    let count = Tensor(uninitialized: shape, .int64, at: site).count
    let values = generator.integers(count, low: low, high: high)
    return Tensor(values, shape: shape, dtype: dtype, file: file, line: line)
  }

  /// Returns a tensor of integers of `[0, high)`, as `torch.randint`.
  public static func randint(
    _ high: Int, _ shape: [Int], dtype: DType = .int64, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    randint(0, high, shape, dtype: dtype, generator: generator, file: file, line: line)
  }

  /// Returns uniform numbers of `[0, 1)` with the shape and, unless given, the type of `other`.
  public static func rand(
    like other: Tensor, dtype: DType? = nil, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    rand(
      other.shape, dtype: dtype ?? other.dtype, generator: generator, file: file, line: line)
  }

  /// Returns standard normal numbers with the shape and, unless given, the type of `other`.
  public static func randn(
    like other: Tensor, dtype: DType? = nil, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    randn(
      other.shape, dtype: dtype ?? other.dtype, generator: generator, file: file, line: line)
  }

  /// Returns the numbers below `count` in random order, as `torch.randperm`.
  public static func randperm(
    _ count: Int, generator: Generator = .default, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    guard count >= 0 else {
      fail("randperm", "there are no permutations of \(count) numbers", at: Site(file, line))
    }
    requireMemory(for: count, at: Site(file, line))
    return Tensor(generator.permutation(count), shape: [count])
  }
}

extension Tensor {
  /// Replaces every element by a uniform number of `[low, high)`, as `torch.Tensor.uniform_`.
  @discardableResult
  public func fillUniform(
    _ low: Double = 0, _ high: Double = 1, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    draw("fillUniform", Site(file, line)) { span in
      generator.fillUniform(&span, low: Float(low), high: Float(high))
    } double: { span in
      generator.fillUniform(&span, low: low, high: high)
    }
  }

  /// Replaces every element by a normal number, as `torch.Tensor.normal_`.
  @discardableResult
  public func fillNormal(
    _ mean: Double = 0, _ std: Double = 1, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    draw("fillNormal", Site(file, line)) { span in
      generator.fillNormal(&span, mean: Float(mean), standardDeviation: Float(std))
    } double: { span in
      generator.fillNormal(&span, mean: mean, standardDeviation: std)
    }
  }
}

extension Tensor {
  /// Replaces the elements by what `single` or `double` put into a span of them.
  private func draw(
    _ operation: String, _ site: Site, single: (inout MutableSpan<Float>) -> Void,
    double: (inout MutableSpan<Double>) -> Void
  ) -> Tensor {
    _ = prepareChange(operation, at: site)
    let target = isContiguous ? self : Tensor(uninitialized: shape, dtype, at: site)
    switch dtype {
    case .float32:
      var span = unsafe MutableSpan<Float>(
        _unsafeStart: target.pointer.assumingMemoryBound(to: Float.self), count: count)
      single(&span)
    case .float64:
      var span = unsafe MutableSpan<Double>(
        _unsafeStart: target.pointer.assumingMemoryBound(to: Double.self), count: count)
      double(&span)
    default:
      fail(operation, "elements of type \(dtype.name) cannot hold such numbers", at: site)
    }
    if !isContiguous { Kernels.copy(target, to: self) }
    return self
  }
}
