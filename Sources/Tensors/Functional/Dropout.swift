/// Returns `x` with each element set to 0 with probability `p`, and the others divided by 1 - p.
///
/// Outside training `x` itself. An element is kept where a uniform number of `float64` is below
/// 1 - p, as `torch.nn.functional.dropout` draws them.
public func dropout(
  _ x: Tensor, p: Double = 0.5, isTraining: Bool = true, generator: Generator = .default,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  x.requireFloats("dropout", at: site)
  guard p >= 0, p <= 1 else {
    fail("dropout", "\(p) is no probability, which lies between 0 and 1", at: site)
  }
  guard isTraining, p > 0 else { return x }
  return x * keptShares(x.shape, p, x.dtype, generator)
}

/// Returns images with whole channels set to 0 with probability `p`.
///
///     [n, channels, …] → [n, channels, …]
///
/// As `torch.nn.functional.dropout2d`.
public func dropout2d(
  _ x: Tensor, p: Double = 0.5, isTraining: Bool = true, generator: Generator = .default,
  file: StaticString = #filePath, line: UInt = #line
) -> Tensor {
  let site = Site(file, line)
  x.requireFloats("dropout2d", at: site)
  guard p >= 0, p <= 1, x.ndim > 2 else {
    fail(
      "dropout2d",
      "it takes images [n, channels, …] and a probability, not \(x.shape.shapeText) and \(p)",
      at: site)
  }
  guard isTraining, p > 0 else { return x }
  let shape = x.shape[..<2] + x.shape[2...].map { _ in 1 }
  return x * keptShares(Array(shape), p, x.dtype, generator)
}

/// 1 / (1 - p) where an element is kept, else 0.
private func keptShares(
  _ shape: [Int], _ p: Double, _ dtype: DType, _ generator: Generator
) -> Tensor {
  guard p < 1 else { return .zeros(shape, dtype: dtype) }
  let count = shape.reduce(1, *)
  let draws = Tensor(uninitialized: [count], .float64).fillUniform(generator: generator)
  let share = 1 / (1 - p)
  let kept = draws.scalars(as: Double.self).map { $0 < 1 - p ? share : 0 }
  return Tensor(kept, shape: shape, dtype: dtype)
}
