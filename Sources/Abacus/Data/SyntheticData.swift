public import Tensors

/// Returns points on two concentric circles and their classes, as scikit-learn's `make_circles`.
///
///     → X [samples, 2] of `dtype`, y [samples] of int64
///
/// Class 0 is the unit circle, class 1 has the radius `factor`. The numbers are computed in double
/// precision, equal to scikit-learn's to 10⁻¹², and then converted.
///
/// - Parameters:
///   - noise: The standard deviation of what is added to every coordinate.
///   - randomState: The seed of NumPy's stream; without one, the default generator draws a seed.
/// - Precondition: `samples` is not negative and `0 ≤ factor < 1`.
public func makeCircles(
  _ samples: Int = 100, shuffle: Bool = true, noise: Double? = nil, factor: Double = 0.8,
  randomState: Int? = nil, dtype: DType = .float32,
  file: StaticString = #filePath, line: UInt = #line
) -> (X: Tensor, y: Tensor) {
  requireCount(samples, "makeCircles", file, line)
  guard (0..<1).contains(factor) else {
    fatalError(
      "makeCircles: the factor \(factor) is not between 0 and 1", file: (file), line: line)
  }
  return LabelledPoints.circles(samples, factor: factor)
    .finished(shuffle: shuffle, noise: noise, NumPyRandom(state: randomState), dtype)
}

/// Returns points on two half circles that reach into each other, as scikit-learn's `make_moons`.
///
///     → X [samples, 2] of `dtype`, y [samples] of int64
///
/// The parameters are those of `makeCircles`.
public func makeMoons(
  _ samples: Int = 100, shuffle: Bool = true, noise: Double? = nil, randomState: Int? = nil,
  dtype: DType = .float32, file: StaticString = #filePath, line: UInt = #line
) -> (X: Tensor, y: Tensor) {
  requireCount(samples, "makeMoons", file, line)
  return LabelledPoints.moons(samples)
    .finished(shuffle: shuffle, noise: noise, NumPyRandom(state: randomState), dtype)
}

/// Returns normal clouds around random centers, as scikit-learn's `make_blobs`.
///
///     → X [samples, features] of `dtype`, y [samples] of int64
///
/// - Parameters:
///   - centers: How many clouds; their centers are uniform in `centerBox` along every axis.
///   - clusterStd: The standard deviation of every coordinate around its center.
///   - randomState: The seed of NumPy's stream; without one, the default generator draws a seed.
public func makeBlobs(
  _ samples: Int = 100, features: Int = 2, centers: Int = 3, clusterStd: Double = 1,
  centerBox: ClosedRange<Double> = -10...10, shuffle: Bool = true, randomState: Int? = nil,
  dtype: DType = .float32, file: StaticString = #filePath, line: UInt = #line
) -> (X: Tensor, y: Tensor) {
  requireCount(samples, "makeBlobs", file, line)
  guard features > 0, centers > 0 else {
    fatalError(
      "makeBlobs: there must be at least 1 feature and 1 center, not \(features) and \(centers)",
      file: (file), line: line)
  }
  let random = NumPyRandom(state: randomState)
  let places = (0..<centers).map { _ in
    random.uniform(centerBox.lowerBound, centerBox.upperBound, features)
  }
  return LabelledPoints.blobs(samples, centers: places, std: clusterStd, random)
    .finished(shuffle: shuffle, noise: nil, random, dtype)
}

/// Stops the program because there can be no `samples` points.
private func requireCount(
  _ samples: Int, _ operation: String, _ file: StaticString, _ line: UInt
) {
  guard samples < 0 else { return }
  fatalError(
    "\(operation): the number of samples is \(samples)", file: (file), line: line)
}

extension NumPyRandom {
  /// The stream of `state`, or of a seed from the default generator.
  convenience init(state: Int?) {
    self.init(seed: state ?? Int(Generator.default.integers(1, low: 0, high: 1 << 32).first ?? 0))
  }
}

extension LabelledPoints {
  /// The points as tensors, shuffled before noise is added, as scikit-learn does.
  fileprivate func finished(
    shuffle: Bool, noise: Double?, _ random: NumPyRandom, _ dtype: DType
  ) -> (X: Tensor, y: Tensor) {
    var points = self
    if shuffle { points.shuffle(random) }
    if let noise { points.addNoise(noise, random) }
    let shape = [points.labels.count, features]
    return (
      Tensor(points.coordinates, shape: shape, dtype: dtype),
      Tensor(points.labels, shape: [points.labels.count])
    )
  }
}
