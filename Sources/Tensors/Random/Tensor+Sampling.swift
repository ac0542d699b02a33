internal import Glibc

extension Tensor {
  /// Replaces every element by 1 with probability `p`, else by 0, as `torch.Tensor.bernoulli_`.
  ///
  /// Each draw is of 53 bits, whatever the element type.
  @discardableResult
  public func fillBernoulli(
    _ p: Double = 0.5, generator: Generator = .default, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    guard (0...1).contains(p) else {
      fail("fillBernoulli", "\(p) is no probability, which lies between 0 and 1", at: site)
    }
    let hits = generator.uniforms(count).map { $0 < p }
    assign(Tensor(hits, shape: shape, dtype: dtype), "fillBernoulli", at: site)
    return self
  }

  /// Replaces every element by a number of the exponential distribution: -log(1 - u) / rate.
  ///
  /// As `torch.Tensor.exponential_`.
  @discardableResult
  public func fillExponential(
    _ rate: Double = 1, generator: Generator = .default, file: StaticString = #filePath,
    line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("fillExponential", at: site)
    guard rate > 0 else { fail("fillExponential", "the rate \(rate) is not above 0", at: site) }
    let times = generator.uniforms(count).map { -1 / rate * Glibc.log1p(-$0) }
    assign(Tensor(times, shape: shape, dtype: dtype), "fillExponential", at: site)
    return self
  }

  /// Returns 1 with the probability that each element is, else 0, as `torch.bernoulli`.
  ///
  /// - Precondition: The elements are floats between 0 and 1.
  public func bernoulli(
    generator: Generator = .default, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let site = Site(file, line)
    requireFloats("bernoulli", at: site)
    let chances = scalars(as: Double.self)
    if let wrong = chances.first(where: { !(0...1).contains($0) }) {
      fail("bernoulli", "\(wrong) is no probability, which lies between 0 and 1", at: site)
    }
    let draws = Tensor.rand(shape, dtype: dtype, generator: generator)
    return (draws .< detach()).to(dtype)
  }

  /// Returns normal numbers, each with a mean and a standard deviation of its own.
  ///
  /// As `torch.normal` of two tensors, which are broadcast to one shape.
  public static func normal(
    _ mean: Tensor, _ std: Tensor, generator: Generator = .default,
    file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    let shape = broadcast(mean.shape, std.shape, "normal", at: Site(file, line))
    let type = mean.dtype.promoted(with: std.dtype)
    return randn(shape, dtype: type, generator: generator, file: file, line: line) * std + mean
  }

  /// Returns integers of `[low, high)` with the shape and, unless given, the type of `other`.
  public static func randint(
    like other: Tensor, _ low: Int, _ high: Int, dtype: DType? = nil,
    generator: Generator = .default, file: StaticString = #filePath, line: UInt = #line
  ) -> Tensor {
    randint(
      low, high, other.shape, dtype: dtype ?? other.dtype, generator: generator, file: file,
      line: line)
  }
}
